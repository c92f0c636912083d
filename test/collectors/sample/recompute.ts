import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { derivesBy, isPacked, ownCount } from './own-count.ts';

// A second opinion on every figure of the recordings, from definitions.md C2, C5, C6, hub-api.md §6.3 and
// db/reference/README.md. It shares no line with the product: own files, own CSV, own rules, own sums.

const ROOT = new URL('../../../', import.meta.url);

/** A model as a recording tells it. */
export interface Told {
  id: string;
  downloads: number;
  likes: number;
  tags?: string[];
  cardData?: { license?: string; license_name?: string; base_model?: string | string[] };
  library_name?: string;
  pipeline_tag?: string;
  createdAt?: string;
  safetensors?: { total: number };
  gguf?: { total: number };
  _sources?: Record<string, string>;
}

export interface Sums {
  models: number;
  downloads: number;
  likes: number;
}

export function readModels(file: string): Told[] {
  return linesOf(file).map((line) => JSON.parse(line) as Told);
}

/** The looks of do-me by day. */
export function readDays(file: string): Map<string, Told[]> {
  const days = new Map<string, Told[]>();
  for (const line of linesOf(file).slice(1)) {
    const cells = line.split(',');
    const [date = '', id = '', , downloads, likes, task, parameters] = cells;
    const day = days.get(date) ?? [];
    days.set(date, day);
    const total = parameters ? { safetensors: { total: Number(parameters) } } : {};
    const tagged = task ? { pipeline_tag: task } : {};
    day.push({ id, downloads: Number(downloads), likes: Number(likes), ...tagged, ...total });
  }
  return days;
}

function linesOf(file: string): string[] {
  const bytes = readFileSync(new URL(`collectors/sample/recordings/${file}`, ROOT));
  return gunzipSync(bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** Which answer a recording gives to the question where its licenses come from. */
export type LicenseRecord = 'always' | 'where-sourced' | 'never';

/** The cube by hand: `region / size / license` to sums. */
export function cubeOf(models: readonly Told[], day: string, licenses: LicenseRecord): Map<string, Sums> {
  const cube = new Map<string, Sums>();
  const totals = totalsOf(models);
  for (const told of models) {
    const size = sizeClassOf(totals.get(told.id) ?? null);
    const key = [regionOf(told.id, day), size, licenseOf(told, licenses)].join(' / ');
    const cell = cube.get(key) ?? { models: 0, downloads: 0, likes: 0 };
    cube.set(key, cell);
    cell.models += 1;
    cell.downloads += told.downloads;
    cell.likes += told.likes;
  }
  return cube;
}

const countries = new Map(csv('countries.csv').map((row) => [row.country, row.region]));
const licenseClasses = new Map(csv('licenses.csv').map((row) => [row.license, row.class]));
const curated = new Map(csv('parameters.csv').map((row) => [row.repo_id, Number(row.parameters)]));
const namespaces = Map.groupBy(csv('namespaces.csv'), (row) => row.namespace);
const publishers = Map.groupBy(csv('publishers.csv'), (row) => row.publisher_id);

export function regionOf(id: string, day: string): string {
  return countries.get(publisherOf(id, day)?.country) ?? 'unreviewed';
}

/** Who holds the namespace of a repo on a day, as described on that day. */
export function publisherOf(id: string, day: string): Row | undefined {
  const holds = (row: Row) =>
    (row.valid_from ?? '') <= day && (row.valid_to === '' || day < (row.valid_to ?? ''));
  const owner = namespaces.get(id.split('/')[0])?.find(holds);
  return owner && publishers.get(owner.publisher_id)?.find(holds);
}

export function licenseOf({ cardData, tags, _sources }: Told, recorded: LicenseRecord): string {
  if (recorded === 'never' || (recorded === 'where-sourced' && !_sources?.license)) return 'unrecorded';
  const tag = tags?.find((one) => one.startsWith('license:'))?.replace('license:', '');
  const declared = (cardData?.license ?? tag)?.toLowerCase();
  if (declared === undefined) return 'none';
  const named =
    declared === 'other' ? licenseClasses.get(cardData?.license_name?.trim().toLowerCase()) : undefined;
  return named ?? licenseClasses.get(declared) ?? 'unreviewed';
}

const CLASSES: readonly (readonly [below: number, name: string])[] = [
  [100e6, 'under-100m'],
  [1e9, '100m-1b'],
  [5e9, '1b-5b'],
  [10e9, '5b-10b'],
  [50e9, '10b-50b'],
  [100e9, '50b-100b'],
  [250e9, '100b-250b'],
  [Number.POSITIVE_INFINITY, '250b-up'],
];

interface Counted {
  total: number | null;
  from: 'file' | 'gguf' | 'name';
  /** The name of the base its count is taken from; null where it counts by itself. */
  base: string | null;
}

/** Curated counts win; a packed model takes the count of its base, unless its own name or GGUF file contradicts it. */
export function totalsOf(models: readonly Told[]): Map<string, number | null> {
  const counted = new Map(models.map((told) => [told.id, countedOf(told)]));
  const totals = new Map<string, number | null>();
  const total = (id: string, below: readonly string[]): number | null => {
    const own = counted.get(id);
    if (own === undefined || own.base === null || own.base === id || !counted.has(own.base))
      return own?.total ?? null;
    const known = totals.get(id);
    if (known !== undefined) return known;
    const base = below.includes(own.base) ? null : total(own.base, [...below, id]);
    const times = own.total !== null && base !== null ? own.total / base : 1;
    const contradicts =
      (own.from === 'name' && (times > 2 || times < 0.5)) ||
      (own.from === 'gguf' && (times > 3 || times < 0.3));
    totals.set(id, base === null || contradicts ? own.total : base);
    return totals.get(id) ?? null;
  };
  for (const { id } of models) totals.set(id, total(id, [id]));
  return totals;
}

function countedOf(told: Told): Counted {
  const listed = curated.get(told.id);
  if (listed !== undefined) return { total: listed, from: 'file', base: null };
  const takes =
    isPacked(told) &&
    !(derivesBy(told, 'merge') && !['adapter', 'finetune'].some((by) => derivesBy(told, by)));
  return { ...ownCount(told), base: takes ? baseOf(told) : null };
}

function baseOf(told: Told): string | null {
  return basesOf(told)[0] ?? null;
}

/** As the card lists them, else those of the tags by name. */
export function basesOf({ cardData, tags = [] }: Told): readonly string[] {
  const listed = [cardData?.base_model ?? []].flat().filter((base) => base !== '');
  const tagged = tags.flatMap(
    (tag) => /^base_model:(?:(?:adapter|finetune|merge|quantized):)?([^:]+)$/.exec(tag)?.[1] ?? [],
  );
  return [...new Set(listed.length > 0 ? listed : tagged.sort())];
}

function sizeClassOf(total: number | null): string {
  return CLASSES.find(([below]) => total !== null && total < below)?.[1] ?? 'unknown';
}

export type Row = Record<string, string>;

/** Comma, quote and doubled quote: all that the reference files use. */
export function csv(file: string): Row[] {
  const text = readFileSync(new URL(`db/reference/${file}`, ROOT), 'utf8').replaceAll('\r', '');
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quoted && c === '"' && text.charAt(i + 1) === '"') cell += text.charAt(++i);
    else if (c === '"') quoted = !quoted;
    else if (quoted || (c !== ',' && c !== '\n')) cell += c;
    else {
      row.push(cell);
      cell = '';
      if (c === '\n') {
        rows.push(row);
        row = [];
      }
    }
  }
  const [header = [], ...body] = rows;
  return body.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
}
