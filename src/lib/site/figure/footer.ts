import { ATTRIBUTIONS, UNIVERSES } from '../../definition/choices.ts';
import { DEFAULTS } from '../../definition/defaults.ts';
import { lensed } from '../../definition/lenses.ts';
import { keyName, type NameOf, wordsOf } from '../../definition/words.ts';
import { writeCoverage } from '../../findings/write-coverage.ts';
import { formatDay } from '../../format/dates.ts';
import { addDays } from '../../metrics/days.ts';
import type { Figure } from '../../metrics/figure.ts';
import { type FooterLine, sourceLine } from '../frame.ts';

export const EVERY: Readonly<Record<Figure['step'], string>> = {
  day: 'day by day',
  week: 'week by week',
  month: 'month by month',
};

/** Unit, window, universe, attribution, as of, coverage, gaps, sources: always in this order. */
export function footerOf(figure: Figure, nameOf: NameOf): readonly FooterLine[] {
  return [
    { term: 'Unit', says: figure.measure.unit },
    { term: 'Window', says: windowOf(figure) },
    { term: 'Universe', says: universeOf(figure, nameOf) },
    { term: 'Attribution', says: attributionOf(figure) },
    { term: 'As of', says: formatDay(figure.asOf) },
    { term: 'Coverage', says: writeCoverage(figure) },
    { term: 'Gaps', says: gapsOf(figure) },
    sourceLine(figure.panel),
  ];
}

function windowOf({ measure, step, periods, asOf }: Figure): string {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last || periods.length === 1) return formatDay(asOf);
  const flow = measure.kind === 'flow';
  const from = flow ? first.from : (first.asOf ?? first.from);
  const until = flow ? addDays(last.until, -1) : (last.asOf ?? addDays(last.until, -1));
  return `${formatDay(from)} to ${formatDay(until < asOf ? until : asOf)}, ${EVERY[step]}`;
}

/** The panel, and all that narrows it. */
function universeOf({ panel, definition }: Figure, nameOf: NameOf): string {
  const universe = UNIVERSES.find(({ id }) => id === definition.universe)?.name;
  return [
    panel.title,
    ...(definition.universe === DEFAULTS.universe || universe === undefined ? [] : [universe]),
    ...(definition.infrastructure === 'without' ? ['without infrastructure models'] : []),
    ...lensed(definition).map(
      (dimension) => `${keyName(dimension).toLowerCase()} ${wordsOf(definition, dimension, nameOf)}`,
    ),
  ].join('; ');
}

export const WHOSE: Readonly<Record<string, string>> = {
  uploader: 'publisher of the repo (uploader)',
  creator: 'publishers at the roots of the declared lineage (creators)',
};

function attributionOf({ definition }: Figure): string {
  const said = ATTRIBUTIONS.find(({ id }) => id === definition.attribution)?.name ?? '';
  const named = [...definition.by, ...lensed(definition)];
  const places = named.includes('region') || named.includes('country');
  return [
    WHOSE[definition.attribution] ?? said,
    ...(places && definition.counting !== DEFAULTS.counting ? [wordsOf(definition, 'counting')] : []),
    ...(definition.facts === DEFAULTS.facts ? [] : [wordsOf(definition, 'facts')]),
  ].join('; ');
}

function gapsOf({ periods, step, measure }: Figure): string {
  if (measure.id === 'newModels') return 'none: read off one snapshot';
  if (periods.length < 2) return 'none: one published snapshot';
  return gapWords(periods.filter(({ asOf }) => asOf === null).length, step);
}

/** How many periods have no published snapshot. */
export function gapWords(missing: number, step: Figure['step']): string {
  if (missing === 0) return step === 'day' ? 'none' : `no ${step} missing`;
  return `${missing} ${missing === 1 ? step : `${step}s`} without a published snapshot`;
}
