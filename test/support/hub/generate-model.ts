import { attributesOf } from './generate-attributes.ts';
import { NAME_PARTS, ORGANIZATIONS } from './generate-tables.ts';
import type { ListedItem } from './hub-item.ts';
import { expandable, rowOf } from './list-fields.ts';
import { chance, hash, hex8 } from './random.ts';
import { SPECIAL_MODELS, specialIndexOf, specialModel } from './special-models.ts';

/** A population that exists only as a rule. The same three numbers always make the same models. */
export interface Generated {
  total: number;
  seed: number;
  /** Counters move with the day for the third of the models that is downloaded at all. */
  day: number;
}

const FLOOR = 0x621ffdc0;
const FIRST = FLOOR + 2;

/** Everything a generated model has. */
const WHOLE: ReadonlySet<string> = new Set(expandable('list'));
const LAST = Date.UTC(2026, 10, 1) / 1000;

/** Model `i` of a population as a JSON row with these fields: pure, a few microseconds. Ids ascend with `i`. */
export function generateRow(population: Generated, i: number, fields: ReadonlySet<string>): string {
  if (i < SPECIAL_MODELS) return rowOf(generateModel(population, i), fields);
  const { seed } = population;
  const account = accountOf(population, i);
  const fixed = attributesOf(seed, i, account.family);
  const id = `${account.name}/${fixed.name}-${i.toString(36)}`;
  let row = `{"_id":"${generatedOid(population, i)}","id":"${id}"`;
  const add = (field: string, value: string | number) => {
    if (value !== '' && fields.has(field)) row += `,"${field}":${value}`;
  };
  add('author', `"${account.name}"`);
  if (fields.has('createdAt')) row += `,"createdAt":"${isoOf(createdSecondsOf(population, i))}"`;
  if (fields.has('lastModified')) row += `,"lastModified":"${isoOf(lastModifiedSecondsOf(population, i))}"`;
  if (fields.has('sha'))
    row += `,"sha":"${hex8(hash(seed, i, 31))}${hex8(hash(seed, i, 32))}f00dcafe4b1d0bad5eed1234"`;
  if (fields.has('private')) row += ',"private":false';
  if (fields.has('disabled')) row += ',"disabled":false';
  add('gated', fixed.gated);
  if (fields.has('downloads')) row += `,"downloads":${downloadsOf(population, i)}`;
  if (fields.has('downloadsAllTime')) row += `,"downloadsAllTime":${downloadsAllTimeOf(population, i)}`;
  if (fields.has('likes')) row += `,"likes":${likesOf(population, i)}`;
  if (fields.has('trendingScore')) row += `,"trendingScore":${trendingScoreOf(population, i)}`;
  add('tags', fixed.tags);
  add('pipeline_tag', fixed.pipeline_tag);
  add('library_name', fixed.library_name);
  add('cardData', fixed.cardData);
  add('safetensors', fixed.safetensors);
  add('gguf', fixed.gguf);
  add('baseModels', fixed.baseModels);
  add('xetEnabled', 'true');
  add('modelId', `"${id}"`);
  return `${row}}`;
}

/** The same model whole, as an object. */
export function generateModel(population: Generated, i: number): ListedItem {
  if (i >= SPECIAL_MODELS) return JSON.parse(generateRow(population, i, WHOLE)) as ListedItem;
  // Beyond the special rows every index makes an ordinary model; its object id and date are those of `i`.
  const ordinary = JSON.parse(generateRow(population, i + SPECIAL_MODELS, WHOLE)) as ListedItem;
  const createdAt = isoOf(createdSecondsOf(population, i));
  return specialModel({ ...ordinary, _id: generatedOid(population, i), createdAt }, i);
}

/** Creation second, middle fixed by the seed, `i`: ascending, and `i` can be read back. */
export function generatedOid(population: Generated, i: number): string {
  return `${createdSecondsOf(population, i).toString(16)}${middleOf(population.seed)}${(i + 0x1000000).toString(16).slice(1)}`;
}

/** The model with this id, or null. Generated names end in their index. */
export function findGenerated(population: Generated, id: string): number | null {
  const special = specialIndexOf(id);
  if (special !== null) return special < population.total ? special : null;
  const i = Number.parseInt(id.slice(id.lastIndexOf('-') + 1), 36);
  return i >= 0 && i < population.total && generateModel(population, i).id === id ? i : null;
}

/** Downloads in the previous 30 days: a third of the models has any, and few have nearly all. */
export function downloadsOf({ seed, day }: Generated, i: number): number {
  if (chance(seed, i, 1) >= 0.35) return 0;
  const base = Math.min(250_000_000, chance(seed, i, 2) ** -1.25);
  return Math.floor(day === 0 ? base : base * (0.95 + 0.1 * chance(seed + day, i, 3)));
}

export function likesOf({ seed }: Generated, i: number): number {
  return chance(seed, i, 4) < 0.3 ? Math.floor(chance(seed, i, 5) ** -0.6) : 0;
}

export function trendingScoreOf({ seed }: Generated, i: number): number {
  return chance(seed, i, 6) < 0.02 ? Math.floor(chance(seed, i, 7) ** -0.7) / 2 : 0;
}

export function lastModifiedSecondsOf(population: Generated, i: number): number {
  const created = createdSecondsOf(population, i);
  return created + Math.floor((LAST - created) * chance(population.seed, i, 8) ** 3);
}

function downloadsAllTimeOf(population: Generated, i: number): number {
  const { seed, day } = population;
  if (chance(seed, i, 1) >= 0.6) return 0;
  const perMonth = downloadsOf({ ...population, day: 0 }, i);
  const past = perMonth + Math.floor(perMonth * chance(seed, i, 9) * 20) + (hash(seed, i, 10) % 40);
  const huge = hash(seed, i, 11) % 100_000 === 0 ? 2 ** 32 : 0;
  return past + huge + (perMonth === 0 ? 0 : day * Math.ceil(perMonth / 30));
}

/** More models every month, as on the Hub: the density grows with time. */
function createdSecondsOf({ total }: Generated, i: number): number {
  if (i < 2) return FLOOR + i;
  return FIRST + Math.floor((LAST - FIRST) * Math.sqrt(i / total));
}

function accountOf({ seed, total }: Generated, i: number): { name: string; family: string } {
  const pick = hash(seed, i, 12);
  const organization = ORGANIZATIONS[pick % ORGANIZATIONS.length] ?? ['acme', 'acme'];
  if (chance(seed, i, 13) < 0.03) return { name: organization[0], family: organization[1] };
  const number = pick % Math.ceil(total * 0.4);
  return { name: `${NAME_PARTS[number % NAME_PARTS.length]}${number}`, family: organization[1] };
}

function middleOf(seed: number): string {
  return `${hex8(hash(seed, 0, 99))}a5`;
}

const DAYS: string[] = [];
const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

/** The instant in the Hub's form. Days are remembered: there are fewer than 2,000. */
function isoOf(seconds: number): string {
  const day = Math.floor(seconds / 86_400);
  DAYS[day - 19_000] ??= new Date(day * 86_400_000).toISOString().slice(0, 10);
  const rest = seconds - day * 86_400;
  const hours = TWO_DIGITS[Math.floor(rest / 3600)];
  const minutes = TWO_DIGITS[Math.floor((rest % 3600) / 60)];
  return `${DAYS[day - 19_000]}T${hours}:${minutes}:${TWO_DIGITS[rest % 60]}.000Z`;
}
