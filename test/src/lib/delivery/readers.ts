import type { Db } from '../../../../db/client.ts';
import { only } from '../../../../db/client.ts';
import { MAILS } from '../../../../src/lib/delivery/mails/index.ts';
import { createSender, type SenderOptions } from '../../../../src/lib/delivery/sender.ts';
import type { MailSettings, SendingSettings, SmtpSettings } from '../../../../src/lib/delivery/settings.ts';
import { enqueueIssue } from '../../../../src/lib/delivery/store/enqueue.ts';
import { buildIssue } from '../../../../src/lib/digest/build.ts';
import { weekNamed } from '../../../../src/lib/digest/week.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../../../src/lib/subscribers/preferences.ts';
import { look } from '../../../collectors/listing.ts';
import { oldModels } from '../../../support/released.ts';

export const ORIGIN = 'https://census.example.org';
export const ISSUE = '2026-W47';

/** Mail settings of the tests; without a mail server unless one is named. */
export const plainSettings: MailSettings = {
  from: { name: 'Open Model Census', address: 'digest@example.org' },
  replyTo: 'people@example.org',
  bounces: 'bounces@example.org',
  unsubscribe: 'leave@example.org',
  operator: null,
  dkim: null,
  smtp: null,
};

export const settingsOf = (smtp: SmtpSettings, more: Partial<MailSettings> = {}): SendingSettings => ({
  ...plainSettings,
  ...more,
  smtp,
});

/** One look, on a Sunday, and the issue of its week. */
export async function publishIssue(db: Db): Promise<void> {
  await look(db, '2026-11-22', oldModels);
  const week = weekNamed(ISSUE);
  if (!week) throw new Error('there is such a week');
  const asked = { period: week, panel: null, origin: ORIGIN, today: '2026-11-23', reason: null };
  await buildIssue(db, asked);
}

/** Somebody who confirmed a day ago, or so many hours. */
export async function reader(
  db: Db,
  email: string,
  { hours = 24, preferences = {} }: { hours?: number; preferences?: Partial<Preferences> } = {},
): Promise<number> {
  const chosen = JSON.stringify({ ...DEFAULT_PREFERENCES, ...preferences });
  const row = only(
    await db<{ id: string }[]>`
      insert into subscribers (email, status, preferences, confirmed_at)
      values (${email}, 'active', ${chosen}::text::jsonb, now() - make_interval(hours => ${hours}))
      returning subscriber_id as "id"
    `,
  );
  return Number(row.id);
}

/** Nobody, and nothing on its way. */
export async function forgetReaders(db: Db): Promise<void> {
  await db`truncate subscribers, deliveries, subscriber_tokens, delivery_pauses, delivery_senders cascade`;
}

export interface Line {
  email: string | null;
  state: string;
  attempts: number;
  response: string | null;
  status: string;
  bounces: number;
}

/** What became of everybody. */
export async function whatBecame(db: Db): Promise<Line[]> {
  return [
    ...(await db<Line[]>`
      select s.email, d.state, d.attempts, d.response, s.status, s.bounces
      from deliveries d join subscribers s using (subscriber_id) order by d.delivery_id
    `),
  ];
}

/** One round of a sender, after the issue was put on its way. */
export async function sendIssue(
  db: Db,
  settings: SendingSettings,
  more: Partial<SenderOptions> = {},
): Promise<{ tally: object; logged: string[] }> {
  await enqueueIssue(db, ISSUE);
  const logged: string[] = [];
  const log = (event: string, facts: object) => {
    logged.push(`${event} ${JSON.stringify(facts)}`);
  };
  const signal = new AbortController().signal;
  const sender = createSender({ db, settings, origin: ORIGIN, mails: MAILS, log, signal, ...more }, 'test');
  return { tally: await sender.round(), logged };
}
