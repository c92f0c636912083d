import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

// A second opinion on every figure of the recordings, from definitions.md C2, C5, C6, hub-api.md §6.3 and
// db/reference/README.md. It shares no line with the product: own files, own CSV, own rules, own sums.

const ROOT = new URL('../../../', import.meta.url);

/** A model as a recording tells it. */
export interface Told {
  id: string;
  downloads: number;
  likes: number;
  tags?: string[];
  cardData?: { license?: string; license_name?: string };
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
    const [date = '', id = '', , downloads, likes, , parameters] = cells;
    const day = days.get(date) ?? [];
    days.set(date, day);
    const total = parameters ? { safetensors: { total: Number(parameters) } } : {};
    day.push({ id, downloads: Number(downloads), likes: Number(likes), ...total });
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
  for (const told of models) {
    const key = [regionOf(told.id, day), sizeOf(told), licenseOf(told, licenses)].join(' / ');
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

function regionOf(id: string, day: string): string {
  const holds = (row: Row) =>
    (row.valid_from ?? '') <= day && (row.valid_to === '' || day < (row.valid_to ?? ''));
  const owner = namespaces.get(id.split('/')[0])?.find(holds);
  const publisher = owner && publishers.get(owner.publisher_id)?.find(holds);
  return (publisher && countries.get(publisher.country)) ?? 'unreviewed';
}

function licenseOf({ cardData, tags, _sources }: Told, recorded: LicenseRecord): string {
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

function sizeOf(told: Told): string {
  const total = curated.get(told.id) ?? bestCount(told);
  return CLASSES.find(([below]) => total !== null && total < below)?.[1] ?? 'unknown';
}

const PACKED = [
  '4-bit',
  '8-bit',
  'gptq',
  'awq',
  'mlx',
  'compressed-tensors',
  'exl2',
  'exl3',
  'nvfp4',
  'fp4',
  'bitsandbytes',
  'int4',
  'w4a16',
];

function bestCount({ id, tags = [], safetensors, gguf }: Told): number | null {
  const has = (relation: string) => tags.some((tag) => tag.startsWith(`base_model:${relation}:`));
  const adapter = has('adapter') || tags.includes('peft') || tags.includes('lora');
  const packed = has('quantized') || tags.some((tag) => PACKED.includes(tag.toLowerCase()));
  const stated = adapter ? null : statedIn(id);
  const credible = (count: number | undefined, least: number) =>
    count !== undefined && count >= least && count <= 1e14 ? count : null;
  const file = credible(safetensors?.total, 1);
  const ggufTotal = adapter ? null : credible(gguf?.total, 1e5);
  const isNear =
    ggufTotal !== null && (stated === null || Math.abs(Math.log(ggufTotal / stated)) <= Math.log(10 / 3));
  if (packed && stated !== null) return stated;
  return file ?? (isNear ? ggufTotal : null) ?? stated;
}

/** Word by word: a count is a whole word, or two where a decimal point was written `_` or `-`. */
function statedIn(id: string): number | null {
  const name = id.split('/').slice(-1)[0] ?? '';
  const words = name.split(/[^A-Za-z0-9.]/);
  let at = 0;
  for (const [i, word] of words.entries()) {
    const before = name[at - 1];
    const after = name[at + word.length];
    const next = words[i + 1] ?? '';
    at += word.length + 1;
    const decimal =
      (word === '0' && (after === '-' || after === '_')) ||
      (/^[1-9]$/.test(word) && before === '-' && after === '_');
    const joined = decimal ? /^(\d+[bm])(?:\.|$)/i.exec(next) : null;
    const count: string | undefined = joined
      ? `${word}.${joined[1]}`
      : /^(?:\d+x)?(?:[1-9]\d*(?:\.\d+)?|0\.\d+)[bBmM](?=\.|$)/.exec(word)?.[0];
    if (count === undefined) continue;
    const end = joined ? (words[i + 2] ?? '') : next;
    if (/^\d+E$/.test(end) || /^(steps|tokens|[0-9a-f]{12}$)/i.test(end)) return null;
    const lower = count.toLowerCase();
    if (lower.includes('x')) return lower === '8x7b' ? 46.7e9 : lower === '8x22b' ? 141e9 : null;
    const parameters = Math.round(Number.parseFloat(lower) * (lower.endsWith('b') ? 1e9 : 1e6));
    return parameters >= 1e5 && parameters <= 1e14 ? parameters : null;
  }
  return null;
}

type Row = Record<string, string>;

/** Comma, quote and doubled quote: all that the reference files use. */
function csv(file: string): Row[] {
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
