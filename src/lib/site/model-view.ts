import { LICENSE_CLASSES } from '../../../db/vocab/license-classes.ts';
import { REGIONS } from '../../../db/vocab/regions.ts';
import { definitionOf } from '../definition/defaults.ts';
import { datesInWords, formatDay } from '../format/dates.ts';
import { formatExact, formatParameters } from '../format/numbers.ts';
import type { ModelLineage } from '../metrics/lineage.ts';
import type { ModelReading, ModelSeries } from '../metrics/model.ts';
import type { Attributes, ModelState } from '../metrics/model-states.ts';
import { type ChangeLine, changeLines } from './changes-view.ts';
import { compareHref } from './compare/place.ts';
import type { Frame } from './frame.ts';
import { firstBase, type LineageView, lineageView } from './lineage-view.ts';
import { hubPath, outsideHref, paths } from './paths.ts';
import { type Notice, noticesOf } from './presence-view.ts';
import { nameOf } from './series-view.ts';

/** One fact with where it comes from. Names from outside are plain text. */
export interface Fact {
  term: string;
  says: string;
  /** What the value means, or how we know. */
  note: string | null;
  source: string | null;
  /** Our page of the value; null or missing where there is none. */
  page?: string | null;
  links: readonly { name: string; href: string }[];
}

export interface CountersFigure extends Frame {
  label: string;
  step: ModelSeries['step'];
  rows: readonly { asOf: string; downloads30d: number | null }[];
}

export interface PanelRow {
  title: string;
  asOf: string;
  present: boolean;
  downloads30d: number | null;
  downloadsAllTime: number | null;
  likes: number | null;
}

/** What the page of a model shows. */
export interface ModelPage {
  repoId: string;
  /** In one sentence, for those who find its address elsewhere. */
  says: string;
  /** Null for a tombstone: the Hub has nothing there any more. */
  hubHref: string | null;
  /** Where it stands beside another. */
  compareHref: string;
  notices: readonly Notice[];
  /** The panel that speaks first: the first in which the model still is. */
  panel: string;
  lead: readonly { term: string; value: string; unit: string }[];
  facts: readonly Fact[];
  lineage: LineageView | null;
  changes: readonly ChangeLine[];
  counters: readonly CountersFigure[];
  panels: readonly PanelRow[];
}

/** The page of a model; null where no published snapshot has it. */
export function modelPage(reading: ModelReading): ModelPage | null {
  const state = speaker(reading);
  if (!state) return null;
  const { repoId, removedOn } = reading.model;
  return {
    repoId,
    says: sentenceOf(reading, state),
    hubHref: removedOn === null ? hubPath(repoId) : null,
    compareHref: compareHref('models', [repoId], definitionOf()),
    notices: noticesOf(reading),
    panel: state.panel,
    lead: leadOf(state),
    facts: [
      licenseFact(stateThat(reading, knowsLicense) ?? state),
      sizeFact(reading, stateThat(reading, ({ parameters }) => parameters !== null) ?? state),
      publisherFact(reading, state),
      ...otherFacts(reading, state),
    ],
    lineage: lineageOf(reading, state),
    changes: changeLines(reading.changes),
    counters: reading.series.flatMap((series) => countersFigure(series, reading)),
    panels: reading.states.map(({ title, asOf, present, downloads30d, downloadsAllTime, likes }) => ({
      title,
      asOf,
      present,
      downloads30d,
      downloadsAllTime,
      likes,
    })),
  };
}

/** The first panel that still has it. A tombstone is told by the first panel: a recording may be older. */
function speaker({ model, states }: ModelReading): ModelState | undefined {
  return (model.removedOn === null ? states.find(({ present }) => present) : undefined) ?? states[0];
}

/** From the first panel that still has the model and records a base, else derivatives, else from the one that speaks. */
function lineageOf(reading: ModelReading, state: ModelState): LineageView | null {
  const at = (panel: string) => reading.lineage.find((each) => each.panel === panel);
  const told =
    stateThat(reading, ({ panel }) => (at(panel)?.bases ?? []).length > 0) ??
    stateThat(reading, ({ panel }) => (at(panel)?.derivatives ?? 0) > 0) ??
    state;
  const lineage = at(told.panel);
  return lineage ? lineageView(lineage, { title: told.title, repoId: reading.model.repoId }) : null;
}

/** The first panel that still has the model and knows the fact; each fact says where it was read. */
function stateThat({ states }: ModelReading, knows: (state: ModelState) => boolean): ModelState | null {
  return states.find((state) => state.present && knows(state)) ?? null;
}

function knowsLicense({ licenseClass }: ModelState): boolean {
  return LICENSE_CLASSES.some(({ id, kind }) => id === licenseClass && kind === 'known');
}

function leadOf(state: ModelState): ModelPage['lead'] {
  const amount = (value: number | null) => (value === null ? 'not recorded' : formatExact(value));
  const when = state.present ? `as of ${formatDay(state.asOf)}` : 'last seen';
  return [
    { term: 'Downloads, 30 days', value: amount(state.downloads30d), unit: when },
    ...(state.downloadsAllTime === null
      ? []
      : [
          {
            term: 'Downloads, all time',
            value: amount(state.downloadsAllTime),
            unit: 'since the repository was created',
          },
        ]),
    { term: 'Likes', value: amount(state.likes), unit: when },
    {
      term: 'Parameters',
      value: formatParameters(state.parameters),
      unit: state.parameters === null ? NO_COUNT : nameOf('size', state.sizeClass),
    },
  ];
}

/** By whom, how much, of which size, under which license. */
function sentenceOf(
  { model }: ModelReading,
  { downloads30d, parameters, licenseClass, described, asOf }: ModelState,
): string {
  const license = LICENSE_CLASSES.find(({ id }) => id === licenseClass);
  const told = [
    ...(downloads30d === null
      ? []
      : [`${formatExact(downloads30d)} downloads in the 30 days before ${formatDay(asOf)}`]),
    parameters === null ? 'parameters unknown' : `${formatParameters(parameters)} parameters`,
    `license ${described?.licenseId ?? license?.name ?? licenseClass}`,
  ];
  return `By ${model.publisher?.name ?? model.namespace}: ${told.join(', ')}. Counters over time, lineage and what changed.`;
}

function licenseFact({ described, licenseClass, title, asOf }: ModelState): Fact {
  const known = LICENSE_CLASSES.find(({ id }) => id === licenseClass);
  const id = described?.licenseId ?? null;
  const name = described?.licenseName ?? null;
  const link = outsideHref(described?.licenseLink ?? null);
  const meaning = known?.says ?? 'A class this version does not know.';
  return {
    term: 'License',
    says: id === null ? (known?.name ?? licenseClass) : name === null ? id : `${id}, ${name}`,
    note: id === null ? meaning : `${known?.name ?? licenseClass}: ${meaning}`,
    source: described?.licenseSource
      ? `declared by the repo, read in ${datesInWords(described.licenseSource)}; panel ${title}, ${formatDay(asOf)}`
      : null,
    links: link ? [{ name: 'License text named by the repo', href: link }] : [],
  };
}

const NO_COUNT = 'no source states a count';

const PARAMETER_SOURCES: Readonly<Record<string, string>> = {
  curated: 'reviewed by people in our reference',
  safetensors: 'sum of the tensors in the safetensors files, as the Hub reads them',
  gguf: 'the GGUF file the Hub read',
  'repo-name': 'stated in the repo id, rounded by its uploader',
  unknown: NO_COUNT,
};

function sizeFact({ lineage }: ModelReading, state: ModelState): Fact {
  const { parameters, parametersSource, ownParameters, activeParameters, sizeClass } = state;
  const [kind = '', ...from] = parametersSource.split(', ');
  const known =
    kind === 'base'
      ? ofBase(
          state,
          lineage.find(({ panel }) => panel === state.panel),
        )
      : (PARAMETER_SOURCES[kind] ?? kind);
  const notes = [
    `Size class ${nameOf('size', sizeClass)}. Total weights; of a mixture of experts, all of them.`,
    ...(activeParameters === null ? [] : [`Active in one step: ${formatExact(activeParameters)}.`]),
    ...(kind === 'base' && ownParameters !== null
      ? [`Its own record says ${formatExact(ownParameters)}.`]
      : []),
  ];
  return {
    term: 'Size',
    says: parameters === null ? 'Parameters unknown' : `${formatExact(parameters)} parameters`,
    note: notes.join(' '),
    source: from.length > 0 ? `${known}; read in ${datesInWords(from.join(', '))}` : known,
    links: [],
  };
}

/** Packed files hold fewer numbers than there are weights; now and then more, where scales are counted with them. */
function ofBase({ parameters, ownParameters }: ModelState, lineage: ModelLineage | undefined): string {
  const base = lineage ? firstBase(lineage) : null;
  const over = ownParameters !== null && parameters !== null && ownParameters > parameters;
  const why = over ? 'packed files do not tell the total' : 'packed weights understate the total';
  return `taken from its base${base === null ? '' : ` ${base}`}, because ${why}`;
}

function publisherFact({ model }: ModelReading, state: ModelState): Fact {
  const region = REGIONS.find(({ id }) => id === state.region);
  const where =
    state.countryName === null || state.countryName === region?.name ? '' : `${state.countryName}; `;
  const evidence = outsideHref(model.publisher?.evidence ?? null);
  return {
    term: 'Publisher',
    says: model.publisher?.name ?? `Namespace ${model.namespace}, publisher not reviewed`,
    note: `${where}${region?.name ?? state.region}: ${region?.says ?? 'a region this version does not know.'}`,
    source: evidence === null ? (model.publisher?.evidence ?? null) : 'our reference',
    page: model.publisher ? paths.publisher(model.publisher.id) : null,
    links: evidence === null ? [] : [{ name: 'Evidence', href: evidence }],
  };
}

function otherFacts(reading: ModelReading, { described }: ModelState): readonly Fact[] {
  const { model } = reading;
  const plain = (
    term: string,
    says: string | null | undefined,
    source: string | null = null,
  ): readonly Fact[] => (says ? [{ term, says, note: null, source, links: [] }] : []);
  return [
    ...plain('Task', described?.task),
    ...plain('Library', described?.library),
    ...plain('Access', accessOf(described)),
    ...plain('Created on the Hub', model.createdOn === null ? null : formatDay(model.createdOn)),
    ...plain('First seen by this census', formatDay(firstSeen(reading))),
  ];
}

/** Panels may be loaded in any order, so the earliest day of any of them counts. */
function firstSeen({ model, series }: ModelReading): string {
  const days = series.flatMap(({ points }) => points.slice(0, 1).map(({ asOf }) => asOf));
  return [model.firstSeenOn, ...days].toSorted()[0] ?? model.firstSeenOn;
}

function accessOf(described: Attributes | null): string | null {
  if (described?.disabled) return 'Disabled by the Hub';
  if (described?.gated == null) return null;
  if (described.gated === 'false' || described.gated === 'no') return 'Not gated';
  return `Gated (${described.gated}): the Hub asks before download`;
}

function countersFigure(series: ModelSeries, reading: ModelReading): readonly CountersFigure[] {
  const points = series.points.filter(({ downloads30d }) => downloads30d !== null);
  const [first] = points;
  const last = points.at(-1);
  const state = reading.states.find(({ panel }) => panel === series.panel);
  if (!first || !last || first === last || !state) return [];
  const window = `${formatDay(first.asOf)} to ${formatDay(last.asOf)}`;
  const title = `${wordOf(first.downloads30d ?? 0, last.downloads30d ?? 0)} ${formatExact(last.downloads30d ?? 0)} downloads in 30 days`;
  return [
    {
      id: `counters-${series.panel}`,
      title,
      subtitle: `Downloads in the 30 days before each day, ${window}`,
      notes: [],
      label: `Line chart of downloads in 30 days, ${window}. ${title}. The table below holds every value.`,
      footer: [
        { term: 'Unit', says: 'downloads in the previous 30 days' },
        { term: 'Window', says: window },
        { term: 'Universe', says: state.title },
        { term: 'Attribution', says: 'this repo alone' },
        { term: 'As of', says: formatDay(last.asOf) },
        { term: 'Coverage', says: `${points.length} of ${series.points.length} days in the panel` },
      ],
      step: series.step,
      rows: series.points.map(({ asOf, downloads30d }) => ({ asOf, downloads30d })),
    },
  ];
}

function wordOf(before: number, now: number): string {
  if (now === before) return 'Unchanged at';
  return now > before ? `Up from ${formatExact(before)} to` : `Down from ${formatExact(before)} to`;
}
