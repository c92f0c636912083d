import { expect, test } from 'vitest';
import type { Db } from '../../db/connection.ts';
import { MAILS } from '../../src/lib/delivery/mails/index.ts';
import { createSender } from '../../src/lib/delivery/sender.ts';
import { enqueueIssue } from '../../src/lib/delivery/store/enqueue.ts';
import { buildIssue } from '../../src/lib/digest/build.ts';
import { closedWeek } from '../../src/lib/digest/week.ts';
import { findSubscriber } from '../../src/lib/subscribers/store/subscribers.ts';
import { look } from '../collectors/listing.ts';
import { settingsOf } from '../src/lib/delivery/readers.ts';
import { keepPicture, overflow } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';
import { testDatabase } from '../support/database.ts';
import { oldModels, released } from '../support/released.ts';
import { runSite } from '../support/site.ts';
import { parsed, type StandInSmtp, startSmtp } from '../support/smtp/start-smtp.ts';

interface World {
  db: Db;
  smtp: StandInSmtp;
}

let known: World | undefined;
const world = (): World => {
  if (!known) throw new Error('the world is there once the tests run');
  return known;
};

const { open, url } = reader(async () => {
  const [database, smtp] = await Promise.all([testDatabase(), startSmtp()]);
  known = { db: database.db, smtp };
  await look(database.db, '2026-11-22', [
    ...oldModels,
    released('2026-11-18', 1, { id: 'openai/gpt-oss-20b', downloads: 90_000 }),
    released('2026-11-19', 2, { id: 'Qwen/Qwen3-8B', downloads: 70_000 }),
  ]);
  const site = await runSite(database.connection);
  return {
    ...site,
    stop: async () => {
      await site.stop();
      await smtp.close();
      await database.drop();
    },
  };
});

const email = 'ada@example.org';

/** What the worker does when something is due. Returns the mails that arrived by it. */
async function send() {
  const { db, smtp } = world();
  const before = smtp.received.length;
  const signal = new AbortController().signal;
  const sender = createSender(
    { db, settings: settingsOf(smtp.settings), origin: url(), mails: MAILS, log: () => {}, signal },
    'journey',
  );
  await sender.round();
  const arrived = smtp.received.slice(before);
  expect(arrived.map(({ to }) => to)).toEqual(arrived.map(() => [email]));
  return await Promise.all(arrived.map(parsed));
}

/** The address in a text that leads to a path of the site. */
function linkIn(text: string | undefined, path: string): string {
  const found = new RegExp(`${url()}${path}/[\\w-]{43}`).exec(text ?? '')?.[0];
  if (found === undefined) throw new Error(`no link to ${path} in: ${text}`);
  return found;
}

test('a reader subscribes, confirms, chooses, gets the issue, and leaves with one click, each step by the mails that arrive', async () => {
  const { db, smtp } = world();
  const { page, close, faults } = await open('/digest/subscribe', { width: 390 });
  const heading = () => page.getByRole('heading', { level: 1 }).innerText();
  await page.getByLabel('Mail address').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  const asked = await heading();
  const [confirmation, ...more] = await send();

  await page.goto(linkIn(confirmation?.text, '/digest/confirm'));
  await page.getByRole('button', { name: 'Confirm' }).click();
  const confirmed = await heading();
  await page.getByRole('link', { name: 'Change what you get' }).click();
  await page.locator('summary', { hasText: 'What you follow' }).click();
  await page.getByLabel('United States').check();
  await page.getByRole('button', { name: 'Save' }).click();
  const saved = await page.getByRole('status').innerText();

  const issue = await buildIssue(db, {
    ...{ period: closedWeek('2026-11-23'), panel: null, origin: url(), today: '2026-11-23', reason: null },
  });
  if (issue.kind !== 'built') throw new Error('the issue is built');
  await enqueueIssue(db, issue.issue);
  const [mail] = await send();
  const again = await send();

  await page.goto('about:blank');
  await page.setContent(mail?.html ?? '');
  await keepPicture(page, 'mail-issue-390');
  const wide = await overflow(page);
  const followed = await page.getByRole('heading', { name: 'What you follow' }).isVisible();
  const settings = linkIn(mail?.text, '/digest/settings');
  await page.goto(settings);
  const chosen = await page.getByLabel('United States').isChecked();

  const header = mail?.headers.find(({ key }) => key === 'list-unsubscribe')?.value;
  const oneClick = await fetch(linkIn(header, '/digest/unsubscribe'), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  const left = await findSubscriber(db, email);
  await page.goto(linkIn(mail?.text, '/digest/unsubscribe'));
  await page.getByRole('button', { name: 'Unsubscribe' }).click();
  const told = await heading();
  await close();
  const [{ email: kept }] = await db<[{ email: string | null }]>`select email from subscribers`;

  expect([asked, confirmed, saved, told]).toEqual([
    'Look into your mail',
    'Confirmed',
    'Saved. It counts from the next mail on.',
    'Unsubscribed',
  ]);
  expect([confirmation?.subject, more, again]).toEqual([
    'Confirm your subscription to Open Model Census',
    [],
    [],
  ]);
  expect(mail?.subject).toBe(issue.payload.subject);
  expect(mail?.text).toContain('First comes what you chose: one group.');
  expect([followed, wide.by, chosen]).toEqual([true, 0, true]);
  expect([oneClick.status, left, kept]).toEqual([200, null, null]);
  expect(smtp.received.every(({ isSecure }) => isSecure)).toBe(true);
  expect(faults).toEqual([]);
});
