import type { Db } from '../../../db/client.ts';
import type { ClaimAnswer, Elsewhere } from '../claims/answer.ts';
import type { Claim } from '../claims/claim.ts';
import { evaluateClaim } from '../claims/evaluate.ts';
import { covers, needsOf } from '../claims/needs.ts';
import { type Published, readPublished } from '../claims/read/published.ts';
import { type LedgerEntry, readLedger } from '../claims/read-ledger.ts';
import { sayQuantity } from '../claims/say.ts';
import { isWholeHub } from '../claims/whole-hub.ts';
import { KNOWN, POPULATIONS, statusWords, subjectOf } from '../claims/words.ts';
import { formatDay } from '../format/dates.ts';
import { formatShare } from '../format/numbers.ts';
import { addDays } from '../metrics/days.ts';
import { type ClaimValueRow, type DiffRow, valueRow, waysOf } from './claim-rows.ts';
import { sourceDate } from './claims-view.ts';
import type { FooterLine, Frame } from './frame.ts';
import { inForm, paths } from './paths.ts';
import { type Taken, takenAs } from './taken.ts';

/** A panel that may answer, and how far its days go. */
export interface CoverRow {
  title: string;
  days: string;
  snapshots: number;
  part: number | null;
  chosen: boolean;
}

/** What `/claims/[id]` shows. */
export interface ClaimPage {
  id: string;
  title: string;
  quote: string;
  verbatim: boolean;
  source: { speaker: string; title: string | null; url: string | null; date: string | null };
  known: string;
  compiled: string;
  subject: { name: string; href: string } | null;
  status: { id: string; name: string; says: string } | null;
  since: string | null;
  says: string;
  definition: string;
  remark: string | null;
  beside: Frame;
  values: readonly ClaimValueRow[];
  data: Taken;
  diff: Frame;
  ways: readonly DiffRow[];
  speaksOf: string;
  covers: readonly CoverRow[];
  elsewhere:
    | (Elsewhere & { rows: readonly { label: string; ours: string; coverage: number | null }[] })
    | null;
  history: readonly { since: string; name: string }[];
  previous: { id: string; href: string } | null;
  next: { id: string; href: string } | null;
}

/** Null: there is no such claim. */
export async function readClaimPage(db: Db, id: string): Promise<ClaimPage | null> {
  const { entries } = await readLedger(db);
  const at = entries.findIndex(({ claim }) => claim.id === id);
  const entry = entries[at];
  if (!entry) return null;
  const [published, answer] = await Promise.all([
    readPublished(db),
    entry.result ? entry.result.answer : evaluateClaim(db, entry.claim),
  ]);
  const neighbour = (one: LedgerEntry | undefined) =>
    one ? { id: one.claim.id, href: paths.claim(one.claim.id) } : null;
  return {
    ...claimPage(entry, answer, published),
    previous: at === 0 ? null : neighbour(entries[at - 1]),
    next: neighbour(entries[at + 1]),
  };
}

function claimPage(
  { claim, result, history }: LedgerEntry,
  answer: ClaimAnswer,
  published: readonly Published[],
): Omit<ClaimPage, 'previous' | 'next'> {
  const subject = subjectOf(claim);
  const footer = footerOf(claim, answer, published);
  return {
    id: claim.id,
    title: claim.title,
    quote: claim.quote,
    verbatim: claim.verbatim,
    source: { ...claim.source, date: sourceDate(claim.source.date) },
    known: KNOWN[claim.known],
    compiled: claim.compiled,
    subject: subject && { name: subject.name, href: paths.claims({ subject: subject.id }) },
    status: { id: answer.status, ...statusWords(answer.status) },
    since: result?.since ?? null,
    says: answer.says,
    definition: claim.definition,
    remark: claim.remark,
    beside: {
      id: 'beside',
      title: besideTitle(claim, answer),
      subtitle: 'Each published number, ours by the same definition, and how far apart they may be',
      notes: [],
      footer,
    },
    values: claim.values.map((value, at) => valueRow(value, answer, at)),
    data: takenAs((format) => inForm(paths.claim(claim.id), format)),
    diff: {
      id: 'diff',
      title: diffTitle(claim, answer),
      subtitle: 'The same question under each definition; what a definition changes is marked',
      notes: ['Other ways of counting never change the status of a claim.'],
      footer,
    },
    ways: claim.alternates.length === 0 ? [] : waysOf(claim, answer),
    speaksOf: speaksOf(answer.speaksOf),
    covers: coversOf(claim, answer, published),
    elsewhere: answer.elsewhere && {
      ...answer.elsewhere,
      rows: answer.elsewhere.values.map(({ labels, unit, ours, coverage }) => ({
        label: labels.join('; '),
        ours: sayQuantity(ours, unit),
        coverage,
      })),
    },
    history: history.map(({ since, status }) => ({ since, name: statusWords(status).name })),
  };
}

function besideTitle({ values }: Claim, answer: ClaimAnswer): string {
  const had = answer.values.filter(({ ours }) => ours !== null).length;
  if (values.length === 0) return 'The claim states no number';
  if (had === 0)
    return values.length === 1 ? 'Published, and not computed here' : 'None of its numbers is computed here';
  const agreeing = answer.values.filter(({ verdict }) => verdict === 'reproduced').length;
  if (agreeing === values.length)
    return values.length === 1 ? 'Ours agrees' : `All ${values.length} numbers agree`;
  return `${agreeing} of ${values.length} numbers agree`;
}

function diffTitle({ alternates }: Claim, answer: ClaimAnswer): string {
  const fit = answer.alternates.filter(({ meets }) => meets.length > 0).length;
  const ways =
    alternates.length === 1 ? 'One other way of counting' : `${alternates.length} other ways of counting`;
  return fit === 0 ? ways : `${ways}; ${fit === 1 ? 'one comes' : `${fit} come`} to a published number`;
}

function speaksOf(stretch: ClaimAnswer['speaksOf']): string {
  if (stretch === null) return 'It names no day: any snapshot may answer.';
  const last = addDays(stretch.until, -1);
  return stretch.from === last
    ? `It speaks of ${formatDay(last)}.`
    : `It speaks of ${formatDay(stretch.from)} to ${formatDay(last)}.`;
}

function coversOf(claim: Claim, answer: ClaimAnswer, published: readonly Published[]): readonly CoverRow[] {
  const asks = claim.values.length > 0 ? claim.values : claim.alternates;
  const needs = asks.flatMap(({ ask }) => needsOf(ask));
  return published
    .filter((panel) => isWholeHub(panel) || (claim.population === 'head' && panel.panel === 'hub-head'))
    .map(({ panel, title, days }) => {
      const parts = needs.map((need) => covers(days, need).part);
      const [first = '', last = ''] = [days[0], days.at(-1)];
      return {
        title,
        days: first === last ? formatDay(last) : `${formatDay(first)} to ${formatDay(last)}`,
        snapshots: days.length,
        part: parts.length === 0 ? null : parts.reduce((sum, one) => sum + one, 0) / parts.length,
        chosen: panel === answer.panel,
      };
    });
}

function footerOf(claim: Claim, answer: ClaimAnswer, published: readonly Published[]): readonly FooterLine[] {
  const { source } = claim;
  const panel = published.find(({ panel: name }) => name === answer.panel);
  const units = [...new Set([...claim.values, ...claim.alternates].map(({ unit }) => unit))];
  return [
    { term: 'Unit', says: units.length === 0 ? 'none' : units.join(', ') },
    { term: 'Window', says: speaksOf(answer.speaksOf).replace(/^It speaks of (.*)\.$/, '$1') },
    { term: 'Universe', says: `${POPULATIONS[claim.population]}${panel ? `; ${panel.title}` : ''}` },
    { term: 'Attribution', says: 'as the definition says' },
    { term: 'As of', says: answer.asOf === null ? 'no snapshot of ours' : formatDay(answer.asOf) },
    {
      term: 'Coverage',
      says:
        answer.coverage === null ? 'nothing grouped' : `at least ${formatShare(answer.coverage)} is known`,
    },
    {
      term: 'Gaps',
      says:
        answer.covered === null
          ? 'none of its days is covered'
          : `${formatShare(answer.covered.part)} of what it needs is covered`,
    },
    {
      term: 'Source',
      says: source.title ?? source.speaker,
      ...(source.url === null ? {} : { href: source.url }),
    },
  ];
}
