import type { Db } from '../../../../db/client.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import { crossProblems } from '../../definition/cross-rules.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { daysBetween } from '../days.ts';
import type { Figure, Period } from '../figure.ts';
import type { PanelFacts } from '../metric.ts';
import { choosePanel, readPanels } from '../panels.ts';
import { readVersion } from '../publication.ts';
import { assemble } from './assemble.ts';
import { readBirths } from './births.ts';
import { COMPONENTS } from './components.ts';
import { fitsCells } from './grain.ts';
import { readLensNames } from './lens-names.ts';
import { type Looks, readLooks, windowDays } from './looks.ts';
import { readMedians } from './medians.ts';
import { readNotes } from './notes.ts';
import { periodsOf } from './periods.ts';
import { type Numbers, readNumbers } from './read-numbers.ts';

/** Most days that the step `auto` shows one by one, and most days it shows week by week. */
const mostDays = 92;
const mostWeeklyDays = 3 * 366;

/** A window shorter than this may hold no Monday, and so no week. */
const fewestWeeklyDays = 14;

/**
 * The figure of a definition. Shares are parts of what the lenses let through.
 * Throws BadDefinition where the panel, the day or the step does not allow it, NothingPublished without any panel.
 */
export async function readFigure(db: Db, asked: Definition): Promise<Figure> {
  const [panels, { referenceVersion }] = await Promise.all([readPanels(db), readVersion(db)]);
  const panel = choosePanel(panels, asked.panel);
  const measure = MEASURES.find(({ id }) => id === asked.measure);
  if (!measure) throw new BadDefinition([`measure: there is no ${asked.measure}.`]);
  const problems = crossProblems(asked);
  if (problems.length > 0) throw new BadDefinition(problems);
  checkAllowed(asked, panel, referenceVersion);
  const looks = await readLooks(db, panel, asked);
  const asOf = looks.days.at(-1) ?? panel.asOf;
  const step = stepOf(asked, looks, asOf);
  const window = windowDays(asked, asOf);
  const definition: Definition = { ...asked, panel: panel.panel, step };
  const every = measure.id === 'newModels' ? [] : periodsOf(looks, step, window);
  const periods = measure.kind === 'flow' ? every : every.map((period) => ({ ...period, bridges: null }));
  const [numbers, early, lensNames] = await Promise.all([
    numbersOf(db, { definition, looks, periods, window }),
    periods.length === 0 ? null : readNotes(db, { panel, periods, looks }),
    readLensNames(db, asked),
  ]);
  const lastAt = numbers.periods.findLastIndex(({ asOf: seen }) => seen !== null);
  const assembled = assemble({ definition, ...numbers, lastAt });
  return {
    panel,
    definition,
    measure,
    asOf,
    step,
    periods: numbers.periods,
    ...assembled,
    coverage: numbers.coverage === undefined ? assembled.coverage : numbers.coverage,
    totals: assembled.totals.length > 0 ? assembled.totals : numbers.periods.map(() => null),
    lineageCoverage: numbers.lineageCoverage,
    notes: early ?? (await readNotes(db, { panel, periods: numbers.periods, looks })),
    lensNames,
    referenceVersion,
  };
}

interface Question {
  definition: Definition;
  looks: Looks;
  periods: readonly Period[];
  window: { from: string; until: string } | null;
}

async function numbersOf(db: Db, question: Question): Promise<Numbers> {
  const { measure } = question.definition;
  const components = COMPONENTS[measure];
  if (components) return await readNumbers(db, { ...question, components });
  if (measure === 'newModels') return await readBirths(db, question);
  return await readMedians(db, question);
}

function checkAllowed({ measure, reference }: Definition, panel: PanelFacts, inForce: number): void {
  if (needsAllTime.has(measure) && !panel.hasAllTime)
    throw new BadDefinition([
      `measure: the panel ${panel.panel} does not record ${measure}; choose downloads30d, models or likes.`,
    ]);
  if (reference !== null && reference !== inForce)
    throw new BadDefinition([
      `reference: figures are kept under the version in force, ${inForce}; version ${reference} is not.`,
    ]);
}

const needsAllTime: ReadonlySet<string> = new Set([
  'downloadsAllTime',
  'downloadsGained',
  'downloadsFirstYear',
]);

function stepOf(definition: Definition, looks: Looks, asOf: string): 'day' | 'week' | 'month' {
  const { step, measure } = definition;
  if (measure === 'newModels') return 'month';
  const byTheDay = measure.startsWith('parametersMedian') || fitsCells(definition);
  if (step !== 'auto') return step;
  const chosen = windowDays(definition, asOf);
  const window = chosen ?? { from: looks.days[0] ?? asOf, until: asOf };
  const days = daysBetween(window.from, window.until);
  if (chosen !== null && days < fewestWeeklyDays) return 'day';
  if (byTheDay && days <= mostDays) return 'day';
  return days <= mostWeeklyDays ? 'week' : 'month';
}
