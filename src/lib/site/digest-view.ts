import type { Db } from '../../../db/client.ts';
import { issueName } from '../digest/compose.ts';
import type { Block, KeyFigure, Payload, Section, Sentence } from '../digest/payload.ts';
import { datelineOf, daysOf, type Period, type PeriodKind, periodNamed, titleOf } from '../digest/period.ts';
import { type Recent, readRecent } from '../digest/recent.ts';
import { sparkText } from '../digest/spark.ts';
import { formatDay, formatInstant } from '../format/dates.ts';
import { readEditions, readIssue, readIssueLines } from '../metrics/digest-issues.ts';
import { paths } from './paths.ts';
import { type ReviewTable, row } from './review/answer.ts';

/** A week or month as the archive lists it. */
export interface ArchivePeriod {
  /** `2026-W47`, `November 2026`. */
  name: string;
  days: string;
  /** The newest first. */
  issues: readonly { issue: string; href: string; subject: string; isCorrection: boolean }[];
  /** Why there is none; null where there is one. */
  reason: string | null;
}

/** What `/digest` shows. */
export interface ArchivePage {
  weeks: readonly ArchivePeriod[];
  months: readonly ArchivePeriod[];
  feedHref: string;
  newestHref: string | null;
}

const weeksListed = 260;
const monthsListed = 60;

/** Every week and month with an issue, and the recent ones without one. */
export async function readArchivePage(db: Db, now: Date): Promise<ArchivePage> {
  const today = now.toISOString().slice(0, 10);
  const [weeks, months, lines] = await Promise.all([
    readRecent(db, { kind: 'week', today, count: weeksListed }),
    readRecent(db, { kind: 'month', today, count: monthsListed }),
    readIssueLines(db, 1),
  ]);
  return {
    weeks: weeks.map(archivePeriod),
    months: months.map(archivePeriod),
    feedHref: paths.digestFeed(),
    newestHref: lines[0] ? paths.digestIssue(lines[0].issue) : null,
  };
}

function archivePeriod({ period, issues, reason }: Recent): ArchivePeriod {
  return {
    name: period.kind === 'week' ? period.name : titleOf(period),
    days: daysOf(period),
    issues: issues.map(({ issue, subject, edition }) => ({
      issue,
      href: paths.digestIssue(issue),
      subject,
      isCorrection: edition > 1,
    })),
    reason,
  };
}

/** A number that leads, with its small drawing; empty: none. */
export type DrawnFigure = KeyFigure & { spark: string };

export type PageBlock =
  | Exclude<Block, { kind: 'figures' | 'table' | 'picture' }>
  | { kind: 'figures'; figures: readonly DrawnFigure[] }
  | { kind: 'table'; caption: string; href: string; table: ReviewTable }
  | { kind: 'picture'; src: string; alt: string; href: string };

/** What the page of an issue shows. */
export interface IssuePage {
  issue: string;
  subject: string;
  headline: string;
  preheader: string;
  kind: PeriodKind;
  /** `Week 47, 16 to 22 November 2026`. */
  dateline: string;
  built: string;
  asOf: string;
  referenceVersion: number;
  panelTitle: string;
  source: { title: string; href: string; terms: string };
  summary: readonly Sentence[];
  sections: readonly { id: string; title: string; blocks: readonly PageBlock[] }[];
  correction: { href: string; issue: string; reason: string } | null;
  /** The newest correction of it; null where there is none. */
  correctedBy: { href: string; issue: string } | null;
  card: string;
  jsonHref: string;
  textHref: string;
}

/** One issue as it was built; null where there is none. */
export async function readIssuePage(db: Db, name: string): Promise<IssuePage | null> {
  const stored = await readIssue<Payload>(db, name);
  if (!stored) return null;
  const { payload, builtAt, period: kind, week: from, edition } = stored;
  const newest = (await readEditions(db, { kind, from })).at(-1);
  const { correction } = payload;
  return {
    issue: name,
    subject: payload.subject,
    headline: payload.headline,
    preheader: payload.preheader,
    kind,
    dateline: datelineOf(payload),
    built: formatInstant(builtAt),
    asOf: formatDay(payload.asOf),
    referenceVersion: payload.referenceVersion,
    panelTitle: payload.panel.title,
    source: { title: payload.panel.sourceTitle, href: payload.panel.sourceUrl, terms: payload.panel.terms },
    summary: payload.summary,
    sections: payload.sections.map((section) => pageSection(section, name)),
    correction: correction && {
      href: paths.digestIssue(correction.of),
      issue: correction.of,
      reason: correction.reason,
    },
    correctedBy:
      newest && newest.edition > edition
        ? { href: paths.digestIssue(newest.issue), issue: newest.issue }
        : null,
    card: paths.digestPicture(name, 'card'),
    jsonHref: paths.digestData(name, 'json'),
    textHref: paths.digestData(name, 'txt'),
  };
}

function pageSection({ id, title, blocks }: Section, issue: string): IssuePage['sections'][number] {
  return { id, title, blocks: blocks.map((block) => pageBlock(block, issue)) };
}

function pageBlock(block: Block, issue: string): PageBlock {
  if (block.kind === 'figures')
    return {
      kind: 'figures',
      figures: block.figures.map((figure) => ({
        ...figure,
        spark: figure.seriesSays === null ? '' : sparkText(figure.series),
      })),
    };
  if (block.kind === 'picture')
    return {
      kind: 'picture',
      src: paths.digestPicture(issue, block.picture),
      alt: block.alt,
      href: block.href,
    };
  if (block.kind !== 'table') return block;
  const [heading = '', ...heads] = block.heads;
  return {
    kind: 'table',
    caption: block.caption,
    href: block.href,
    table: {
      heading,
      heads,
      barred: block.rows.some(({ key }) => key !== null),
      rows: block.rows.map(({ name, href, key, share, cells }) => row(name, cells, { href, key, share })),
    },
  };
}

/** Where an issue may be that is asked for in another form, as `2026-w47`; null: nowhere. */
export function issueAsked(said: string): { issue: string; period: Period } | null {
  const [, name = '', edition] = /^(\d{4}-w?\d{2})(?:-([2-9]|[1-9]\d))?$/i.exec(said) ?? [];
  const period = periodNamed(name);
  return period && { issue: issueName(period.name, edition === undefined ? 1 : Number(edition)), period };
}
