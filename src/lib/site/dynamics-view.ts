import type { Db } from '../../../db/client.ts';
import { MILESTONES } from '../../../db/vocab/concentration.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { formatDay, formatMonth } from '../format/dates.ts';
import { formatExact } from '../format/numbers.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { type Cadence, readCadence } from '../metrics/structure/read-cadence.ts';
import { type Ram, readRam } from '../metrics/structure/read-ram.ts';
import {
  readTimeToN,
  SURVIVAL_DIMENSIONS,
  type SurvivalDimension,
  type SurvivalGroup,
  type TimeToN,
} from '../metrics/structure/read-time-to-n.ts';
import { type Choices, chosenIn, panelChoices } from './choices-view.ts';
import type { SeriesTable } from './figure/series.ts';
import type { Frame } from './frame.ts';
import { paths } from './paths.ts';
import { structureFrame } from './structure-frame.ts';
import { type Taken, takenAs } from './taken.ts';

/** One curve: what part of the group has reached the number by each age. */
export interface Curve {
  key: string;
  name: string;
  models: number;
  reached: number;
  censored: number;
  medianDays: number | null;
  /** Age in days, and the part that has reached the number by then, 0 to 1; falls nowhere. */
  points: readonly (readonly [number, number])[];
}

export interface RamRow {
  repoId: string;
  href: string;
  releasedOn: string;
  age: number;
  downloads: number;
  v1: number | null;
  v2: number | null;
}

/** What `/dynamics` shows. */
export interface DynamicsPage {
  panel: PanelFacts;
  choices: readonly Choices[];
  survival: { frame: Frame; curves: readonly Curve[]; leftOut: readonly string[] };
  ram: { frame: Frame; rows: readonly RamRow[] };
  cadence: { frame: Frame; series: SeriesTable | null };
  data: Taken;
}

const NUMBERS = MILESTONES.map(String);
const usualNumber = '10000';
const curvesShown = 8;
const ramShown = 30;

const DIMENSION_NAMES: Readonly<Record<SurvivalDimension, string>> = {
  all: 'Not told apart',
  region: 'Region',
  size: 'Size class',
  license: 'License class',
  relation: 'Relation to a base',
};

export const DYNAMICS_KEYS = ['downloads', 'by'] as const;
export const DYNAMICS_USUAL = { downloads: usualNumber, by: 'all' };

/** Which curves an address asks for. Throws BadDefinition. */
export function curvesAsked(url: URL): { threshold: number; dimension: SurvivalDimension } {
  const number = chosenIn(url, 'downloads', { ids: NUMBERS, otherwise: usualNumber });
  return {
    threshold: Number(number),
    dimension: chosenIn(url, 'by', { ids: SURVIVAL_DIMENSIONS, otherwise: 'all' }),
  };
}

/** The same as keys of an address; what is usual is not said. */
export function saidOf({ threshold, dimension }: { threshold: number; dimension: string }) {
  const downloads = String(threshold);
  return {
    downloads: downloads === usualNumber ? null : downloads,
    by: dimension === 'all' ? null : dimension,
  };
}

export async function readDynamicsPage(
  db: Db,
  { url, definition, panels }: { url: URL; definition: Definition; panels: readonly PanelFacts[] },
): Promise<DynamicsPage> {
  const { threshold, dimension } = curvesAsked(url);
  const number = String(threshold);
  const named = { panel: definition.panel };
  const [time, ram, cadence] = await Promise.all([
    readTimeToN(db, { ...named, threshold, dimension }),
    readRam(db, { ...named, baseline: null, atLeast: 1 }),
    readCadence(db, { ...named, by: 'downloads' }),
  ]);
  const page = (changed: Definition, extra: { downloads?: string; by?: string } = {}) => {
    const asked = { downloads: number, by: dimension, ...extra };
    return paths.dynamics(changed, saidOf({ threshold: Number(asked.downloads), dimension: asked.by }));
  };
  const said = saidOf({ threshold, dimension });
  return {
    panel: time.panel,
    data: takenAs((format) => paths.rows('dynamics', format, definition, said)),
    choices: [
      {
        name: 'Downloads',
        choices: NUMBERS.map((id) => ({
          name: formatExact(Number(id)),
          count: null,
          href: id === number ? null : page(definition, { downloads: id }),
        })),
      },
      {
        name: 'By',
        choices: SURVIVAL_DIMENSIONS.map((id) => ({
          name: DIMENSION_NAMES[id],
          count: null,
          href: id === dimension ? null : page(definition, { by: id }),
        })),
      },
      ...panelChoices(panels, time.panel.panel, (panel) => page(definitionOf({ panel }))),
    ],
    survival: survivalOf(time),
    ram: ramOf(ram),
    cadence: cadenceOf(cadence),
  };
}

function survivalOf(time: TimeToN): DynamicsPage['survival'] {
  const { groups, threshold, dimension, leftOut, panel } = time;
  const shown = groups.slice(0, curvesShown);
  const models = groups.reduce((sum, group) => sum + group.models, 0);
  const reached = groups.reduce((sum, group) => sum + group.reached, 0);
  return {
    frame: structureFrame(time, {
      id: 'time-to-n',
      title:
        models === 0
          ? `No model of this panel was seen from its release on, so no time to ${formatExact(threshold)} downloads is known`
          : `${formatExact(reached)} of ${formatExact(models)} models reached ${formatExact(threshold)} downloads while they were seen`,
      subtitle: `Days from release to ${formatExact(threshold)} downloads of all time; models that have not got there are censored`,
      unit: 'part of models',
      window: `releases from ${formatDay(panel.from)}, seen until ${formatDay(time.asOf)}`,
      attribution: dimension === 'region' ? undefined : 'none',
      covered: 'of the models of the panel were seen from release',
      gaps: 'between two looks the counter is taken to rise in a straight line',
    }),
    curves: shown.map((group, at) => curveOf(dimension, group, at)),
    leftOut: leftOut
      .filter(({ models: count }) => count > 0)
      .map(({ why, models: count, past }) => {
        const already =
          past === 0 ? '' : `; ${formatExact(past)} of them have passed the number all the same`;
        return `${formatExact(count)} ${count === 1 ? 'model' : 'models'} ${LEFT_OUT[why]}${already}.`;
      }),
  };
}

const LEFT_OUT: Readonly<Record<TimeToN['leftOut'][number]['why'], string>> = {
  'released-before-record': 'released before the record began',
  'no-release-date': 'without a day of release',
  'no-counter': 'without a counter of all time',
};

function curveOf(dimension: SurvivalDimension, group: SurvivalGroup, at: number): Curve {
  const coloured = dimension === 'region' || dimension === 'size' || dimension === 'license';
  const { name, models, reached, censored, medianDays, curve } = group;
  const [last] = curve.slice(-1);
  return {
    key: dimension === 'all' ? 'plain' : coloured ? `${dimension}-${group.id}` : `rank-${at + 1}`,
    ...{ name, models, reached, censored, medianDays },
    points: [
      [0, 0],
      ...curve
        .filter((point) => point.reached > 0 || point === last)
        .map(({ age, below }) => [age, 1 - below] as const),
    ],
  };
}

function ramOf(ram: Ram): DynamicsPage['ram'] {
  const { baseline, frozenOn, models } = ram;
  return {
    frame: structureFrame(ram, {
      id: 'ram',
      title:
        baseline === null
          ? 'No baseline of relative adoption is frozen yet'
          : models.length === 0
            ? `No model has reached the baseline ${baseline}`
            : `${models[0]?.repoId ?? ''} leads in relative adoption; ${formatExact(models.length)} models reached the baseline ${baseline}`,
      subtitle:
        'Downloads at an age beside those of the ten largest peers at that age: median (v1) and tenth (v2)',
      unit: 'times the peers',
      universe: `${ram.panel.title}${frozenOn === null ? '' : `; baseline ${baseline}, frozen on ${formatDay(frozenOn)}`}`,
      covered: 'of the models listed have a score',
      gaps: 'ages without a look are read off a straight line',
    }),
    rows: models.slice(0, ramShown).flatMap(({ repoId, releasedOn, scores }) => {
      const best = scores.reduce<(typeof scores)[number] | null>(
        (found, score) => (found === null || (score.v1 ?? -1) > (found.v1 ?? -1) ? score : found),
        null,
      );
      return best === null ? [] : [{ repoId, releasedOn, href: paths.model(repoId), ...best }];
    }),
  };
}

function cadenceOf(cadence: Cadence): DynamicsPage['cadence'] {
  const { months } = cadence;
  const total = months.reduce((sum, { models }) => sum + models, 0);
  const first = months[0]?.month ?? cadence.asOf.slice(0, 7);
  return {
    frame: structureFrame(cadence, {
      id: 'cadence',
      title:
        total === 0
          ? 'No major release is on record in this panel'
          : `${formatExact(total)} major ${total === 1 ? 'release' : 'releases'} since ${formatMonth(first)}`,
      subtitle: 'Major releases by month, all and by publishers of curated families',
      unit: 'models',
      window: `${formatMonth(first)} to ${formatMonth(cadence.asOf.slice(0, 7))}`,
      covered: 'of releases since the record began are judged',
      gaps: 'months are whole',
    }),
    series:
      total === 0 || months.length < 2
        ? null
        : {
            label: `Line chart of major releases in ${months.length} months. The table below holds every value.`,
            says: `Table of ${months.length} months`,
            step: 'month',
            kind: 'line',
            unit: 'count',
            heading: 'Month of release',
            columns: ['All', 'First-party'].map((name, at) => ({
              key: `rank-${at + 1}`,
              name,
              short: name,
              open: false,
            })),
            rows: months.map(({ month, models, firstParty, provisional }) => ({
              on: month,
              says: formatMonth(month),
              provisional,
              notes: [],
              cells: [models, firstParty].map((value) => ({ value, high: null })),
            })),
          },
  };
}
