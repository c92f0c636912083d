import type { Db } from '../../../../db/client.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import type { Definition } from '../../definition/definition.ts';
import { KEYS } from '../../definition/keys.ts';
import type { Reach } from '../../definition/parse.ts';
import { type Change, readChanges } from '../../metrics/changes.ts';
import { addDays } from '../../metrics/days.ts';
import { nameOfLenses, readLensNames } from '../../metrics/engine/lens-names.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { readDrift } from '../../metrics/structure/read-drift.ts';
import { readExposedModels } from '../../metrics/structure/read-exposed-models.ts';
import { readExposure } from '../../metrics/structure/read-exposure.ts';
import { readLicensePairs } from '../../metrics/structure/read-license-pairs.ts';
import { type ChangeLine, sayChange } from '../changes-view.ts';
import { type Choices, chosenIn } from '../choices-view.ts';
import { type Controls, controlsOf } from '../figure/controls.ts';
import { paths } from '../paths.ts';
import { type DriftFigure, driftFigure } from './drift-figure.ts';
import { type ExposedFigure, exposedFigure } from './exposed-figure.ts';
import { type ExposureFigure, exposureFigure } from './exposure-figure.ts';
import { type PairsFigure, pairsFigure, WEIGHTS } from './pairs-figure.ts';

const measures = MEASURES.filter(({ kind }) => kind === 'stock' || kind === 'flow').map(({ id }) => id);

/** All of a definition but groups, which the page has, and the treatment of unknown, which shares of labels have no use for. */
export const EXPOSURE_REACH: Reach = {
  keys: KEYS.filter((key) => key !== 'by' && key !== 'unknown'),
  measures: measures.filter((id) => id !== 'newModels'),
  by: [],
};

export const EXPOSURE_KEYS = ['split', 'weigh'];

export const EXPOSURE_USUAL = { split: 'family', weigh: 'models' };

const SPLITS = ['family', 'region', 'size', 'none'] as const;

const SPLIT_NAMES: Readonly<Record<(typeof SPLITS)[number], string>> = {
  family: 'Families',
  region: 'Regions',
  size: 'Size classes',
  none: 'Not split',
};

const modelsShown = 25;
const changesShown = 12;

/** What `/licenses/exposure` shows. */
export interface ExposurePage {
  panel: PanelFacts;
  controls: Controls;
  choices: readonly Choices[];
  exposure: ExposureFigure;
  models: ExposedFigure;
  pairs: PairsFigure;
  weights: Choices;
  drift: DriftFigure;
  /** Newest first. */
  changes: readonly (ChangeLine & { repoId: string; href: string })[];
  licensesHref: string;
}

export async function readExposurePage(
  db: Db,
  { url, definition, panels }: { url: URL; definition: Definition; panels: readonly PanelFacts[] },
): Promise<ExposurePage> {
  const split = splitIn(url);
  const weigh = chosenIn(url, 'weigh', { ids: WEIGHTS, otherwise: 'models' });
  const by = split === 'none' ? null : split;
  const named = { panel: definition.panel };
  const [whole, parts, models, pairs, drift, names] = await Promise.all([
    readExposure(db, { definition, by: null }),
    by === null ? null : readExposure(db, { definition, by }),
    readExposedModels(db, { definition, limit: modelsShown }),
    readLicensePairs(db, named),
    readDrift(db, { ...named, by: null, window: daysOf(definition, panels) }),
    readLensNames(db, definition),
  ]);
  const { panel } = whole;
  const nameOf = nameOfLenses(names);
  const changes = await readChanges(db, { panel: panel.panel, kinds: LICENSE_KINDS, limit: changesShown });
  const extra = (other: { split?: string; weigh?: string } = {}) => {
    const asked = { split, weigh, ...other };
    return {
      split: asked.split === 'family' ? null : asked.split,
      weigh: asked.weigh === 'models' ? null : asked.weigh,
    };
  };
  const address = (changed: Definition) => paths.exposure(changed, extra());
  const controls = controlsOf(definition, {
    panel,
    panels,
    place: { address, action: paths.exposure(), follows: EXPOSURE_REACH.keys },
    nameOf,
  });
  return {
    panel,
    controls: { ...controls, form: formOf(controls, extra()) },
    choices: [
      {
        name: 'Split by',
        choices: SPLITS.map((id) => ({
          name: SPLIT_NAMES[id],
          count: null,
          href: id === split ? null : paths.exposure(definition, extra({ split: id })),
        })),
      },
    ],
    exposure: exposureFigure({ whole, parts, asked: definition, nameOf, address }),
    models: exposedFigure(models, definition),
    pairs: pairsFigure(pairs, { weigh, definition }),
    weights: {
      name: 'Weigh by',
      choices: WEIGHTS.map((id) => ({
        name: id === 'models' ? 'Models' : 'Downloads, 30 days',
        count: null,
        href: id === weigh ? null : paths.exposure(definition, extra({ weigh: id })),
      })),
    },
    drift: driftFigure(drift),
    changes: changes.map(lineOf),
    licensesHref: paths.licenses(definition),
  };
}

/** The figure of the page as a definition: of the groups that split it, by how labels stand to upstream terms. */
export function exposedDefinition(url: URL, definition: Definition): Definition {
  const split = splitIn(url);
  return { ...definition, by: [...(split === 'none' ? [] : [split]), 'inheritance'] };
}

function splitIn(url: URL): (typeof SPLITS)[number] {
  return chosenIn(url, 'split', { ids: SPLITS, otherwise: 'family' });
}

const LICENSE_KINDS = [
  'license-tighter',
  'license-looser',
  'license-lateral',
  'license-changed',
  'license-declared',
  'license-dropped',
] as const;

function lineOf(change: Change): ExposurePage['changes'][number] {
  const { asOf, repoId } = change;
  return { asOf, repoId, href: paths.model(repoId), says: sayChange(change) };
}

/** The form keeps the choices of the page; what cannot be exposed is not offered. */
function formOf({ form }: Controls, extra: Readonly<Record<string, string | null>>): Controls['form'] {
  const kept = Object.entries(extra).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
  return {
    ...form,
    measures: form.measures.filter(({ id }) => EXPOSURE_REACH.measures.some((measure) => measure === id)),
    kept: [...form.kept, ...kept],
  };
}

function daysOf(
  { window, panel }: Definition,
  panels: readonly PanelFacts[],
): { from: string; until: string } | null {
  if (window === null || !('days' in window)) return window;
  const asOf = panels.find((one) => panel === null || one.panel === panel)?.asOf;
  return asOf === undefined ? null : { from: addDays(asOf, 1 - window.days), until: addDays(asOf, 1) };
}
