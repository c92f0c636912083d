import { formatCount, formatShare } from '../../format/numbers.ts';
import type { Figure } from '../../metrics/figure.ts';
import { changeOfFigure } from '../../site/change-view.ts';
import { knownPart, shareOf, shiftOf } from '../../site/review/looks.ts';
import { clean } from '../clean.ts';
import { growthOf } from '../findings.ts';
import { countPeriods, isTold, type Marks, marksOf, placesOf, spanWords, viewOf } from '../marks.ts';
import type { KeyFigure, Section } from '../payload.ts';
import { type Period, periodBack } from '../period.ts';
import type { DigestReading } from '../read.ts';

const periodsDrawn = 12;

/** Three or four numbers that stand for the whole. */
export function glance({ models, region, license, period }: DigestReading): Section {
  const lead = isTold(marksOf(region, period)) ? placesOf(region, marksOf(region, period).now)[0] : undefined;
  const permissive = license.groups.find(({ ids: [id] }) => id === 'permissive');
  return {
    id: 'glance',
    title: 'At a glance',
    blocks: [
      {
        kind: 'figures',
        figures: [
          total(models, period, {
            id: 'models',
            name: 'Models',
            unit: 'public repositories',
            coverage: 'a plain count',
          }),
          total(region, period, {
            id: 'downloads',
            name: 'Downloads',
            unit: 'in the previous 30 days',
            coverage: 'requests the Hub counted',
          }),
          ...(lead
            ? [
                share(region, period, {
                  id: 'region',
                  name: clean(lead.names[0] ?? ''),
                  ids: lead.ids,
                  known: 'region',
                }),
              ]
            : []),
          ...(permissive?.value
            ? [
                share(license, period, {
                  id: 'permissive',
                  name: 'Permissive licenses',
                  ids: permissive.ids,
                  known: 'license',
                }),
              ]
            : []),
        ],
      },
    ],
  };
}

type About = Pick<KeyFigure, 'id' | 'name' | 'unit' | 'coverage'>;

function total(figure: Figure, period: Period, about: About): KeyFigure {
  const marks = marksOf(figure, period);
  const value = figure.totals[marks.now.at] ?? null;
  const growth = growthOf(figure, marks);
  const was = marks.before && (figure.totals[marks.before.at] ?? null);
  const difference = growth === null || value === null || was === null ? null : value - was;
  return {
    ...about,
    value: value === null ? '–' : formatCount(value),
    change: changeSays({ kind: 'count', change: growth }),
    amount: difference === null ? null : signed(difference),
    since: growth === null ? null : spanWords(marks),
    ...drawn(figure, period, (at) => figure.totals[at] ?? null, formatCount),
    href: viewOf({ ...figure, definition: { ...figure.definition, by: ['region'] } }),
  };
}

function share(
  figure: Figure,
  period: Period,
  { id, name, ids, known }: { id: string; name: string; ids: readonly string[]; known: string },
): KeyFigure {
  const marks = marksOf(figure, period);
  const [is, was] = [shareOf(marks.now, ids), marks.before && shareOf(marks.before, ids)];
  const told = was !== null && marks.before !== null && isMove(marks, is, was);
  return {
    id,
    name,
    value: formatShare(is),
    unit: 'of downloads',
    change: told && is !== null ? changeSays({ kind: 'share', change: is - was }) : null,
    amount: null,
    since: told ? spanWords(marks) : null,
    coverage: `${known} known for ${formatShare(knownPart(marks.now))}`,
    ...drawn(figure, period, (at) => shareOf({ figure, at }, ids), formatShare),
    href: viewOf(figure),
  };
}

/** A move that a change of what is known could explain is not told. */
function isMove({ now, before }: Marks, is: number | null, was: number): boolean {
  const shift = Math.abs(shiftOf(now, before));
  return is !== null && (shift < 0.0005 || Math.abs(is - was) > shift);
}

function changeSays(change: Parameters<typeof changeOfFigure>[0]): string | null {
  const said = changeOfFigure(change);
  return said && `${said.arrow} ${said.amount}, ${said.word}`;
}

function signed(difference: number): string {
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '±';
  return `${sign}${formatCount(Math.abs(difference))}`;
}

function drawn(
  { periods }: Figure,
  period: Period,
  valueAt: (at: number) => number | null,
  format: (value: number) => string,
): Pick<KeyFigure, 'series' | 'seriesSays'> {
  const { kind } = period;
  const { from } = periodBack(period, periodsDrawn - 1);
  const series = periods.flatMap((each, at) =>
    each.from < from ? [] : [each.asOf === null ? null : valueAt(at)],
  );
  const known = series.filter((value) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (known.length < 3 || first === undefined || last === undefined) return { series: [], seriesSays: null };
  return {
    series,
    seriesSays: `${countPeriods(kind, series.length)}, from ${format(first)} to ${format(last)}`,
  };
}
