import { stringify } from 'csv-stringify/sync';
import type { Db } from '../../../db/client.ts';
import { PUBLISHER_TYPES } from '../../../db/vocab/publisher-types.ts';
import { REGIONS } from '../../../db/vocab/regions.ts';
import { BadDefinition } from '../definition/errors.ts';
import { formatDay } from '../format/dates.ts';
import { formatExact } from '../format/numbers.ts';
import { indexable } from '../metrics/name-pieces.ts';
import { type RegistryEntry, readNamespace, readRegistry } from '../metrics/registry.ts';
import { outsideHref, paths } from './paths.ts';
import { rowsAs, type TakenRows } from './taken.ts';

/** One attribution as a row. */
export interface RegistryRow {
  namespace: string;
  hubHref: string;
  modelsHref: string;
  publisherHref: string;
  publisher: string;
  /** `Industry, of Alibaba`. */
  kind: string;
  country: string;
  region: string;
  /** `since 22 October 2025`; null: as long as anybody knows. */
  held: string | null;
  evidence: string;
  evidenceHref: string | null;
  confidence: string;
  checked: string;
  note: string | null;
  correctHref: string;
}

/** What `/registry` shows. */
export interface RegistryPage {
  search: string;
  regions: readonly { id: string; name: string; chosen: boolean }[];
  rows: readonly RegistryRow[];
  count: string;
  version: number;
  isNarrowed: boolean;
  nextHref: string | null;
  topHref: string | null;
  clearHref: string;
  data: TakenRows;
}

type Asked = Readonly<Record<'q' | 'region' | 'after', string | null>>;

/** The registry of attributions. Throws BadDefinition for a region that there is not. */
export async function readRegistryPage(db: Db, { q, region, after }: Asked): Promise<RegistryPage> {
  checkedRegion(region);
  const { entries, next, matching, namespaces, publishers, version } = await readRegistry(db, {
    q,
    region,
    after,
  });
  const isNarrowed = q !== null || region !== null;
  const all = `${formatExact(namespaces)} namespaces of ${formatExact(publishers)} publishers`;
  return {
    search: q ?? '',
    regions: REGIONS.filter(({ id }) => id !== 'unreviewed').map(({ id, name }) => ({
      id,
      name,
      chosen: id === region,
    })),
    rows: entries.map(rowOf),
    count: isNarrowed ? `${formatExact(matching)} of ${all}` : all,
    version,
    isNarrowed,
    nextHref: next === null ? null : paths.registry({ q, region, after: next }),
    topHref: after === null ? null : paths.registry({ q, region }),
    clearHref: paths.registry(),
    data: rowsAs((format) => paths.registryData(format, { q, region })),
  };
}

/** The region an address asks for. Throws BadDefinition for one that there is not. */
export function checkedRegion(region: string | null): string | null {
  if (region === null || REGIONS.some(({ id }) => id === region)) return region;
  throw new BadDefinition([
    `region: there is no "${region}"; choose one of ${REGIONS.map(({ id }) => id).join(', ')}.`,
  ]);
}

function rowOf(entry: RegistryEntry): RegistryRow {
  const type = PUBLISHER_TYPES.find(({ id }) => id === entry.type)?.name ?? entry.type;
  const link = /https:\/\/\S+/.exec(entry.evidence ?? '')?.[0] ?? null;
  return {
    namespace: entry.namespace,
    hubHref: `https://huggingface.co/${encodeURIComponent(entry.namespace)}`,
    // A name without three letters in a row cannot be searched for.
    modelsHref: indexable.test(entry.namespace)
      ? paths.models(null, { q: `${entry.namespace}/` })
      : paths.publisher(entry.publisherId),
    publisher: entry.publisher,
    publisherHref: paths.publisher(entry.publisherId),
    kind: entry.parent ? `${type}, of ${entry.parent}` : type,
    country: entry.countryName,
    region: REGIONS.find(({ id }) => id === entry.region)?.name ?? entry.region,
    held: heldOf(entry),
    evidence: entry.evidence ?? 'No evidence is recorded.',
    evidenceHref: outsideHref(link),
    confidence: entry.confidence,
    checked: formatDay(entry.checkedOn),
    note: entry.note,
    correctHref: paths.correction(entry.namespace),
  };
}

function heldOf({ validFrom, validTo }: RegistryEntry): string | null {
  if (validFrom && validTo) return `${formatDay(validFrom)} until ${formatDay(validTo)}`;
  if (validFrom) return `since ${formatDay(validFrom)}`;
  return validTo ? `until ${formatDay(validTo)}` : null;
}

/** What `/registry/correction` shows: rows to change and to send in. */
export interface CorrectionPage {
  namespace: string;
  isReviewed: boolean;
  /** The row of `namespaces.csv` and that of `publishers.csv`, filled in with what is held now. */
  files: readonly { name: string; head: string; rows: readonly string[] }[];
  back: string;
}

/** A correction filled in with what the registry says now. Throws BadDefinition without a namespace. */
export async function readCorrectionPage(
  db: Db,
  { namespace }: Readonly<Record<'namespace', string | null>>,
): Promise<CorrectionPage> {
  if (namespace === null || !/^[\w.-]{1,96}$/.test(namespace))
    throw new BadDefinition(['namespace: name the part of a repo id before the slash, such as Qwen.']);
  const entries = await readNamespace(db, namespace);
  const publisherId = entries.at(-1)?.publisherId ?? namespace.toLowerCase();
  return {
    namespace,
    isReviewed: entries.length > 0,
    files: [
      {
        name: 'namespaces.csv',
        head: 'namespace,publisher_id,valid_from,valid_to',
        rows: (entries.length > 0 ? entries : [null]).map((entry) =>
          csvRow([
            namespace,
            entry?.publisherId ?? publisherId,
            entry?.validFrom ?? '',
            entry?.validTo ?? '',
          ]),
        ),
      },
      {
        name: 'publishers.csv',
        head: 'publisher_id,name,parent,type,country,valid_from,valid_to,confidence,evidence,checked_on,note',
        rows:
          entries.length > 0
            ? entries.map((entry) =>
                csvRow([
                  entry.publisherId,
                  entry.publisher,
                  entry.parent ?? '',
                  entry.type,
                  entry.country,
                  entry.validFrom ?? '',
                  entry.validTo ?? '',
                  entry.confidence,
                  entry.evidence ?? '',
                  entry.checkedOn,
                  entry.note ?? '',
                ]),
              )
            : [
                csvRow([
                  publisherId,
                  'NAME',
                  '',
                  'TYPE',
                  'COUNTRY',
                  '',
                  '',
                  'low',
                  'https://EVIDENCE',
                  'YYYY-MM-DD',
                  '',
                ]),
              ],
      },
    ],
    back: paths.registry({ q: namespace }),
  };
}

/** As the reference files are written. */
function csvRow(cells: readonly string[]): string {
  return stringify([[...cells]], { eof: false });
}
