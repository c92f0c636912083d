import type { Db } from '../../../../db/client.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import { windowWords } from '../../definition/words.ts';
import { measureWords } from '../../findings/measure-words.ts';
import { amount } from '../../findings/numbers.ts';
import { oneSentence } from '../../findings/one-sentence.ts';
import { SMALLEST_BASE } from '../../findings/thresholds.ts';
import { contestClauses } from '../../findings/write-contest.ts';
import { capitalized } from '../../format/capital.ts';
import { formatDay } from '../../format/dates.ts';
import { formatList } from '../../format/list.ts';
import { daysBetween } from '../../metrics/days.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { type Choices, panelChoices } from '../choices-view.ts';
import { sourcesOf } from '../figure/figure-view.ts';
import { cut } from '../figure/heads.ts';
import type { SeriesTable } from '../figure/series.ts';
import { sourceLine } from '../frame.ts';
import { paths } from '../paths.ts';
import { type ComparePage, SCALES } from './compare-page.ts';
import { modelFacts } from './model-facts.ts';
import { formsOf, hrefOf, hrefWith, type Place, pageOf } from './place.ts';
import { type ModelMeasure, type ModelsReading, readModelsReading } from './read-models.ts';
import { indexed, SCALE_NAMES } from './scale.ts';
import { printSubjects } from './subjects-path.ts';

export async function readModelComparison(
  db: Db,
  { place, panels }: { place: Place; panels: readonly PanelFacts[] },
): Promise<ComparePage> {
  const { found, definition } = place;
  const reading = await readModelsReading(db, { place, panels });
  const { panel, asOf } = reading;
  const ids = found.subjects.map(({ id }) => id);
  const pinned = { ...definition, panel: panel.panel, snapshot: asOf };
  const pinnedHref = hrefOf({ ...place, definition: pinned });
  const title = modelsTitle(reading, place);
  const subtitle = `${unitOf(reading)}${place.scale === 'index' ? ', the first point of each as 100' : ''}, to ${formatDay(asOf)}`;
  return {
    kind: found.kind,
    panel,
    heading: formatList(ids),
    subjects: found.subjects.map(({ id, name }, at) => ({
      name,
      href: pageOf(found, id, definition),
      key: `rank-${at + 1}`,
      withoutHref:
        ids.length > 1
          ? hrefWith(
              place,
              ids.filter((other) => other !== id),
            )
          : null,
    })),
    controls: null,
    choices: choicesOf(place, reading, panels),
    add: {
      action: paths.compare(found.kind.id, printSubjects(ids)),
      options: [],
      kept: [...new URLSearchParams(hrefOf(place).split('?')[1] ?? '')].map(([name, value]) => ({
        name,
        value,
      })),
    },
    figure: {
      id: 'compared',
      title,
      subtitle,
      notes: notesOf(reading, place),
      footer: [
        { term: 'Unit', says: unitOf(reading).toLowerCase() },
        { term: 'Window', says: windowOf(reading) },
        {
          term: 'Universe',
          says: `${panel.title}; ${ids.length === 1 ? 'this model' : `these ${ids.length} models`}`,
        },
        { term: 'Attribution', says: 'none: counters of single repositories' },
        { term: 'As of', says: formatDay(asOf) },
        { term: 'Coverage', says: coverageOf(reading) },
        { term: 'Gaps', says: gapsOf(reading) },
        sourceLine(panel),
      ],
      take: {
        ...formsOf(place, pinnedHref),
        pinned: pinnedHref,
        pinnedCsv: paths.compareData('models', printSubjects(ids), pinned, 'csv'),
        // Models have a history each, and no series.
        api: null,
        fileName: fileOfModels(reading),
        citation: citationOfModels(reading, ids),
      },
      behind: null,
      sources: sourcesOf({ ...reading, measure: { says: measureSays(reading.measure) } }),
      series: seriesOf(
        reading,
        place,
        `Line chart. ${subtitle}. ${title} The table below holds every value.`,
      ),
      table: null,
      annotations: [],
    },
    facts: modelFacts(reading),
    factsSay: `As the panel “${panel.title}” recorded them; counters of ${formatDay(asOf)}, what models are of ${formatDay(panel.asOf)}.`,
    suggested: [],
  };
}

export function citationOfModels(
  { panel, asOf, referenceVersion, measure }: ModelsReading,
  ids: readonly string[],
) {
  return {
    says: `${formatList(ids)} compared. ${nameOf(measure)} of each model`,
    asOf,
    panelTitle: panel.title,
    referenceVersion,
    source: panel.sourceTitle,
  };
}

/** Who leads, and since when. */
export function modelsTitle({ values, days, step, measure }: ModelsReading, { found }: Place): string {
  const whole = measureWords(measure).whole;
  return oneSentence(
    contestClauses({
      contestants: found.subjects.map(({ name }, at) => ({ name, one: 'model', series: values[at] ?? [] })),
      periods: days.map(({ asOf }) => ({ from: asOf, asOf })),
      ...{ step, isFlow: false, whole: [whole], say: amount, least: SMALLEST_BASE[measure] },
    }),
    [],
  );
}

function measureSays(measure: ModelMeasure): string {
  return MEASURES.find(({ id }) => id === measure)?.says ?? '';
}

function nameOf(measure: ModelMeasure): string {
  return MEASURES.find(({ id }) => id === measure)?.name ?? measure;
}

function unitOf({ measure }: ModelsReading): string {
  const unit = MEASURES.find(({ id }) => id === measure)?.unit ?? measure;
  return capitalized(unit);
}

const windows = [91, 365];

function choicesOf(place: Place, reading: ModelsReading, panels: readonly PanelFacts[]): readonly Choices[] {
  const { definition, scale } = place;
  const link = (name: string, changed: Partial<Place>, chosen: boolean) => ({
    name,
    count: null,
    href: chosen ? null : hrefOf({ ...place, ...changed }),
  });
  const measures = (['downloads30d', 'downloadsAllTime', 'likes'] as const).filter(
    (measure) => measure !== 'downloadsAllTime' || reading.panel.hasAllTime,
  );
  const asked = definition.window;
  return [
    ...panelChoices(panels, reading.panel.panel, (panel) =>
      hrefOf({ ...place, definition: { ...definition, panel, snapshot: null } }),
    ),
    {
      name: 'Measure',
      choices: measures.map((measure) =>
        link(nameOf(measure), { definition: { ...definition, measure } }, measure === reading.measure),
      ),
    },
    {
      name: 'Window',
      choices: [
        link('everything recorded', { definition: { ...definition, window: null } }, asked === null),
        ...windows.map((days) =>
          link(
            `${days} days`,
            { definition: { ...definition, window: { days } } },
            asked !== null && 'days' in asked && asked.days === days,
          ),
        ),
        ...(asked === null || ('days' in asked && windows.includes(asked.days))
          ? []
          : [{ name: windowWords(asked), count: null, href: null }]),
      ],
    },
    {
      name: 'Scale',
      choices: SCALES.filter((each) => each !== 'share').map((each) =>
        link(SCALE_NAMES[each], { scale: each }, each === scale),
      ),
    },
  ];
}

function seriesOf(reading: ModelsReading, { found, scale }: Place, label: string): SeriesTable | null {
  const { days, step, values } = reading;
  if (days.length < 2) return null;
  const columns = values.map((column) => (scale === 'index' ? indexed(column) : column));
  return {
    ...{ label, step, kind: 'line', unit: 'count', heading: 'Snapshot' },
    says: `Table of ${days.length} ${step}s and ${columns.length === 1 ? 'one column' : `${columns.length} columns`}`,
    columns: found.subjects.map(({ name }, at) => ({
      key: `rank-${at + 1}`,
      name,
      short: cut(name.slice(name.indexOf('/') + 1)),
      open: false,
    })),
    rows: days.map(({ asOf }, at) => ({
      on: asOf,
      says: formatDay(asOf),
      provisional: false,
      notes: [],
      cells: columns.map((column) => ({ value: column[at] ?? null, high: null })),
    })),
  };
}

function notesOf({ models, panel, days }: ModelsReading, { found }: Place): readonly string[] {
  const absent = found.subjects.filter((_, at) => (models[at] ?? null) === null).map(({ name }) => name);
  const left = models.flatMap((model) => (model && !model.present ? [model.repoId] : []));
  return [
    ...(absent.length === 0 ? [] : [`The panel “${panel.title}” never had ${formatList(absent)}.`]),
    ...(left.length === 0 ? [] : [`No longer in the panel: ${formatList(left)}.`]),
    ...(days.length === 1
      ? [
          `A trend needs two published snapshots of this panel; there is one, of ${formatDay(days[0]?.asOf ?? panel.asOf)}.`,
        ]
      : []),
  ];
}

function windowOf({ days, step, asOf }: ModelsReading): string {
  const [first] = days;
  if (!first || days.length === 1) return formatDay(asOf);
  return `${formatDay(first.asOf)} to ${formatDay(asOf)}, ${{ day: 'day by day', week: 'week by week', month: 'month by month' }[step]}`;
}

function coverageOf({ models }: ModelsReading): string {
  const known = models.filter((model) => model !== null).length;
  return known === models.length ? 'the panel has all of them' : `the panel has ${known} of ${models.length}`;
}

function gapsOf({ days, step }: ModelsReading): string {
  if (days.length < 2) return 'none: one published snapshot';
  if (step !== 'day') return 'the last snapshot of each period is drawn';
  const missing = days
    .slice(1)
    .reduce((sum, { asOf }, at) => sum + daysBetween(days[at]?.asOf ?? asOf, asOf) - 1, 0);
  return missing === 0 ? 'none' : `${missing} ${missing === 1 ? 'day' : 'days'} without a published snapshot`;
}

/** What a file of compared models is called, without an ending. */
export function fileOfModels({ panel, asOf }: Pick<ModelsReading, 'panel' | 'asOf'>): string {
  return `open-model-census_models-compared_${panel.panel}_${asOf}`;
}
