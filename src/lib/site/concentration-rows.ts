import { formatExact, formatShare } from '../format/numbers.ts';
import type { ConcentrationLevel, ConcentrationPoint } from '../metrics/structure/read-concentration.ts';

export interface InequalityRow {
  name: string;
  /** What it means, in a few words. */
  says: string;
  now: string;
  before: string | null;
}

export const LEVELS: Readonly<Record<ConcentrationLevel, { name: string; one: string; many: string }>> = {
  model: { name: 'Models', one: 'model', many: 'models' },
  namespace: { name: 'Namespaces', one: 'namespace', many: 'namespaces' },
  family: { name: 'Families', one: 'family', many: 'families' },
  publisher: { name: 'Publishers', one: 'publisher', many: 'publishers' },
  country: { name: 'Countries', one: 'country', many: 'countries' },
};

/** Every measure of inequality, now and before. */
export function rowsOf(
  newest: ConcentrationPoint,
  before: ConcentrationPoint | null,
  level: ConcentrationLevel,
): readonly InequalityRow[] {
  const { one, many } = LEVELS[level];
  const row = (name: string, says: string, say: (point: ConcentrationPoint) => string): InequalityRow => ({
    name,
    says,
    now: say(newest),
    before: before && say(before),
  });
  const number = (value: number | null, digits: number) => (value === null ? '–' : value.toFixed(digits));
  return [
    row('HHI', 'Sum of squared shares in percent; 10,000 is one unit alone', ({ hhi }) =>
      hhi === null ? '–' : formatExact(hhi),
    ),
    row('Effective number', `So many equal ${many} would be as concentrated`, ({ effectiveNumber }) =>
      number(effectiveNumber, 1),
    ),
    ...newest.tops
      .filter(({ count }) => count <= newest.units)
      .map(({ count }) =>
        row(
          count === 1 ? 'Largest' : count === 4 || count === 10 ? `CR${count}` : `Top ${formatExact(count)}`,
          count === 1 ? 'Share of the largest alone' : `Share of the ${formatExact(count)} largest`,
          (point) => formatShare(point.tops.find((top) => top.count === count)?.share ?? null),
        ),
      ),
    ...(level === 'model' || level === 'namespace'
      ? newest.parts.map(({ part, units }) =>
          row(
            `Largest ${Number((part * 100).toFixed(2))} %`,
            `${formatExact(units)} ${units === 1 ? one : many}`,
            (point) => formatShare(point.parts.find((one) => one.part === part)?.share ?? null),
          ),
        )
      : []),
    row(
      'Gini, all',
      `Over all ${formatExact(newest.units)} ${newest.units === 1 ? one : many}; 0 is equal`,
      ({ giniAll }) => number(giniAll, 3),
    ),
    row('Gini, active', `Over the ${formatExact(newest.active)} with more than nothing`, ({ giniActive }) =>
      number(giniActive, 3),
    ),
  ];
}
