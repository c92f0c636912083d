import { DIMENSIONS } from '../../../../db/vocab/dimensions.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import { SIZE_SCHEMES } from '../../../../db/vocab/size-classes.ts';
import {
  ATTRIBUTIONS,
  COUNTINGS,
  FACTS,
  INFRASTRUCTURES,
  STEPS,
  UNIVERSES,
  UNKNOWNS,
} from '../../definition/choices.ts';
import { DEFAULTS } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { printGroup } from '../../definition/group-ids.ts';
import type { Key } from '../../definition/keys.ts';
import { lensed, lensOf } from '../../definition/lenses.ts';
import { printDefinition, printKey, printWindow } from '../../definition/print.ts';
import { keyName, windowWords } from '../../definition/words.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { SHORT_CHOICES, SWITCH_NAMES } from '../figure/switch-words.ts';
import { OFFERED_WINDOWS } from '../figure/switches.ts';

export interface Option {
  id: string;
  name: string;
  chosen: boolean;
}

export interface Field {
  /** Unique in the form; two fields may have one name. */
  id: string;
  name: string;
  label: string;
  options: readonly Option[];
}

/** The explorer's form: plain GET fields; the server redirects to the canonical address. */
export interface ExploreForm {
  action: string;
  /** What is counted, and by what. */
  main: readonly Field[];
  /** How it is counted. */
  settings: readonly Field[];
  changed: boolean;
  /** What the form does not ask for and must not lose. */
  kept: readonly { name: string; value: string }[];
  /** The whole definition, for a form that asks for one thing more. */
  carried: readonly { name: string; value: string }[];
}

/** Every choice of the grammar as a select, but lenses: those are chips, and a choice of where to add one. */
export function exploreForm(
  definition: Definition,
  {
    panel,
    panels,
    kept,
    action,
  }: {
    panel: PanelFacts;
    panels: readonly PanelFacts[];
    /** What the address says beside the definition. */
    kept: Readonly<Record<string, string | null>>;
    action: string;
  },
): ExploreForm {
  const settings = settingsOf(definition);
  return {
    action,
    main: [
      field(
        'panel',
        panels.map(({ panel: id, title }) => ({ id, name: title })),
        panel.panel,
      ),
      field(
        'measure',
        MEASURES.filter(({ id }) => panel.hasAllTime || !needsAllTime(id) || id === definition.measure),
        definition.measure,
      ),
      { ...field('by', [{ id: '', name: 'No groups' }, ...DIMENSIONS], definition.by[0] ?? ''), label: 'By' },
      {
        ...field('by', [{ id: '', name: 'Nothing else' }, ...DIMENSIONS], definition.by[1] ?? ''),
        id: 'by-second',
        label: 'Crossed with',
      },
      field('add', [{ id: '', name: 'No further lens' }, ...DIMENSIONS], ''),
    ],
    settings,
    changed: settings.some(
      ({ name }) => isKey(name) && printKey(definition, name) !== printKey(DEFAULTS, name),
    ),
    kept: keptOf(definition, kept),
    carried: [...new URLSearchParams(printDefinition(definition, kept))].map(([name, value]) => ({
      name,
      value,
    })),
  };
}

/** Measures that only panels with counters of all time have. */
export function needsAllTime(measure: string): boolean {
  return /^downloads(AllTime|Gained|FirstYear)$/.test(measure);
}

function settingsOf(definition: Definition): readonly Field[] {
  const { attribution, unknown, universe, infrastructure, counting, facts, scheme, window, step } =
    definition;
  const chosenWindow = window === null ? '' : printWindow(window);
  const offered = [
    { id: '', name: 'everything recorded' },
    ...OFFERED_WINDOWS.map((days) => ({ id: `${days}d`, name: windowWords({ days }) })),
  ];
  const own = window !== null && !offered.some(({ id }) => id === chosenWindow);
  return [
    field('attribution', ATTRIBUTIONS, attribution),
    field('unknown', UNKNOWNS, unknown),
    field('universe', UNIVERSES, universe),
    field('infrastructure', INFRASTRUCTURES, infrastructure),
    field('counting', COUNTINGS, counting),
    field('facts', FACTS, facts),
    field('scheme', SIZE_SCHEMES, scheme),
    field(
      'window',
      own ? [...offered, { id: chosenWindow, name: windowWords(window) }] : offered,
      chosenWindow,
    ),
    field('step', STEPS, step),
  ];
}

function field(key: Key | 'add', choices: readonly { id: string; name: string }[], chosen: string): Field {
  return {
    id: key,
    name: key,
    label: key === 'add' ? 'Add a lens in' : (SWITCH_NAMES[key] ?? keyName(key)),
    options: choices.map(({ id, name }) => ({
      id,
      name: (key !== 'add' && SHORT_CHOICES[key]?.[id]) || name,
      chosen: id === chosen,
    })),
  };
}

function isKey(name: string): name is Key {
  return name !== 'add';
}

function keptOf(definition: Definition, extra: Readonly<Record<string, string | null>>) {
  const lenses = lensed(definition).flatMap((dimension) =>
    lensOf(definition, dimension).map((id) => ({
      name: dimension as string,
      value: printGroup(dimension, id),
    })),
  );
  const { reference, snapshot } = definition;
  const pinned = Object.entries({ reference, snapshot, ...extra }).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value: String(value) }],
  );
  return [...lenses, ...pinned];
}
