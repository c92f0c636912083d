import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import { diffDefinitions } from '../definition/describe.ts';
import { groupName } from '../definition/vocabulary.ts';
import { formatDay } from '../format/dates.ts';
import { formatList } from '../format/list.ts';
import type { Ask, FigureAsk } from './ask.ts';
import { isFigureAsk } from './ask-of.ts';
import { partsOf } from './parts-of.ts';

/** One part in which two ways of counting differ. */
export interface AskDifference {
  name: string;
  before: string;
  after: string;
}

/** In which parts a way of counting differs from another; null where they have too little in common to be told part by part. */
export function differencesOf(before: Ask, after: Ask): readonly AskDifference[] | null {
  if (isFigureAsk(before) && isFigureAsk(after)) return ofFigures(before, after);
  if (before.ask !== after.ask) return null;
  const [parts, others] = [partsOf(before), partsOf(after)];
  if (parts.length > 0) return ofParts(parts, others);
  return ofFields(before, after);
}

function ofFigures(before: FigureAsk, after: FigureAsk): readonly AskDifference[] {
  const groups = (ask: FigureAsk) => ('groups' in ask ? sayGroups(ask.of.by, ask.groups) : 'all');
  const scheme = before.of.scheme !== after.of.scheme;
  return [
    ...(before.ask === after.ask
      ? []
      : [{ name: 'Asked for', before: ASKED[before.ask], after: ASKED[after.ask] }]),
    ...diffDefinitions(before.of, after.of).map(({ name, before: was, after: is }) => ({
      name,
      before: was,
      after: is,
    })),
    ...(!scheme && groups(before) !== groups(after)
      ? [{ name: 'Of', before: groups(before), after: groups(after) }]
      : []),
  ];
}

const ASKED: Readonly<Record<FigureAsk['ask'], string>> = {
  share: 'share',
  value: 'amount',
  ranked: 'the largest groups',
  groups: 'how many groups',
  first: 'first period ahead',
  extreme: 'extreme share',
};

function sayGroups(by: readonly DimensionId[], groups: readonly (readonly string[])[]): string {
  if (groups.length === 0) return 'the whole';
  const named = groups.map((ids) =>
    ids
      .map((id, at) => {
        const dimension = by[at];
        return id === '*' ? 'any' : ((dimension && groupName(dimension, id, 'default')) ?? id);
      })
      .join(' × '),
  );
  return named.length > 6 ? `${named.length} groups` : formatList(named);
}

function ofParts(before: readonly Ask[], after: readonly Ask[]): readonly AskDifference[] | null {
  const all = before.map((part, at) => {
    const other = after[at];
    return other === undefined ? null : differencesOf(part, other);
  });
  if (all.includes(null)) return null;
  // Both sides of a ratio usually change alike; that is told once.
  const told = new Map(all.flatMap((one) => one ?? []).map((one) => [JSON.stringify(one), one]));
  return [...told.values()];
}

const FIELDS: Readonly<Record<string, string>> = {
  ask: 'Question',
  at: 'Day',
  level: 'Unit of concentration',
  measure: 'Measure',
  part: 'Part',
  counting: 'Counting of derivatives',
  threshold: 'Threshold',
  family: 'Family',
  region: 'Region',
  from: 'From',
  until: 'Until',
  as: 'Asked for',
  downloads: 'Downloads',
  age: 'Age in days',
  population: 'Population',
  where: 'Counted',
  give: 'Asked for',
  repos: 'Models',
  root: 'Root',
  by: 'Factor',
  parameters: 'Parameters',
};

function ofFields(before: Ask, after: Ask): readonly AskDifference[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const keys = [...new Set([...was.keys(), ...is.keys()])];
  return keys
    .filter((key) => JSON.stringify(was.get(key)) !== JSON.stringify(is.get(key)))
    .map((key) => ({
      name: FIELDS[key] ?? key,
      before: sayField(was.get(key)),
      after: sayField(is.get(key)),
    }));
}

const WORDS: Readonly<Record<string, string>> = {
  downloads30d: 'downloads, 30 days',
  downloadsAllTime: 'downloads, all time',
  newModels: 'new models',
  topPart: 'largest part',
  topCount: 'largest',
  regions: 'regions',
  hhi: 'Herfindahl-Hirschman index',
  effective: 'effective number',
  giniActive: 'Gini over models with downloads',
  gini: 'Gini over all',
};

/** A field of a question in words, as far as there are some. */
function sayField(value: unknown): string {
  if (value === undefined || value === null) return 'any';
  if (typeof value === 'string')
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : (WORDS[value] ?? value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return formatList(value.map(sayField));
  if (typeof value === 'object') {
    const parts = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
    if (parts.length === 0) return 'all';
    return parts
      .map(([key, one]) => `${WORDS[key] ?? FIELDS[key]?.toLowerCase() ?? key} ${sayField(one)}`)
      .join(', ');
  }
  return String(value);
}
