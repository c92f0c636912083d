import type { Db } from '../../../db/client.ts';
import type { Status } from '../claims/answer.ts';
import type { CheckAnswer } from '../claims/checks.ts';
import type { Claim } from '../claims/claim.ts';
import { type LedgerEntry, readLedger } from '../claims/read-ledger.ts';
import { sayQuantity } from '../claims/say.ts';
import { SENSES, STATUSES, SUBJECTS, statusWords, subjectOf } from '../claims/words.ts';
import { formatDay, formatMonth } from '../format/dates.ts';
import { formatList } from '../format/list.ts';
import { type Choices, chosenIn } from './choices-view.ts';
import { paths } from './paths.ts';
import { rowsAs, type TakenRows } from './taken.ts';

/** One claim in a row of the ledger. */
export interface ClaimRow {
  id: string;
  href: string;
  title: string;
  quote: string;
  verbatim: boolean;
  speaker: string;
  /** As exactly as it is known, in words; null where it is not. */
  date: string | null;
  /** The first numbers; what is left out is counted. */
  values: readonly { label: string; published: string; ours: string | null }[];
  more: number;
  coverage: number | null;
  status: { id: Status; name: string } | null;
  since: string | null;
}

/** What `/claims` shows. */
export interface ClaimsPage {
  /** How the ledger stands, in one sentence. */
  says: string;
  filters: readonly Choices[];
  rows: readonly ClaimRow[];
  data: TakenRows;
  statuses: readonly { name: string; says: string }[];
  checks: readonly CheckAnswer[];
  /** The whole ledger; null where nothing is filtered. */
  clearHref: string | null;
}

const valuesShown = 3;

export const CLAIMS_KEYS = ['status', 'subject'] as const;

/** Throws BadDefinition. */
function askedOf(url: URL) {
  return {
    status: chosenIn(url, 'status', { ids: STATUSES.map(({ id }) => id), otherwise: null }),
    subject: chosenIn(url, 'subject', { ids: SUBJECTS.map(({ id }) => id), otherwise: null }),
  };
}

/** The claims that an address asks for. Throws BadDefinition. */
export function entriesAsked(entries: readonly LedgerEntry[], url: URL): readonly LedgerEntry[] {
  const { status, subject } = askedOf(url);
  return entries
    .filter(({ claim }) => subject === null || subjectOf(claim)?.id === subject)
    .filter(({ result }) => status === null || result?.status === status);
}

export async function readClaimsPage(db: Db, url: URL): Promise<ClaimsPage> {
  const { status, subject } = askedOf(url);
  const { entries, checks } = await readLedger(db);
  const ofSubject = entries.filter(({ claim }) => subject === null || subjectOf(claim)?.id === subject);
  const ofStatus = entries.filter(({ result }) => status === null || result?.status === status);
  return {
    says: standing(entries),
    filters: [
      {
        name: 'Status',
        choices: [
          choice('All', ofSubject.length, status === null ? null : paths.claims({ subject })),
          ...STATUSES.flatMap(({ id, name }) => {
            const count = ofSubject.filter(({ result }) => result?.status === id).length;
            const href = id === status ? null : paths.claims({ status: id, subject });
            return count === 0 && id !== status ? [] : [choice(name, count, href)];
          }),
        ],
      },
      {
        name: 'Subject',
        choices: [
          choice('All', ofStatus.length, subject === null ? null : paths.claims({ status })),
          ...SUBJECTS.flatMap(({ id, name }) => {
            const count = ofStatus.filter(({ claim }) => subjectOf(claim)?.id === id).length;
            const href = id === subject ? null : paths.claims({ status, subject: id });
            return count === 0 && id !== subject ? [] : [choice(name, count, href)];
          }),
        ],
      },
    ],
    rows: entriesAsked(entries, url).map(claimRow),
    data: rowsAs((format) => paths.claimsData(format, { status, subject })),
    statuses: STATUSES,
    checks,
    clearHref: status === null && subject === null ? null : paths.claims(),
  };
}

function choice(name: string, count: number, href: string | null): Choices['choices'][number] {
  return { name, count, href };
}

function claimRow({ claim, result }: LedgerEntry): ClaimRow {
  const answers = result?.answer.values ?? [];
  return {
    id: claim.id,
    href: paths.claim(claim.id),
    title: claim.title,
    quote: claim.quote,
    verbatim: claim.verbatim,
    speaker: claim.source.speaker,
    date: sourceDate(claim.source.date),
    values: claim.values.slice(0, valuesShown).map((value, at) => {
      const ours = answers[at]?.ours ?? null;
      return {
        label: value.label,
        published: SENSES[value.sense] + sayQuantity(value.published, value.unit),
        ours: ours === null ? null : sayQuantity(ours, value.unit),
      };
    }),
    more: Math.max(0, claim.values.length - valuesShown),
    coverage: result?.answer.coverage ?? null,
    status: result && { id: result.status, name: statusWords(result.status).name },
    since: result?.since ?? null,
  };
}

/** `2026-08-22`, `2026-08` or `2026` in words. */
export function sourceDate(date: Claim['source']['date']): string | null {
  if (date === null) return null;
  return date.length === 10 ? formatDay(date) : date.length === 7 ? formatMonth(date) : date;
}

/** `Of 87 published claims, 3 are reproduced and 67 need history.` */
function standing(entries: readonly LedgerEntry[]): string {
  const told = STATUSES.flatMap(({ id }) => {
    const count = entries.filter(({ result }) => result?.status === id).length;
    return count === 0 ? [] : [`${count} ${(count === 1 ? ONE : MANY)[id]}`];
  });
  if (told.length === 0)
    return `${entries.length} published claims are registered; none has been computed yet. That happens after the next publication.`;
  return `Of ${entries.length} published claims, ${formatList(told)}.`;
}

const ONE: Readonly<Record<Status, string>> = {
  reproduced: 'is reproduced',
  close: 'comes close',
  contradicted: 'is contradicted',
  definition_unclear: 'is unclear in its definition',
  needs_history: 'waits for history',
  needs_external: 'needs data from elsewhere',
  not_computable: 'cannot be computed',
  unsourced: 'has no source',
};

const MANY: Readonly<Record<Status, string>> = {
  reproduced: 'are reproduced',
  close: 'come close',
  contradicted: 'are contradicted',
  definition_unclear: 'are unclear in their definition',
  needs_history: 'wait for history',
  needs_external: 'need data from elsewhere',
  not_computable: 'cannot be computed',
  unsourced: 'have no source',
};
