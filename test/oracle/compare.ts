import type { Definition } from '../../src/lib/definition/definition.ts';
import type { Figure, FigureGroup } from '../../src/lib/metrics/figure.ts';
import type { OracleFigure, OracleGroup } from './oracle-figure.ts';

type Value = number | null | undefined;
type Same = (got: Value, expected: Value) => boolean;

/**
 * Where a figure is not what the oracle says: the first place, in words. Null: nowhere. Whole numbers are equal to the
 * last unit; parts of them, made in another order, to the ninth digit.
 */
export function firstDifference(definition: Definition, figure: Figure, oracle: OracleFigure): string | null {
  const exactly = isWhole(definition);
  // What is left after most of it was taken away carries the last bits of what was there.
  const scale = [...oracle.totals, ...oracle.groups.flatMap(({ series }) => series)].reduce<number>(
    (largest, value) => Math.max(largest, Math.abs(value ?? 0)),
    1,
  );
  const same: Same = (got, expected) => {
    if (typeof got !== 'number' || typeof expected !== 'number') return (got ?? null) === (expected ?? null);
    const largest = Math.max(Math.abs(got), Math.abs(expected));
    return got === expected || (!exactly && Math.abs(got - expected) <= 1e-9 * largest + 1e-13 * scale);
  };
  return (
    inPeriods(figure, oracle) ??
    inSeries('the total', { got: figure.totals, expected: oracle.totals, same, oracle }) ??
    (same(figure.total, oracle.total) ? null : says('the total', figure.total, oracle.total)) ??
    inGroups(figure, oracle, same) ??
    inCoverage(figure, oracle) ??
    inBridges(figure, oracle) ??
    outOfOrder(figure.groups)
  );
}

/** True where everything that is added up is a whole number. */
function isWhole({ attribution, counting, by, lenses, measure }: Definition): boolean {
  const hasFamily = by.includes('family') || lenses.family !== undefined;
  return (
    attribution === 'uploader' &&
    counting !== 'fractional' &&
    !hasFamily &&
    !measure.startsWith('parametersMean')
  );
}

function inPeriods({ periods: got }: Figure, { periods: expected }: OracleFigure): string | null {
  const words = (
    period: { from: string; until: string; asOf: string | null; snapshots: number } | undefined,
  ) => period && `${period.from}..${period.until} as of ${period.asOf}, ${period.snapshots} snapshots`;
  const count = Math.max(got.length, expected.length);
  const at = Array.from({ length: count }, (_, i) => i).find((i) => words(got[i]) !== words(expected[i]));
  return at === undefined ? null : says(`period ${at}`, words(got[at]), words(expected[at]));
}

interface Listed {
  got: readonly Value[];
  expected: readonly Value[];
  same: Same;
  oracle: OracleFigure;
}

function inSeries(what: string, { got, expected, same, oracle }: Listed): string | null {
  if (got.length !== expected.length) return says(`the length of ${what}`, got.length, expected.length);
  const i = expected.findIndex((value, k) => !same(got[k], value));
  return i < 0 ? null : says(`${what} of ${oracle.periods[i]?.from}`, got[i], expected[i]);
}

function inGroups(figure: Figure, oracle: OracleFigure, same: Same): string | null {
  const left = new Map(figure.groups.map((group) => [group.ids.join('\n'), group]));
  for (const expected of oracle.groups) {
    const key = expected.ids.join('\n');
    const got = left.get(key);
    left.delete(key);
    const wrong = got ? inGroup(got, expected, { same, oracle }) : missing(expected);
    if (wrong) return wrong;
  }
  const strange = [...left.values()].find((group) => !isNothing(group));
  return strange ? `${nameOf(strange)} is there with ${strange.value}, and no model is in it` : null;
}

function inGroup(
  got: FigureGroup,
  expected: OracleGroup,
  { same, oracle }: { same: Same; oracle: OracleFigure },
): string | null {
  const name = nameOf(expected);
  if (got.open !== expected.open) return says(`${name} open`, got.open, expected.open);
  return (
    inSeries(name, { got: got.series, expected: expected.series, same, oracle }) ??
    inSeries(`the fall of ${name}`, { got: got.fallen, expected: expected.fallen, same, oracle }) ??
    (same(got.value, expected.value) ? null : says(`the value of ${name}`, got.value, expected.value)) ??
    (isClose(got.share, expected.share) ? null : says(`the share of ${name}`, got.share, expected.share)) ??
    (isClose(got.band?.low, expected.band?.low) && isClose(got.band?.high, expected.band?.high)
      ? null
      : says(`the band of ${name}`, got.band, expected.band))
  );
}

function missing(expected: OracleGroup): string | null {
  if (isNothing(expected)) return null;
  return `${nameOf(expected)} is not there; it has ${expected.value}, ${JSON.stringify(expected.series)}`;
}

function inCoverage(figure: Figure, oracle: OracleFigure): string | null {
  if (!isClose(figure.coverage, oracle.coverage)) return says('coverage', figure.coverage, oracle.coverage);
  return isClose(figure.lineageCoverage, oracle.lineageCoverage)
    ? null
    : says('coverage of lineage', figure.lineageCoverage, oracle.lineageCoverage);
}

function inBridges(figure: Figure, { periods }: OracleFigure): string | null {
  const at = periods.findIndex(({ bridges }, i) => bridges !== figure.periods[i]?.bridges);
  return at < 0
    ? null
    : says(`the bridge to ${periods[at]?.from}`, figure.periods[at]?.bridges, periods[at]?.bridges);
}

function outOfOrder(groups: readonly FigureGroup[]): string | null {
  const behind = groups.find((group, i) => {
    const before = groups[i - 1];
    return before && (before.value ?? -Infinity) < (group.value ?? -Infinity);
  });
  return behind ? `${nameOf(behind)} stands behind a smaller one` : null;
}

/** Shares and coverage, which are divided. */
function isClose(got: Value, expected: Value): boolean {
  if (typeof got !== 'number' || typeof expected !== 'number') return (got ?? null) === (expected ?? null);
  return Math.abs(got - expected) <= 1e-9 * Math.max(1, Math.abs(got), Math.abs(expected));
}

function isNothing({ value, series, fallen }: Pick<OracleGroup, 'value' | 'series' | 'fallen'>): boolean {
  return [value, ...series, ...fallen].every((one) => !one);
}

function nameOf({ ids }: { ids: readonly string[] }): string {
  return JSON.stringify(ids);
}

function says(what: string, got: unknown, expected: unknown): string {
  return `${what} is ${JSON.stringify(got ?? null)}, not ${JSON.stringify(expected ?? null)}`;
}
