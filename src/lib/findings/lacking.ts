import { formatDay } from '../format/dates.ts';
import type { Figure, Period } from '../metrics/figure.ts';
import { knownWords } from './caveats.ts';
import { countClause } from './count-clause.ts';
import { type Comparison, type Look, wholeOf } from './look.ts';
import { measureWords } from './measure-words.ts';
import { amount } from './numbers.ts';
import { populationWords, shortTitle } from './population-words.ts';
import { isSmall } from './share-clause.ts';
import { countSubjects, settled } from './subjects.ts';
import { SMALLEST_BASE } from './thresholds.ts';
import { flowWhen } from './when-words.ts';

/** When a look is of, for stocks and flows alike. */
export function whenOf(look: Look): string {
  return look.figure.measure.kind === 'flow' ? flowWhen(look) : `on ${formatDay(look.asOf)}`;
}

/** Nothing was published in the last period. */
export function noSnapshot(figure: Figure): string {
  return `no snapshot of “${shortTitle(figure)}” was published ${periodWhen(figure, figure.periods.at(-1))}`;
}

/** Why a look has nothing to say; null where it has. Main clauses by length. */
export function lackingClauses(look: Look): readonly string[] | null {
  const { figure, groups, total } = look;
  const { whole, count } = measureWords(figure.measure.id);
  const populations = populationWords(figure);
  const values = groups.filter(({ value }) => value !== null);
  if (figure.measure.kind === 'mean' || figure.measure.kind === 'median') {
    if (values.length > 0) return null;
    return populations.map((population) =>
      settled(look, `no model${population} had a known size ${whenOf(look)}`),
    );
  }
  if (total === null || values.length === 0)
    return populations.map((population) =>
      settled(look, `${count.replace('the number of ', '')}${population} were not recorded ${whenOf(look)}`),
    );
  if (figure.definition.by.length === 0 || total > 0) return null;
  if (total === 0)
    return populations.map((population) =>
      settled(look, `no ${whole}${population} were counted ${whenOf(look)}`),
    );
  const fallen = `${countClause(look, { now: total, before: null }, null)}, so there are no shares`;
  return countSubjects(look, null).map((subject) => settled(look, `${subject} ${fallen}`));
}

/** The whole is there, and none of it in a group that is known. */
export function unknownClauses(look: Look): readonly string[] {
  const { figure, total } = look;
  const { by, attribution } = figure.definition;
  const { whole } = measureWords(figure.measure.id);
  const words = knownWords(by) + (attribution === 'flow' ? ' on both sides' : '');
  const all = total === null || total <= 0 ? `no ${whole}` : `none of the ${amount(total)} ${whole}`;
  return populationWords(figure).map((population) =>
    settled(look, `${all}${population} ${whenOf(look)} have a known ${words}`),
  );
}

export const oneSnapshot = 'there is one snapshot, so no change yet';

/** Why no change is told; empty where one is. */
export function unchangedCaveats({ now, before, gap }: Comparison, periodsBack: number): readonly string[] {
  if (!now) return [];
  const { figure } = now;
  if (gap) {
    const period = figure.periods[figure.periods.length - 1 - periodsBack];
    return [`no snapshot was published ${periodWhen(figure, period)} to compare with`];
  }
  if (before === null) return figure.panel.snapshots === 1 ? [oneSnapshot] : [];
  if (figure.definition.by.length === 0 || before.total === null || !isSmall(now, before)) return [];
  const { whole } = measureWords(figure.measure.id);
  return [`fewer than ${amount(SMALLEST_BASE[figure.measure.id])} ${whole} are too few to tell a change`];
}

function periodWhen(figure: Figure, period: Period | undefined): string {
  return period ? flowWhen({ ...wholeOf(figure), period, ...period, asOf: period.from }) : 'yet';
}
