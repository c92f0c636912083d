import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnv } from '../../../../db/env.ts';
import { JOBS } from '../../../../scripts/jobs.ts';
import { buildIssue, readPeriod } from '../../../../src/lib/digest/build.ts';
import { compose } from '../../../../src/lib/digest/compose.ts';
import { readDue } from '../../../../src/lib/digest/due.ts';
import { mailOf, readMailPictures } from '../../../../src/lib/digest/mail.ts';
import type { Payload } from '../../../../src/lib/digest/payload.ts';
import { personalHtml, personalText } from '../../../../src/lib/digest/personal.ts';
import { readRecent } from '../../../../src/lib/digest/recent.ts';
import { weekNamed } from '../../../../src/lib/digest/week.ts';
import { readIssue, type StoredIssue } from '../../../../src/lib/metrics/digest-issues.ts';
import { look, model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { effectsOn } from '../../../support/effects.ts';
import { HOSTILE, ORIGIN, publishWeeks } from './weeks-of-record.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await publishWeeks(database.db, '2026-11-22');
}, 120_000);
afterAll(() => database.drop());

async function issue(name: string): Promise<StoredIssue<Payload>> {
  const found = await readIssue<Payload>(database.db, name);
  if (!found) throw new Error(`there is no issue ${name}`);
  return found;
}

describe.each([
  ['a first week', '2026-W36'],
  ['a week after a gap, with days missing', '2026-W45'],
  ['a quiet week', '2026-W46'],
  ['a week with news', '2026-W47'],
])('%s', (_, name) => {
  test('gives the same HTML and the same text, to the byte', async () => {
    const { html, plain } = await issue(name);
    const folder = '../../../fixtures/digest';
    await expect(personalHtml(html, null)).toMatchFileSnapshot(`${folder}/${name}.html`);
    await expect(personalText(plain, null)).toMatchFileSnapshot(`${folder}/${name}.txt`);
  });
});

type Element = DefaultTreeAdapterTypes.Element;

const people = {
  why: 'You get this because you confirmed it on 3 September 2026.',
  chosen: null,
  manageHref: `${ORIGIN}/manage/secret`,
  unsubscribeHref: `${ORIGIN}/unsubscribe/secret`,
};

/** Every element of a document, as another program than ours reads it. */
function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node) found.push(node);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return found;
}

const attribute = (element: Element, name: string) => element.attrs.find((each) => each.name === name)?.value;

function textIn(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node && node.nodeName !== 'style' ? node.childNodes.map(textIn).join('') : '';
}

describe.each(['2026-W36', '2026-W45', '2026-W46', '2026-W47'])('the mail of %s', (name) => {
  test('is small, asks nobody for anything, and holds no script', async () => {
    const html = personalHtml((await issue(name)).html, people);
    const elements = elementsOf(html);
    const tags = new Set(elements.map(({ tagName }) => tagName));

    expect(Buffer.byteLength(html)).toBeLessThan(80_000);
    expect(
      [...tags].filter((tag) => /script|iframe|object|embed|form|link|base|svg|video/.test(tag)),
    ).toEqual([]);
    expect(elements.flatMap(({ attrs }) => attrs).filter((each) => each.name.startsWith('on'))).toEqual([]);
    for (const image of elements.filter(({ tagName }) => tagName === 'img')) {
      expect(attribute(image, 'src')).toMatch(/^cid:(regions|sizes)$/);
      expect(attribute(image, 'alt')).toMatch(/^Line chart of shares of downloads/);
    }
    const links = elements.filter(({ tagName }) => tagName === 'a').map((link) => attribute(link, 'href'));
    expect(links.filter((href) => !href?.startsWith(`${ORIGIN}/`))).toEqual([]);
    expect(html).not.toMatch(/url\(|@import/);
  });

  test('is one column of tables that say what they are', async () => {
    const elements = elementsOf((await issue(name)).html);
    const tables = elements.filter(({ tagName }) => tagName === 'table');
    const heads = elements.filter(({ tagName }) => tagName === 'th');
    const facts = tables.filter((table) => attribute(table, 'role') !== 'presentation');

    expect(attribute(elements[0] as Element, 'lang')).toBe('en');
    expect(facts.length).toBeGreaterThan(4);
    for (const table of facts)
      expect(table.childNodes.some((child) => child.nodeName === 'caption')).toBe(true);
    expect(heads.filter((head) => !/^(col|row)$/.test(attribute(head, 'scope') ?? ''))).toEqual([]);
  });

  test('says the same as text, in lines that a narrow window holds', async () => {
    const { plain, payload } = await issue(name);
    const text = personalText(plain, people);
    const flat = text.replaceAll(/\s+/g, ' ');
    const says = [
      ...payload.summary,
      ...payload.sections.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'say' ? block.sentences : [])),
      ),
    ];

    for (const { says: sentence } of says) expect(flat).toContain(sentence.replaceAll(/\s+/g, ' '));
    expect(text.split('\n').filter((line) => line.length > 76 && !line.includes('http'))).toEqual([]);
    expect(text).toContain(people.unsubscribeHref);
  });

  test('leads from every sentence to a view of the snapshot, where that view can be pinned', async () => {
    const { payload } = await issue(name);
    const hrefs = payload.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'say' ? block.sentences.map(({ href }) => href) : [])),
    );
    const pinned = hrefs.filter((href) => href.includes(`snapshot=${payload.asOf}`));
    const rest = hrefs.filter((href) => !href.includes('snapshot='));

    expect(pinned.length).toBeGreaterThan(5);
    expect(rest.filter((href) => !/^\/(concentration|releases|claims|status|registry)/.test(href))).toEqual(
      [],
    );
  });
});

test('a hostile name is text in every form, and turns nothing around', async () => {
  const { html, plain, payload, subject } = await issue('2026-W47');
  const shown = HOSTILE.replace('\u202E', ' ');
  const entries = elementsOf(html).filter(({ tagName }) => tagName === 'li');

  expect(entries.filter((entry) => textIn(entry).includes(shown))).toHaveLength(2);
  expect(plain).toContain(shown);
  for (const form of [html, plain, subject, JSON.stringify(payload)]) expect(form).not.toContain('\u202E');
  expect(subject).toMatch(/^[^\p{Cc}\p{Cf}]{1,50}$/u);
});

test('an issue is frozen: a second build leaves it, a correction stands beside it', async () => {
  const period = weekNamed('2026-W45');
  if (!period) throw new Error('there is such a week');
  const asked = { period, panel: null, origin: ORIGIN, today: '2026-11-23' };
  const before = await issue('2026-W45');

  expect(await buildIssue(database.db, { ...asked, reason: null })).toEqual({
    kind: 'there',
    issue: '2026-W45',
  });
  const built = await buildIssue(database.db, { ...asked, reason: 'Friday\r\nwas <counted> twice.' });

  expect(built).toMatchObject({ kind: 'built', issue: '2026-W45-2' });
  expect(await issue('2026-W45')).toEqual(before);
  const { payload, html } = await issue('2026-W45-2');
  expect(payload.correction).toEqual({ of: '2026-W45', reason: 'Friday was <counted> twice.' });
  expect(html).toContain('Friday was &lt;counted&gt; twice.');
});

test('of four that build at once one does, and all name the same issue', async () => {
  const period = weekNamed('2026-W41');
  if (!period) throw new Error('there is such a week');
  const asked = { period, panel: null, origin: ORIGIN, today: '2026-11-23', reason: null };
  const built = await Promise.all(Array.from({ length: 4 }, () => buildIssue(database.db, asked)));

  expect(built.filter(({ kind }) => kind === 'built')).toHaveLength(1);
  expect(built.map((each) => ('issue' in each ? each.issue : null))).toEqual(Array(4).fill('2026-W41'));
});

test('a week without a complete snapshot is withheld, and the reason is told', async () => {
  const build = async (name: string, today = '2026-11-23') => {
    const period = weekNamed(name);
    if (!period) throw new Error(`${name} is no week`);
    const built = await buildIssue(database.db, { period, panel: null, origin: ORIGIN, today, reason: null });
    return built.kind === 'withheld' ? built.reason : built.kind;
  };

  expect(await build('2026-W44')).toBe('The week has no complete snapshot of hub.');
  expect(await build('2026-W35')).toBe('The record of hub begins later, on 3 September 2026.');
  expect(await build('2026-W38', '2026-09-20')).toBe('The week is not over before 21 September 2026.');
  const weeks = await readRecent(database.db, { kind: 'week', today: '2026-11-23', count: 4 });
  expect(weeks.map(({ period, reason }) => [period.name, reason])).toEqual([
    ['2026-W47', null],
    ['2026-W46', null],
    ['2026-W45', null],
    ['2026-W44', 'Withheld: the week has no complete snapshot.'],
  ]);
});

test('an issue waits for Sunday, for the end of the week in UTC, and not for ever', async () => {
  const due = async (instant: string, zone = 'UTC') => {
    const { period, waits } = await readDue(database.db, {
      kind: 'week',
      now: new Date(instant),
      zone,
      waitHours: 24,
    });
    return [period.name, waits];
  };

  expect(await due('2026-11-02T07:00:00Z')).toEqual([
    '2026-W44',
    'The issue of 2026-W44 waits for the snapshot of 2026-11-01, for 17 hours more at most.',
  ]);
  expect(await due('2026-11-03T00:00:00Z')).toEqual(['2026-W44', null]);
  expect(await due('2026-11-01T18:00:00Z', 'Pacific/Kiritimati')).toEqual([
    '2026-W44',
    'The week 2026-W44 is not over in UTC.',
  ]);
  expect(await due('2026-11-23T05:00:00Z', 'America/Los_Angeles')).toEqual(['2026-W46', null]);
});

test('the worker says in log and ledger that an issue is withheld, and finds what is built', async ({
  onTestFinished,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'digest-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const job = JOBS.find((each) => each.job === 'digest');
  const run = async (day: string) => {
    const effects = effectsOn(day);
    const env = readEnv({ LOG: 'json', PUBLIC_URL: ORIGIN, DATA_DIR: folder });
    const says = await job?.run({ db: database.db, env, effects, onProgress: () => {} });
    return { says, logged: effects.logged };
  };

  expect(await run('2026-11-03')).toEqual({
    says: expect.stringMatching(
      /^issue of 2026-W44 withheld: The week has no complete snapshot of hub\.; issue 2026-10 built: /,
    ),
    logged: [
      {
        event: 'digest-withheld',
        facts: { period: '2026-W44', reason: 'The week has no complete snapshot of hub.' },
      },
    ],
  });
  expect((await run('2026-11-23')).says).toBe(
    `issue 2026-W47 is there already; no mail is sent: SMTP_URL is not set; as a mail it is in ${folder}/mail/2026-W47.eml`,
  );
  await expect(run('2026-11-02')).rejects.toThrow('waits for the snapshot of 2026-11-01');
});

test('a reader who follows groups gets them first, from the frozen issue', async () => {
  const stored = await issue('2026-W47');
  const pictures = await readMailPictures(database.db, '2026-W47');
  const focus = { region: ['cn'], license: ['permissive'], family: ['no-such'] };
  const whole = mailOf(stored, pictures, { origin: ORIGIN, personal: people, focus: {} });
  const mail = mailOf(stored, pictures, { origin: ORIGIN, personal: people, focus });

  expect(whole.html).toBe(personalHtml(stored.html, people));
  expect(mail.html.indexOf('What you follow')).toBeLessThan(mail.html.indexOf('At a glance'));
  expect(mail.text.slice(mail.text.indexOf('WHAT YOU FOLLOW'), mail.text.indexOf('AT A GLANCE'))).toMatch(
    /China +41\.5 % +\+7\.4/,
  );
  expect(mail.pictures.map(({ cid, png }) => [cid, png.subarray(1, 4).toString()])).toEqual([
    ['regions', 'PNG'],
    ['sizes', 'PNG'],
  ]);
});

test('where a source says nothing of licenses and sizes, neither does the issue', async () => {
  const bare = Array.from({ length: 60 }, (_, at) =>
    model(600 + at, { id: `nobody/m${at}`, downloads: 1000 }),
  );
  await look(database.db, '2026-11-22', bare, { panel: 'bare' });
  const period = weekNamed('2026-W47');
  if (!period) throw new Error('there is such a week');
  const read = await readPeriod(database.db, { period, panel: 'bare', today: '2026-11-23' });
  if (!('reading' in read)) throw new Error(read.reason);
  const { sections } = compose(read.reading, { edition: 1, reason: null });
  const said = (id: string) => sections.find((section) => section.id === id)?.blocks;

  for (const [id, what] of [
    ['regions', 'the region'],
    ['sizes', 'the size'],
    ['licenses', 'the license'],
  ] as const)
    expect(said(id)).toMatchObject([
      {
        kind: 'say',
        sentences: [
          {
            says: `The source of this panel gives ${what} for 0.0\u00a0% of downloads: too little to say anything about the whole.`,
          },
        ],
      },
    ]);
  expect(JSON.stringify(said('labels'))).toContain('states hardly any license');
});
