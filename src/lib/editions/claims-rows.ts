import type { Db } from '../../../db/client.ts';
import { readLedger } from '../claims/read-ledger.ts';
import { type Cell, encodeRow } from './csv/encode-row.ts';
import { claims } from './dictionary/claims.ts';

/** The ledger of published claims as CSV, as it was computed last. */
export async function* claimsRows(db: Db): AsyncGenerator<Buffer> {
  yield Buffer.from(encodeRow(claims.columns.map(({ name }) => name)));
  const { entries } = await readLedger(db);
  const inOrder = entries.toSorted((a, b) => (a.claim.id < b.claim.id ? -1 : 1));
  for (const { claim, result } of inOrder) {
    const { id, title, source, definition } = claim;
    const rows = claim.values.map(({ label, unit, published }, at): Cell[] => {
      const answer = result?.answer.values.find((value) => value.label === label);
      const ours = answer?.ours ?? null;
      return [
        ...[id, at + 1, title, source.speaker, source.title, source.url, source.date, definition],
        ...[label, unit, String(published), ours === null ? null : String(ours), answer?.coverage ?? null],
        ...[result?.status ?? null, result?.since ?? null, result?.answer.says ?? null],
      ];
    });
    yield Buffer.from(rows.map(encodeRow).join(''));
  }
}
