import type { Db } from '../../../db/client.ts';

/** An issue as lists show it. */
export interface IssueLine {
  issue: string;
  period: 'week' | 'month';
  /** Monday of its week, or of the first week of its month. */
  week: string;
  edition: number;
  asOf: string;
  subject: string;
  builtAt: Date;
}

/** An issue with its forms. `Payload` is what `src/lib/digest/payload.ts` says it is. */
export interface StoredIssue<Payload> extends IssueLine {
  payload: Payload;
  /** With marks where what is meant for one reader goes: `src/lib/digest/personal.ts`. */
  html: string;
  plain: string;
}

export interface NewIssue extends Omit<StoredIssue<object>, 'builtAt'> {
  /** PNGs as base64, by name. */
  pictures: Readonly<Record<string, string>>;
}

/** What an issue is about: a week or month that begins on a Monday. */
export interface IssuePeriod {
  kind: IssueLine['period'];
  from: string;
}

/** Issues of weeks, or of months, the newest and its newest edition first. */
export async function readIssueLines(
  db: Db,
  limit: number,
  period: IssueLine['period'] = 'week',
): Promise<IssueLine[]> {
  return await db<IssueLine[]>`
    select
      d.issue as "issue",
      d.period as "period",
      d.week::text as "week",
      d.edition::int as "edition",
      d.as_of::text as "asOf",
      d.subject as "subject",
      d.built_at as "builtAt"
    from digest_issues d
    where d.period = ${period}
    order by d.week desc, d.edition desc
    limit ${limit}
  `;
}

/** All of an issue but its pictures. */
const wholeOf = (db: Db) => db`
      d.issue as "issue",
      d.period as "period",
      d.week::text as "week",
      d.edition::int as "edition",
      d.as_of::text as "asOf",
      d.subject as "subject",
      d.payload as "payload",
      d.html as "html",
      d.plain as "plain",
      d.built_at as "builtAt"
`;

/** The newest issues of weeks whole, without their pictures. */
export async function readIssues<Payload>(db: Db, limit: number): Promise<StoredIssue<Payload>[]> {
  return await db<StoredIssue<Payload>[]>`
    select ${wholeOf(db)}
    from digest_issues d
    where d.period = 'week'
    order by d.week desc, d.edition desc
    limit ${limit}
  `;
}

/** One issue; null where there is none of that name. */
export async function readIssue<Payload>(db: Db, issue: string): Promise<StoredIssue<Payload> | null> {
  const [row] = await db<StoredIssue<Payload>[]>`
    select ${wholeOf(db)}
    from digest_issues d
    where d.issue = ${issue}
  `;
  return row ?? null;
}

/** One picture of an issue, as base64; null where there is none. */
export async function readIssuePicture(db: Db, issue: string, name: string): Promise<string | null> {
  const [row] = await db<{ png: string | null }[]>`
    select d.pictures ->> ${name} as "png" from digest_issues d where d.issue = ${issue}`;
  return row?.png ?? null;
}

/** All editions of a week or month, the first one first. */
export async function readEditions(db: Db, { kind, from }: IssuePeriod): Promise<IssueLine[]> {
  return await db<IssueLine[]>`
    select
      d.issue as "issue",
      d.period as "period",
      d.week::text as "week",
      d.edition::int as "edition",
      d.as_of::text as "asOf",
      d.subject as "subject",
      d.built_at as "builtAt"
    from digest_issues d
    where d.period = ${kind} and d.week = ${from}::date
    order by d.edition
  `;
}

/** Reference version of the newest issue of an earlier week, or month; null where there is none. */
export async function readEarlierReference(db: Db, { kind, from }: IssuePeriod): Promise<number | null> {
  const [row] = await db<{ version: number | null }[]>`
    select (d.payload ->> 'referenceVersion')::int as "version"
    from digest_issues d
    where d.period = ${kind} and d.week < ${from}::date
    order by d.week desc, d.edition desc
    limit 1
  `;
  return row?.version ?? null;
}

/** Writes an issue once. False where one of that name, or that edition of the week or month, is there already: it stays as it is. */
export async function storeIssue(db: Db, issue: NewIssue): Promise<boolean> {
  const { issue: name, period, week, edition, asOf, subject, payload, html, plain, pictures } = issue;
  const rows = await db`
    insert into digest_issues (issue, period, week, edition, as_of, subject, payload, html, plain, pictures)
    values (
      ${name}, ${period}, ${week}, ${edition}, ${asOf}, ${subject}, ${JSON.stringify(payload)}::text::jsonb, ${html}, ${plain},
      ${JSON.stringify(pictures)}::text::jsonb
    )
    on conflict do nothing
    returning 1
  `;
  return rows.length === 1;
}

/** What became of the days of a week or month of a panel. */
export interface WeekDays {
  /** Published days, oldest first. */
  published: readonly string[];
  /** Days whose looks were all rejected. */
  rejected: readonly string[];
}

export async function readWeekDays(
  db: Db,
  { panel, from, until }: { panel: string; from: string; until: string },
): Promise<WeekDays> {
  const rows = await db<{ day: string; published: boolean }[]>`
    select s.as_of::text as "day", bool_or(s.status = 'published') as "published"
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where p.panel = ${panel} and s.as_of >= ${from}::date and s.as_of < ${until}::date
      and s.status in ('published', 'rejected')
    group by s.as_of
    order by s.as_of
  `;
  const days = (wanted: boolean) =>
    rows.filter(({ published }) => published === wanted).map(({ day }) => day);
  return { published: days(true), rejected: days(false) };
}
