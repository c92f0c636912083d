import { type LedgerEntry, readLedger } from '../../claims/read-ledger.ts';
import { NO_REACH } from '../../definition/panel-reach.ts';
import { CLAIMS_KEYS, entriesAsked } from '../claims-view.ts';
import { paths } from '../paths.ts';
import type { RowsView } from './rows-file.ts';
import type { DataColumn, TidyTable } from './tidy-table.ts';

const COLUMNS: readonly DataColumn[] = [
  { name: 'claim', type: 'string', says: 'Id of the claim.' },
  { name: 'title', type: 'string', says: 'What it is about.' },
  { name: 'speaker', type: 'string', says: 'Who says it.' },
  { name: 'source', type: 'string', says: 'Where. Empty: only the speaker is known.' },
  { name: 'source_date', type: 'string', says: 'As exactly as it is known: a year, a month or a day.' },
  { name: 'known', type: 'string', says: 'F read there, R second-hand, G inferred, M from memory.' },
  { name: 'definition', type: 'string', says: 'What has to be counted.' },
  { name: 'label', type: 'string', says: 'Which of its numbers.' },
  { name: 'published', type: 'string', says: 'The number as published, in `unit`.' },
  { name: 'ours', type: 'string', says: 'Ours by the same definition. Empty: none.' },
  { name: 'unit', type: 'string', says: 'Of both.' },
  { name: 'verdict', type: 'string', says: 'How the two stand. Empty: not computed yet.' },
  { name: 'status', type: 'string', says: 'How the claim as a whole stands.' },
  { name: 'status_since', type: 'date', says: 'Day of the snapshot since which it does.' },
  { name: 'coverage', type: 'number', says: 'Part of the whole that is known in what it asks, 0 to 1.' },
];

/** The ledger of claims, a row for each published number. */
export const CLAIMS_FILE: RowsView = {
  reach: NO_REACH,
  keys: CLAIMS_KEYS,
  read: async (db, url) => {
    const { entries } = await readLedger(db);
    const asked = entriesAsked(entries, url);
    return {
      name: 'open-model-census_claims',
      table: tableOf(asked),
      meta: {
        definition: 'Published numbers, each computed again by its own definition with every publication.',
        claims: asked.length,
      },
      describedBy: paths.claimsData('json', {
        status: url.searchParams.get('status'),
        subject: url.searchParams.get('subject'),
      }),
      next: null,
    };
  },
};

/** One claim, a row for each of its numbers. */
export function claimFile(id: string): RowsView {
  return {
    reach: NO_REACH,
    read: async (db) => {
      const { entries } = await readLedger(db);
      const entry = entries.find(({ claim }) => claim.id === id);
      if (!entry) return null;
      return {
        name: `open-model-census_claim_${id}`,
        table: tableOf([entry]),
        meta: { definition: entry.claim.definition },
        describedBy: paths.apiClaim(id),
        next: null,
      };
    },
  };
}

function tableOf(entries: readonly LedgerEntry[]): TidyTable {
  return {
    columns: COLUMNS,
    rows: entries.flatMap(({ claim, result }) =>
      claim.values.map((value, at) => {
        const answer = result?.answer.values[at] ?? null;
        return [
          ...[claim.id, claim.title, claim.source.speaker, claim.source.title, claim.source.date],
          ...[claim.known, claim.definition, value.label, String(value.published)],
          answer?.ours === null || answer?.ours === undefined ? null : String(answer.ours),
          ...[value.unit, answer?.verdict ?? null, result?.status ?? null, result?.since ?? null],
          result?.answer.coverage ?? null,
        ];
      }),
    ),
  };
}
