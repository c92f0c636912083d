/** One age of a life table. At the same age, those that reach the number come before those not seen any longer. */
export interface LifeTableRow {
  /** Whole days from release. */
  age: number;
  atRisk: number;
  reached: number;
  censored: number;
}

export interface SurvivalPoint extends LifeTableRow {
  /** Estimated part that has not reached the number by the end of this day, 0 to 1. */
  below: number;
}

/** The curve of Kaplan and Meier over a life table, youngest age first. */
export function survivalOf(table: readonly LifeTableRow[]): readonly SurvivalPoint[] {
  let below = 1;
  return table.map((row) => {
    below *= row.atRisk === 0 ? 1 : 1 - row.reached / row.atRisk;
    return { ...row, below };
  });
}

/** The age by which half has reached the number; null where the record does not tell. */
export function medianAge(curve: readonly SurvivalPoint[]): number | null {
  return curve.find(({ below }) => below <= 0.5)?.age ?? null;
}
