import type { Db } from '../../../db/client.ts';
import { formatDay } from '../format/dates.ts';
import { readEditions, readWeekDays, storeIssue } from '../metrics/digest-issues.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { choosePanel, readPanels } from '../metrics/panels.ts';
import { compose, type Edition, issueName } from './compose.ts';
import type { Payload, PictureId } from './payload.ts';
import type { Period } from './period.ts';
import { drawPictures } from './pictures.ts';
import { type DigestReading, readDigest } from './read.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';

/** An issue in all its forms, not stored yet. */
export interface Drawn {
  payload: Payload;
  /** Pictures by `cid:`; a mark where what is meant for one reader goes. */
  html: string;
  plain: string;
  pictures: ReadonlyMap<PictureId, Buffer>;
}

/** Why there is no issue of a week or month, in a sentence. */
export interface Withheld {
  period: Period;
  reason: string;
}

export type Building =
  | { kind: 'built'; issue: string; payload: Payload }
  | { kind: 'there'; issue: string }
  | ({ kind: 'withheld' } & Withheld);

export interface IssueAsked {
  period: Period;
  /** Null: the panel that the site shows first. */
  panel: string | null;
  /** Where readers find the site, without a slash at the end. */
  origin: string;
  /** `YYYY-MM-DD`, UTC. */
  today: string;
}

/** Reads a week or month; without a reading the answer says why there is none. Throws as `choosePanel` does. */
export async function readPeriod(
  db: Db,
  { period, panel: named, today }: Pick<IssueAsked, 'period' | 'panel' | 'today'>,
): Promise<{ reading: DigestReading } | Withheld> {
  const panels = await readPanels(db);
  if (panels.length === 0) return { period, reason: 'Nothing is published yet.' };
  const panel = choosePanel(panels, named);
  const days = await readWeekDays(db, { panel: panel.panel, from: period.from, until: period.until });
  if (days.published.length === 0) return { period, reason: lacking(panel, period, days.rejected.length) };
  if (today < period.until)
    return { period, reason: `The ${period.kind} is not over before ${formatDay(period.until)}.` };
  return { reading: await readDigest(db, { period, panel, days }) };
}

function lacking({ title, from }: PanelFacts, period: Period, rejected: number): string {
  if (from >= period.until) return `The record of ${title} begins later, on ${formatDay(from)}.`;
  const looks =
    rejected === 0 ? '' : `; ${rejected === 1 ? 'one day failed' : `${rejected} days failed`} the checks`;
  return `The ${period.kind} has no complete snapshot of ${title}${looks}.`;
}

/** The forms of an issue. The same reading gives the same forms. */
export async function drawIssue(reading: DigestReading, edition: Edition, origin: string): Promise<Drawn> {
  const payload = compose(reading, edition);
  return {
    payload,
    html: renderHtml(payload, { origin, pictureHref: (picture) => `cid:${picture}` }),
    plain: renderText(payload, { origin }),
    pictures: await drawPictures(reading, payload, origin),
  };
}

/**
 * Builds and freezes the issue of a week or month. `reason`: of a correction, which is a new issue beside the one that is there;
 * null builds the first and leaves alone what is there.
 */
export async function buildIssue(db: Db, asked: IssueAsked & { reason: string | null }): Promise<Building> {
  const { period, origin, reason } = asked;
  const editions = await readEditions(db, period);
  const [first] = editions;
  if (first && reason === null) return { kind: 'there', issue: first.issue };
  if (!first && reason !== null)
    return { kind: 'withheld', period, reason: `There is no issue of the ${period.kind} to correct.` };
  const read = await readPeriod(db, asked);
  if (!('reading' in read)) return { kind: 'withheld', ...read };
  const edition = editions.length + 1;
  const { payload, html, plain, pictures } = await drawIssue(read.reading, { edition, reason }, origin);
  const stored = await storeIssue(db, {
    issue: payload.issue,
    period: period.kind,
    week: period.from,
    edition,
    asOf: payload.asOf,
    subject: payload.subject,
    payload,
    html,
    plain,
    pictures: Object.fromEntries([...pictures].map(([name, png]) => [name, png.toString('base64')])),
  });
  // Somebody else was faster: what stands, stands.
  return stored
    ? { kind: 'built', issue: payload.issue, payload }
    : { kind: 'there', issue: issueName(period.name, edition) };
}
