import { MEASURES, type MeasureId } from '../../../../db/vocab/measures.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { formatCompact, formatExact, formatParameters } from '../../format/numbers.ts';
import type { Figure } from '../../metrics/figure.ts';
import { type Head, headed } from '../figure/heads.ts';

export interface ScatterPoint extends Head {
  x: { value: number; says: string };
  y: { value: number; says: string };
  /** Where it stands, of the whole width and of the height, 0 to 1 from the left and from the top. */
  across: number;
  down: number;
  /** Its name fits beside it: nowhere, on a wide drawing only, or on a narrow one too. */
  named: 'no' | 'wide' | 'always';
  /** The name stands on the left of it, where the right has no room. */
  before: boolean;
}

export interface ScatterTick {
  says: string;
  /** 0 to 1. */
  at: number;
}

/** Two measures of the same groups, newest values, both on logarithmic scales. */
export interface ScatterTable {
  label: string;
  heading: string;
  xName: string;
  yName: string;
  points: readonly ScatterPoint[];
  xTicks: readonly ScatterTick[];
  yTicks: readonly ScatterTick[];
  /** Groups that have no value above zero in one of the two, or are too small to be drawn. */
  left: number;
}

const mostPoints = 60;
/** Of the drawing that names are fitted to, in CSS pixels. */
export const SCATTER_HEIGHT = 420;
const wide = 720;
const narrow = 320;
const letter = 6.8;
const line = 16;

/** The measure across, as an address names it; without, the number of models, or what models are compared with. Throws BadDefinition. */
export function againstIn(text: string | null, { measure }: Definition): MeasureId {
  if (!text) return usualAgainst(measure);
  const found = MEASURES.find(({ id }) => id === text);
  if (found && found.id !== measure) return found.id;
  const choices = MEASURES.filter(({ id }) => id !== measure).map(({ id }) => id);
  throw new BadDefinition([
    `against: ${JSON.stringify(text.slice(0, 40))} is not one of ${choices.join(', ')}.`,
  ]);
}

export function usualAgainst(measure: MeasureId): MeasureId {
  return measure === 'models' || measure === 'newModels' ? 'downloads30d' : 'models';
}

/** `figure` upward, `across` to the right; both of the same groups. */
export function scatterTable(figure: Figure, across: Figure): ScatterTable {
  const acrossOf = new Map(across.groups.map((group) => [group.ids.join('\n'), group.value]));
  const all = headed(figure).flatMap(({ group, head }) => {
    const [x, y] = [acrossOf.get(group.ids.join('\n')) ?? 0, group.value ?? 0];
    return x > 0 && y > 0 ? [{ head, x, y }] : [];
  });
  const shown = all.toSorted((a, b) => b.y - a.y).slice(0, mostPoints);
  const [xScale, yScale] = [logScale(shown.map(({ x }) => x)), logScale(shown.map(({ y }) => y))];
  const wordsOf = ({ measure: { kind } }: Figure) =>
    kind === 'mean' || kind === 'median' ? formatParameters : formatExact;
  const [xWords, yWords] = [wordsOf(across), wordsOf(figure)];
  const points = shown.map(({ head, x, y }) => ({
    ...head,
    x: { value: x, says: xWords(x) },
    y: { value: y, says: yWords(y) },
    across: xScale.at(x),
    down: 1 - yScale.at(y),
  }));
  const [onWide, onNarrow] = [wide, narrow].map((width) =>
    fittingNames(points, { width, height: SCATTER_HEIGHT }),
  );
  const counted = figure.groups.filter(({ value }) => value !== null && value !== 0).length;
  return {
    label: `Scatter chart of ${points.length} groups: ${figure.measure.name} upward, ${across.measure.name} across. The table below holds every value.`,
    heading: 'Group',
    xName: across.measure.name,
    yName: figure.measure.name,
    points: points.map((point, at) => ({
      ...point,
      named: onNarrow?.has(at) ? 'always' : onWide?.has(at) ? 'wide' : 'no',
      before: isBefore(point),
    })),
    xTicks: xScale.ticks.map((value) => ({ says: formatCompact(value), at: xScale.at(value) })),
    yTicks: yScale.ticks.map((value) => ({ says: formatCompact(value), at: 1 - yScale.at(value) })),
    left: counted - points.length,
  };
}

/** From a little under the smallest to a little over the largest, with a tick at each power of ten, or at 1, 2 and 5 of it. */
function logScale(values: readonly number[]) {
  const logs = values.map((value) => Math.log10(value));
  const pad = Math.max(0.08, (Math.max(...logs) - Math.min(...logs)) * 0.06);
  const [from, until] = [Math.min(...logs) - pad, Math.max(...logs) + pad];
  const at = (value: number) => (Math.log10(value) - from) / (until - from);
  const powers = Array.from(
    { length: Math.max(0, Math.floor(until) - Math.ceil(from) + 3) },
    (_, n) => 10 ** (Math.ceil(from) - 1 + n),
  );
  const inside = (value: number) => at(value) >= 0 && at(value) <= 1;
  const tens = powers.filter(inside);
  const ticks =
    tens.length >= 3 ? tens : powers.flatMap((power) => [power, 2 * power, 5 * power]).filter(inside);
  const stride = Math.ceil(ticks.length / 7);
  return { at, ticks: ticks.filter((_, n) => n % stride === 0) };
}

type Place = { short: string; across: number; down: number };

const isBefore = ({ across }: { across: number }) => across > 0.8;

/** Which names fit beside their points without covering another name or point, the highest points first. */
export function fittingNames(
  points: readonly Place[],
  { width, height }: { width: number; height: number },
): ReadonlySet<number> {
  const boxes = points.map(({ across, down }) => ({
    left: across * width - 5,
    right: across * width + 5,
    y: down * height,
  }));
  const named = new Set<number>();
  points.forEach((point, at) => {
    const long = [...point.short].length * letter + 8;
    const x = point.across * width;
    const box = isBefore(point)
      ? { left: x - long, right: x - 6, y: point.down * height }
      : { left: x + 6, right: x + long, y: point.down * height };
    const free = boxes.every(
      (other, n) =>
        n === at || Math.abs(other.y - box.y) > line - 3 || other.right < box.left || other.left > box.right,
    );
    if (!free || box.right > width || box.left < 0) return;
    named.add(at);
    boxes.push(box);
  });
  return named;
}
