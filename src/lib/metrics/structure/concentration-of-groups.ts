import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { readFigure } from '../engine/read-figure.ts';
import type { Figure, FigureGroup } from '../figure.ts';
import { concentrationOf } from './concentration-of.ts';
import type { Concentration, ConcentrationPoint } from './read-concentration.ts';

type Level = 'family' | 'publisher' | 'country';

/** Groups that are no unit of their level though they are known: no family, and what stands for many accounts. */
const NO_UNIT: Readonly<Record<Level, readonly string[]>> = {
  family: [''],
  publisher: [''],
  country: ['INTL', 'PERSON', 'UNKNOWN', 'UNREVIEWED'],
};

const PLURAL: Readonly<Record<Level, string>> = {
  family: 'curated families',
  publisher: 'reviewed publishers',
  country: 'countries',
};

/** From the figure by the units of the level. What belongs to no unit is told by the coverage, and left out. */
export async function concentrationOfGroups(
  db: Db,
  level: Level,
  definition: Definition,
): Promise<Concentration> {
  if (definition.attribution === 'flow')
    throw new BadDefinition(['attribution: a flow has two ends; choose uploader or creator.']);
  const figure = await readFigure(db, { ...definition, by: [level], unknown: 'keep' });
  if (figure.measure.kind === 'mean' || figure.measure.kind === 'median')
    throw new BadDefinition([
      `measure: ${figure.measure.id} cannot be added up, so it has no concentration.`,
    ]);
  const units = figure.groups.filter(({ ids, open }) => !open && !NO_UNIT[level].includes(ids[0] ?? ''));
  const series = figure.periods.flatMap(({ asOf }, at) => pointAt(figure, units, { asOf, at }));
  const newest = series.at(-1) ?? null;
  return {
    panel: figure.panel,
    asOf: newest?.asOf ?? figure.asOf,
    definition: `${figure.measure.name} among ${PLURAL[level]}, by ${definition.attribution}${definition.infrastructure === 'without' ? ', infrastructure models left out' : ''}; shares are parts of what belongs to one.`,
    coverage: newest?.coverage ?? null,
    notes: [
      `What belongs to none of the ${PLURAL[level]} is left out; the coverage tells how much remains.`,
      ...(definition.counting === 'full' && level === 'country'
        ? ['Publishers of several countries count whole in each.']
        : []),
    ],
    referenceVersion: figure.referenceVersion,
    level,
    asked: figure.definition,
    newest,
    series,
  };
}

function pointAt(
  { totals }: Figure,
  units: readonly FigureGroup[],
  { asOf, at }: { asOf: string | null; at: number },
): ConcentrationPoint[] {
  const whole = totals[at] ?? null;
  if (asOf === null || whole === null) return [];
  const inequality = concentrationOf(units.map(({ series }) => Math.max(0, series[at] ?? 0)));
  const coverage = whole === 0 ? null : Math.min(1, inequality.total / whole);
  return [{ asOf, ...inequality, coverage }];
}
