import type { Db } from '../../../db/client.ts';
import { definitionOf } from '../definition/defaults.ts';
import { SMALLEST_BASE } from '../findings/thresholds.ts';
import { addDays } from '../metrics/days.ts';
import { readFigure } from '../metrics/engine/read-figure.ts';
import type { Figure } from '../metrics/figure.ts';
import { type At, knownPart, phraseOf, shareOf, shiftOf } from '../site/review/looks.ts';
import type { Threshold } from '../subscribers/preferences.ts';
import type { HappeningOf } from './happening.ts';

/** Where less of the whole is known, what is known says nothing of it. */
const leastKnown = 0.05;

/** Which thresholds the shares of a panel went through from one published day to a later one. */
export async function readCrossings(
  db: Db,
  asked: { panel: string; since: string; asOf: string; thresholds: readonly Threshold[] },
): Promise<readonly HappeningOf<'threshold'>[]> {
  const { panel, since, asOf, thresholds } = asked;
  const found: HappeningOf<'threshold'>[] = [];
  for (const [dimension, own] of Map.groupBy(thresholds, (each) => each.dimension)) {
    const figure = await readFigure(
      db,
      definitionOf({
        panel,
        by: [dimension],
        step: 'day',
        window: { from: since, until: addDays(asOf, 1) },
        snapshot: asOf,
      }),
    );
    found.push(...own.flatMap((threshold) => crossingOf(figure, threshold, asked) ?? []));
  }
  return found;
}

/** Null where the share did not go through it, or where a change of what is known could be why. */
export function crossingOf(
  figure: Figure,
  { dimension, id, side, percent }: Threshold,
  { panel, since, asOf }: { panel: string; since: string; asOf: string },
): HappeningOf<'threshold'> | null {
  const [before, now] = [lookOn(figure, since), lookOn(figure, asOf)];
  const group = figure.groups.find(({ ids: [own], open }) => own === id && !open);
  if (!before || !now || !group) return null;
  const [was, is] = [shareOf(before, [id]), shareOf(now, [id])];
  if (was === null || is === null || !isTold(before, now)) return null;
  if (Math.abs(is - was) <= Math.abs(shiftOf(now, before))) return null;
  const mark = percent / 100;
  const crossed = side === 'above' ? was < mark && is >= mark : was >= mark && is < mark;
  if (!crossed) return null;
  return {
    ...{ kind: 'threshold', panel, dimension, id, side, percent },
    ...{ phrase: phraseOf(figure, group), was, is, known: knownPart(now), since, asOf },
  };
}

function lookOn(figure: Figure, day: string): At | null {
  const at = figure.periods.findIndex(({ asOf }) => asOf === day);
  return at < 0 ? null : { figure, at };
}

function isTold(before: At, now: At): boolean {
  const { totals, measure } = now.figure;
  const least = Math.min(totals[before.at] ?? 0, totals[now.at] ?? 0);
  return least >= SMALLEST_BASE[measure.id] && (knownPart(now) ?? 0) >= leastKnown;
}
