import { join } from 'node:path';
import { z } from 'zod';
import { compare, readRows, remarks, spelled } from './csv.ts';
import { dated } from './dated-publishers.ts';
import { slugs } from './slugs.ts';

const checkedOn = '2026-11-20';
const confidences = ['high', 'medium', 'low'];

const sourceRow = z.object({
  namespace: z.string(),
  organization: z.string(),
  parent: z.string(),
  country: z.string(),
  type: z.string(),
  confidence: z.string(),
  basis: z.string(),
  source: z.string(),
  note: z.string(),
});
type SourceRow = z.infer<typeof sourceRow>;

/** Rows of `publishers.csv` and `namespaces.csv`. Namespaces with equal name, parent, type and country share one. */
export function convertPublishers(sharedDir: string) {
  const groups = new Map<string, SourceRow[]>();
  for (const row of readRows(join(sharedDir, 'reference/organizations.csv'), sourceRow).map(cleaned)) {
    const key = JSON.stringify([row.organization, row.parent, row.type, row.country]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const owners = [...groups].sort(([a], [b]) => compare(a, b)).map(([, rows]) => rows);
  const ids = slugs(owners.map((rows) => rows[0]?.organization ?? ''));
  return {
    publishers: owners.flatMap((rows, i) => dated(publisher(ids[i] ?? '', rows))),
    namespaces: owners.flatMap((rows, i) =>
      rows.map(({ namespace }) => ({ namespace, publisher_id: ids[i] ?? '', valid_from: '', valid_to: '' })),
    ),
  };
}

function publisher(id: string, rows: readonly SourceRow[]) {
  const [best, ...others] = [...rows].sort(
    (a, b) =>
      confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
      compare(a.namespace, b.namespace),
  );
  if (best === undefined) throw new Error(`${id}: no rows`);
  return {
    publisher_id: id,
    name: best.organization,
    parent: best.parent,
    type: best.type,
    country: best.country,
    valid_from: '',
    valid_to: '',
    confidence: best.confidence,
    evidence: evidence(best),
    checked_on: checkedOn,
    note: remarks([best, ...others].map((row) => row.note)),
  };
}

function evidence({ basis, source }: SourceRow): string {
  if (basis === 'document') return `Document: ${source}`;
  return basis === 'general-knowledge' ? `General knowledge: ${source}` : source;
}

/** One row in our words: reserved countries, no parent that is the publisher itself, no traces of how it was read. */
function cleaned(row: SourceRow): SourceRow {
  const unconfirmed = row.country !== '' && row.source.startsWith('HQ not confirmed');
  return {
    ...row,
    organization: spelled(row.organization),
    parent: row.parent === row.organization ? '' : row.parent,
    country: countryOf(row),
    confidence: unconfirmed ? 'low' : row.confidence,
    source: withoutCopies(row.source),
    note: spelled(
      withoutCopies(row.note).replace(
        /namespace spelling not confirmed in the documents read/,
        `spelling of the namespace ${row.namespace} not confirmed`,
      ),
    ),
  };
}

function countryOf({ country, type }: SourceRow): string {
  if (country === 'international') return 'INTL';
  if (country !== '') return country;
  return type === 'individual' ? 'PERSON' : 'UNKNOWN';
}

function withoutCopies(text: string): string {
  return text
    .replace(/ in stored copies/g, ' in the documents read')
    .replace(/ in a stored copy/g, ' in a document');
}
