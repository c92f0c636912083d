import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmMail } from '../../../../src/lib/delivery/mails/confirm.ts';
import type { Mail } from '../../../../src/lib/digest/mail.ts';
import { preferencesSchema } from '../../../../src/lib/subscribers/preferences.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const hostile = '"><img src=x onerror=alert(1)>/\u202egnp.exe';

async function compose(confirmedAt: Date | null): Promise<{ mail: Mail | null; issued: string[] }> {
  const issued: string[] = [];
  const link = (purpose: string) => async () => {
    issued.push(purpose);
    return `https://census.example.org/digest/${purpose}/TOKEN`;
  };
  const mail = await confirmMail.compose({
    db: database.db,
    origin: 'https://census.example.org',
    key: 'any',
    payload: null,
    recipient: {
      subscriberId: 1,
      email: 'ada@example.org',
      preferences: preferencesSchema.parse({
        cadence: 'monthly',
        focus: { region: ['cn', 'europe'] },
        watch: { models: [hostile], publishers: ['mistral-ai'] },
        alerts: { licenses: true },
      }),
      confirmedAt,
    },
    links: { confirm: link('confirm'), manage: link('manage'), unsubscribe: link('unsubscribe') },
  });
  return { mail, issued };
}

test('the mail that asks says who asks, what was chosen, where to confirm, and what happens if nobody does', async () => {
  const { mail, issued } = await compose(null);

  expect(issued).toEqual(['confirm']);
  expect(mail?.subject).toBe('Confirm your subscription to Open Model Census');
  expect(mail?.text).toBe(`Confirm your subscription to Open Model Census

This address was entered at https://census.example.org to get mail:
The digest once a month, with China and Europe in front.
Watched: one model and Mistral AI.
Alerts, at most one mail a day: licenses of what is watched.

Confirm the subscription:
https://census.example.org/digest/confirm/TOKEN

The link opens a page with a button; it lasts three days.
If it was not you, do nothing. Nothing else comes, and the address is removed after seven days.

What is stored: https://census.example.org/privacy
This mail holds no pixel and no counted link.
`);
});

test('its HTML says the same, loads nothing, and repeats nothing that a stranger could have named', async () => {
  const { mail } = await compose(null);

  expect(mail?.html).toContain('href="https://census.example.org/digest/confirm/TOKEN"');
  expect(mail?.html).not.toMatch(/<img|<script|src=|onerror|@example|\u202e/);
  expect(mail?.html.length).toBeLessThan(10_000);
  expect(mail?.pictures).toEqual([]);
});

test('whoever is active already is led to the settings, and confirms nothing', async () => {
  const { mail, issued } = await compose(new Date('2026-11-01'));

  expect(issued).toEqual(['manage']);
  expect(mail?.subject).toBe('You are subscribed to Open Model Census');
  expect(mail?.text).toContain('Change what you get:\nhttps://census.example.org/digest/manage/TOKEN');
});
