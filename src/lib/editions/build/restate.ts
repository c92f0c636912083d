import { join } from 'node:path';
import type { ParsedRow } from '../csv/parse-rows.ts';
import { aggregates } from '../dictionary/aggregates.ts';
import { readCsvFile } from '../files/read-csv.ts';
import type { Manifest, Restated } from '../manifest.ts';

const at = (name: string) => aggregates.columns.findIndex((column) => column.name === name);
const place = {
  definition: at('definition'),
  from: at('period_from'),
  until: at('period_until'),
  provisional: at('provisional'),
  group: at('group_id'),
  value: at('value'),
};

interface Row {
  definition: string;
  from: string;
  until: string;
  group: string;
  closed: boolean;
  value: number;
}

const file = 'aggregates.csv.gz';

/**
 * What the aggregates of one edition say otherwise than those of another about periods that were closed in both. Both
 * are read side by side, so nothing is held.
 */
export async function compareAggregates(before: string, after: string): Promise<Restated[]> {
  const found = new Map<string, Restated>();
  const [old, fresh] = [rowsIn(join(before, file)), rowsIn(join(after, file))];
  let [a, b] = [await nextOf(old), await nextOf(fresh)];
  // Beyond the last day of the earlier edition everything is new, and restates nothing.
  const last = new Map<string, string>();
  while (a !== null || b !== null) {
    const order = a === null ? 1 : b === null ? -1 : compare(a, b);
    const row = order <= 0 ? a : b;
    if (!row) break;
    if (a && order <= 0) last.set(a.definition, a.until);
    const both = order === 0 && a && b ? { before: a, after: b } : null;
    const isBeyond = a?.definition !== row.definition && row.until > (last.get(row.definition) ?? '');
    note(found, { row, both, isOld: order < 0, isBeyond });
    if (order <= 0) a = await nextOf(old);
    if (order >= 0) b = await nextOf(fresh);
  }
  return [...found.values()].filter(({ changed, appeared, vanished }) => changed + appeared + vanished > 0);
}

interface Seen {
  row: Row;
  both: { before: Row; after: Row } | null;
  isOld: boolean;
  /** After the last period of the earlier edition. */
  isBeyond: boolean;
}

function note(found: Map<string, Restated>, { row, both, isOld, isBeyond }: Seen): void {
  const restated = found.get(row.definition) ?? empty(row.definition);
  found.set(row.definition, restated);
  if (both) {
    if (!both.before.closed || !both.after.closed) return;
    restated.compared += 1;
    if (both.before.value === both.after.value) return;
    restated.changed += 1;
    const by = (one: { before: number; after: number }) => Math.abs(one.after - one.before);
    const step = { before: both.before.value, after: both.after.value };
    if (restated.largest === null || by(step) > by(restated.largest))
      restated.largest = { group: row.group, period_from: row.from, ...step };
  } else if (isOld) {
    if (!row.closed) return;
    restated.vanished += 1;
  } else {
    if (!row.closed || isBeyond) return;
    restated.appeared += 1;
  }
  if (restated.from === null || row.from < restated.from) restated.from = row.from;
  if (restated.until === null || row.until > restated.until) restated.until = row.until;
}

function empty(definition: string): Restated {
  return {
    definition,
    compared: 0,
    changed: 0,
    appeared: 0,
    vanished: 0,
    from: null,
    until: null,
    largest: null,
  };
}

function compare(a: Row, b: Row): number {
  for (const name of ['definition', 'from', 'group'] as const) {
    if (a[name] !== b[name]) return a[name] < b[name] ? -1 : 1;
  }
  return 0;
}

async function nextOf(rows: AsyncGenerator<Row>): Promise<Row | null> {
  const { value, done } = await rows.next();
  return done === true ? null : value;
}

async function* rowsIn(path: string): AsyncGenerator<Row> {
  let header = true;
  for await (const some of readCsvFile(path))
    for (const row of some) {
      if (!header) yield rowOf(row);
      header = false;
    }
}

function rowOf(cells: ParsedRow): Row {
  const text = (index: number) => cells[index] ?? '';
  return {
    definition: text(place.definition),
    from: text(place.from),
    until: text(place.until),
    group: text(place.group),
    closed: text(place.provisional) === 'f',
    value: Number(text(place.value)),
  };
}

/** Why an edition may say something else than the one before it, in sentences. */
export function reasonsFor(
  before: Manifest,
  after: Omit<Manifest, 'documents'>,
  given: string | null,
): string[] {
  const sameDay = before.snapshot.as_of === after.snapshot.as_of;
  const again = sameDay && before.snapshot.published_at !== after.snapshot.published_at;
  const fewer =
    before.snapshot.days_unjudged > 0 && after.snapshot.days_unjudged < before.snapshot.days_unjudged;
  return [
    ...(given === null ? [] : [given]),
    ...(again ? [`${after.snapshot.as_of} was looked at again.`] : []),
    ...(before.reference.version === after.reference.version
      ? []
      : [
          `Reference version ${after.reference.version} is in force in place of ${before.reference.version}.`,
        ]),
    ...(fewer ? ['Earlier days were judged by the reference in force.'] : []),
    ...(before.schema_version === after.schema_version
      ? []
      : [`The schema is version ${after.schema_version} in place of ${before.schema_version}.`]),
    ...(before.code_version === after.code_version
      ? []
      : [`Built by program ${after.code_version} in place of ${before.code_version}.`]),
    ...(before.snapshot.from === after.snapshot.from ? [] : ['Days before the first one were added.']),
    ...(sameDay && before.kind !== after.kind && after.kind === 'whole'
      ? ['Models, observations, lineage and changes are added.']
      : []),
  ];
}
