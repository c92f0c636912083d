import type { Db } from '../../../db/client.ts';
import { LICENSE_CLASSES } from '../../../db/vocab/license-classes.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { BadDefinition } from '../definition/errors.ts';
import { formatDay } from '../format/dates.ts';
import { formatExact, formatParameters } from '../format/numbers.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { type ModelReading, readModel } from '../metrics/model.ts';
import type { FoundBy } from '../metrics/model-identity.ts';
import type { ModelState } from '../metrics/model-states.ts';
import { choosePanel } from '../metrics/panels.ts';
import { type ChangeLine, changeLines } from './changes-view.ts';
import { compareHref } from './compare/place.ts';
import { type FooterLine, sourceLine } from './frame.ts';
import { type LineageView, lineageView } from './lineage-view.ts';
import { type CountersFigure, countersFigure } from './model-counters.ts';
import { type Fact, licenseFact, NO_COUNT, otherFacts, publisherFact, sizeFact } from './model-facts.ts';
import { hubPath, paths } from './paths.ts';
import { type Notice, noticesOf } from './presence-view.ts';
import { nameOf } from './series-view.ts';

/** What stands under a model that was seen on one day only. */
export interface ModelAlone {
  footer: readonly FooterLine[];
  csv: string;
  json: string;
  png: string;
  svg: string;
}

export interface PanelRow {
  title: string;
  /** The page as this panel tells it; null where it is the one that does. */
  href: string | null;
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
  /** Where the newest numbers are from, and its files, where no figure says so. */
  alone: ModelAlone | null;
  /** The picture that stands for the page. */
  card: string;
  panels: readonly PanelRow[];
}

/** The page of a model by a name it has or had. Null: no published snapshot ever named it. Throws BadDefinition. */
export async function readModelPage(
  db: Db,
  repoId: string,
  { definition: { panel }, panels }: { definition: Definition; panels: readonly PanelFacts[] },
): Promise<{ page: ModelPage; foundBy: FoundBy } | null> {
  if (panel !== null) choosePanel(panels, panel);
  const reading = await readModel(db, repoId);
  const page = reading && modelPage(reading, panel);
  return page && { page, foundBy: reading.foundBy };
}

/** The page of a model as a panel tells it; null where no published snapshot has it. Throws BadDefinition where that panel never had it. */
export function modelPage(found: ModelReading, panel: string | null = null): ModelPage | null {
  const reading = panel === null ? found : ledBy(found, panel);
  const state = panel === null ? speaker(reading) : reading.states[0];
  if (!state) return null;
  const { repoId, removedOn } = reading.model;
  const counters = reading.series.flatMap((series) => countersFigure(series, reading));
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
    counters,
    alone: counters.length > 0 ? null : aloneOf(repoId, state),
    card: paths.modelPicture(repoId, 'png', definitionOf({ panel })),
    panels: found.states.map(({ panel: name, title, asOf, present, ...counted }) => ({
      title,
      href: name === state.panel ? null : paths.model(repoId, definitionOf({ panel: name })),
      asOf,
      present,
      downloads30d: counted.downloads30d,
      downloadsAllTime: counted.downloadsAllTime,
      likes: counted.likes,
    })),
  };
}

/** The same with one panel in front of the others. */
function ledBy(reading: ModelReading, panel: string): ModelReading {
  const names = reading.states.map((state) => state.panel);
  if (!names.includes(panel))
    throw new BadDefinition([`panel: no snapshot of ${panel} has this model; ${names.join(', ')} had it.`]);
  const inFront = <Part extends { panel: string }>(parts: readonly Part[]) =>
    parts.toSorted((a, b) => Number(b.panel === panel) - Number(a.panel === panel));
  return { ...reading, states: inFront(reading.states), series: inFront(reading.series) };
}

function aloneOf(repoId: string, state: ModelState): ModelAlone {
  const { panel, title, asOf } = state;
  const definition = definitionOf({ panel });
  return {
    footer: [
      { term: 'Unit', says: 'downloads in the previous 30 days' },
      { term: 'Universe', says: title },
      { term: 'As of', says: formatDay(asOf) },
      sourceLine(state),
    ],
    csv: paths.modelHistory(repoId, 'csv', definition),
    json: paths.modelHistory(repoId, 'json', definition),
    png: paths.modelPicture(repoId, 'png', definition),
    svg: paths.modelPicture(repoId, 'svg', definition),
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
