import { expect, test } from 'vitest';
import type { Db } from '../../db/connection.ts';
import { type Purpose, SUBSCRIBER_PATHS } from '../../src/lib/subscribers/links.ts';
import { DEFAULT_PREFERENCES, preferencesSchema } from '../../src/lib/subscribers/preferences.ts';
import { addConfirmed } from '../../src/lib/subscribers/store/add.ts';
import { askForMail } from '../../src/lib/subscribers/store/ask.ts';
import { findSubscriber } from '../../src/lib/subscribers/store/subscribers.ts';
import { issueToken } from '../../src/lib/subscribers/store/tokens.ts';
import { look } from '../collectors/listing.ts';
import { lookAtAll, NO_FAULT } from '../support/browser-looks.ts';
import type { OpenedPage } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';
import { testDatabase } from '../support/database.ts';
import { oldModels } from '../support/released.ts';
import { runSite } from '../support/site.ts';

let known: Db | undefined;
const db = (): Db => {
  if (!known) throw new Error('the database is there once the tests run');
  return known;
};

const { open, visit } = reader(async () => {
  const database = await testDatabase();
  known = database.db;
  await look(known, '2026-11-22', oldModels);
  const site = await runSite(database.connection);
  return {
    ...site,
    stop: async () => {
      await site.stop();
      await database.drop();
    },
  };
});

/** A link as a mail would hold it. */
async function linkFor(email: string, purpose: Purpose): Promise<string> {
  const subscriber = await findSubscriber(db(), email);
  const token = await issueToken(db(), { subscriberId: subscriber?.subscriberId ?? 0, purpose });
  return `${SUBSCRIBER_PATHS[purpose]}/${token}`;
}

const everything = preferencesSchema.parse({
  cadence: 'monthly',
  focus: { region: ['cn', 'europe'], family: ['qwen'] },
  watch: { publishers: ['mistral-ai'] },
  alerts: { releases: true, thresholds: [{ dimension: 'region', id: 'cn', side: 'above', percent: 50 }] },
});

const pages = [
  { name: 'subscribe', status: 200, path: async () => '/digest/subscribe' },
  { name: 'privacy', status: 200, path: async () => '/privacy' },
  { name: 'lost link', status: 404, path: async () => '/digest/confirm/nothing' },
  { name: 'unsubscribe', status: 200, path: async () => '/digest/unsubscribe/anything' },
  {
    name: 'confirm',
    status: 200,
    path: async () => {
      const asking = {
        email: 'seen@example.org',
        preferences: DEFAULT_PREFERENCES,
        network: null,
        via: 'form',
      };
      await askForMail(db(), asking);
      return await linkFor('seen@example.org', 'confirm');
    },
  },
  {
    name: 'settings',
    status: 200,
    path: async () => {
      await addConfirmed(db(), { email: 'set@example.org', preferences: everything, via: 'test' });
      return await linkFor('set@example.org', 'manage');
    },
  },
];

test.each(pages)(
  '$name fits 360 and 1280 px and violates no rule of axe, in light and dark',
  async ({ name, path, status }) => {
    const opened = await visit(await path(), 360);
    await openAll(opened);
    const found = await lookAtAll(opened.page, name.replace(' ', '-'));

    expect(opened.status).toBe(status);
    expect(found).toEqual(NO_FAULT);
    expect(opened.faults).toEqual([]);
  },
);

test('from the form to the mail, its button, the settings and out again, without script', async () => {
  const { page, close, ...opened } = await open('/digest/subscribe', { width: 390, javaScript: false });
  const heading = () => page.getByRole('heading', { level: 1 }).innerText();
  await page.getByLabel('Mail address').fill('grace@example');
  await page.locator('summary', { hasText: 'What you watch' }).click();
  await page.getByLabel('Publishers, one a line').fill('mistral');
  await page.getByRole('button', { name: 'Send me the link' }).click();
  const problems = await page.getByRole('alert').getByRole('listitem').allInnerTexts();
  await page.getByLabel('Mail address').fill('grace@example.org');
  await page.getByLabel('Publishers, one a line').fill('mistralai');
  await page.getByRole('button', { name: 'Send me the link' }).click();
  const asked = await heading();
  const waiting = await findSubscriber(db(), 'grace@example.org');

  await page.goto(new URL(await linkFor('grace@example.org', 'confirm'), page.url()).href);
  const before = await findSubscriber(db(), 'grace@example.org');
  await page.getByRole('button', { name: 'Confirm' }).click();
  const confirmed = await heading();
  const says = await page.locator('main').innerText();
  await page.getByRole('link', { name: 'Change what you get' }).click();
  await page.getByLabel('Every month').check();
  await page.locator('summary', { hasText: 'What you follow' }).click();
  await page.getByLabel('Europe').check();
  await page.getByRole('button', { name: 'Save' }).click();
  const saved = await page.getByRole('status').innerText();
  const kept = await page.getByLabel('Europe').isChecked();
  const changed = await findSubscriber(db(), 'grace@example.org');

  await page.goto(new URL(await linkFor('grace@example.org', 'unsubscribe'), page.url()).href);
  await page.getByRole('button', { name: 'Unsubscribe' }).click();
  const left = await heading();
  await close();

  expect(problems).toEqual([
    expect.stringContaining('not an address'),
    expect.stringContaining('Mistral AI'),
  ]);
  expect([asked, confirmed, left]).toEqual(['Look into your mail', 'Confirmed', 'Unsubscribed']);
  expect([waiting?.status, before?.status]).toEqual(['unconfirmed', 'unconfirmed']);
  expect(says).toContain('Watched: Mistral AI.');
  expect([saved, kept]).toEqual(['Saved. It counts from the next mail on.', true]);
  expect(changed).toMatchObject({
    status: 'active',
    preferences: { cadence: 'monthly', focus: { region: ['europe'] }, watch: { publishers: ['mistral-ai'] } },
  });
  expect(await findSubscriber(db(), 'grace@example.org')).toBeNull();
  expect(opened.faults).toEqual([]);
});

test('a form that comes back shows what is wrong where it is, and violates no rule of axe', async () => {
  const { page, close } = await open('/digest/subscribe', { scheme: 'dark' });
  await page.getByLabel('Mail address').fill('grace@example');
  await page.locator('summary', { hasText: 'What you watch' }).click();
  await page.getByLabel('Models, one a line').fill('<script>alert(1)</script>/x');
  await page.getByRole('button', { name: 'Send me the link' }).click();
  const invalid = await page.locator('[aria-invalid]').evaluateAll((fields) => fields.map(({ id }) => id));
  const typed = await page.getByLabel('Models, one a line').inputValue();
  const found = await lookAtAll(page, 'refused');
  await page.getByRole('alert').getByRole('link').first().click();
  const focused = await page.evaluate(() => document.querySelector(':target')?.id);
  await close();

  expect(invalid).toEqual(['sub-email', 'sub-models']);
  expect([typed, focused]).toEqual(['<script>alert(1)</script>/x', 'sub-email']);
  expect(found).toEqual(NO_FAULT);
});

test('from the settings everything can be taken along, and deleted', async () => {
  await addConfirmed(db(), { email: 'taker@example.org', preferences: everything, via: 'test' });
  const { page, close } = await open(await linkFor('taker@example.org', 'manage'));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Take a copy' }).click(),
  ]);
  await page.getByRole('button', { name: 'Delete everything' }).click();
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  await close();

  expect([download.suggestedFilename(), heading]).toEqual(['open-model-census_subscription.json', 'Deleted']);
  expect(await findSubscriber(db(), 'taker@example.org')).toBeNull();
});

async function openAll({ page }: OpenedPage): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
  });
}
