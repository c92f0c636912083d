import { GROUPS, type Group, type Grouping } from '../definition/vocabulary.ts';
import type { GroupReading, Reading } from './metric.ts';

/** What the query returns: one group on one day. */
export interface Sum {
  asOf: string;
  group: string;
  value: number;
  models: number;
}

export interface Days {
  grouping: Grouping;
  /** The days of the series. */
  days: readonly string[];
  asOf: string;
  comparedWith: string | null;
}

type Sums = Pick<
  Reading,
  'asOf' | 'comparedWith' | 'total' | 'totalBefore' | 'models' | 'coverage' | 'groups' | 'series'
>;

/** Turns sums into groups with shares and a series. A group outside the vocabulary is kept, last, as not known. */
export function sumsByDay(sums: readonly Sum[], { grouping, days, asOf, comparedWith }: Days): Sums {
  const groups = occurring(sums, grouping);
  const byDay = Map.groupBy(sums, (sum) => sum.asOf);
  const now = byDay.get(asOf) ?? [];
  const total = totalOf(now);
  const before = comparedWith === null ? null : (byDay.get(comparedWith) ?? []);
  const totalBefore = before && totalOf(before);
  const readings = groups.map(({ id, name, open }): GroupReading => {
    const value = valueIn(now, id);
    return {
      id,
      name,
      open,
      value,
      share: shareOf(value, total),
      models: now.find(({ group }) => group === id)?.models ?? 0,
      shareBefore: before && totalBefore !== null ? shareOf(valueIn(before, id), totalBefore) : null,
    };
  });
  const known = readings.filter(({ open }) => !open).reduce((sum, { value }) => sum + value, 0);
  return {
    asOf,
    comparedWith,
    total,
    totalBefore,
    models: now.reduce((sum, { models }) => sum + models, 0),
    coverage: shareOf(known, total),
    groups: readings,
    series: days.map((day) => pointOf(day, byDay.get(day) ?? [], groups)),
  };
}

function pointOf(asOf: string, sums: readonly Sum[], groups: readonly Group[]) {
  const values = Object.fromEntries(groups.map(({ id }) => [id, valueIn(sums, id)]));
  return { asOf, total: totalOf(sums), values };
}

function occurring(sums: readonly Sum[], grouping: Grouping): readonly Group[] {
  const seen = new Set(sums.map(({ group }) => group));
  const known = GROUPS[grouping].filter(({ id }) => seen.has(id));
  const strange = [...seen].filter((id) => !GROUPS[grouping].some((group) => group.id === id)).sort();
  return [...known, ...strange.map((id) => ({ id, name: id, open: true }))];
}

function totalOf(sums: readonly Sum[]): number {
  return sums.reduce((sum, { value }) => sum + value, 0);
}

function valueIn(sums: readonly Sum[], id: string): number {
  return sums.find(({ group }) => group === id)?.value ?? 0;
}

function shareOf(value: number, total: number): number | null {
  return total > 0 ? value / total : null;
}
