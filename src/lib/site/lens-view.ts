import { MEASURES } from '../../../db/vocab/measures.ts';
import type { Definition, Grouping } from '../definition/definition.ts';
import { defaultMeasure } from '../definition/parse.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { GROUPINGS, nameOf, optionsOf } from './series-view.ts';

/** A lens in force, and the definition without it. */
export interface Chip {
  says: string;
  without: Definition;
}

/** Everything the lens form shows. Plain GET fields; the server redirects to the canonical address. */
export interface LensForm {
  panels: readonly { id: string; name: string; chosen: boolean }[];
  measures: readonly { id: string; name: string; chosen: boolean }[];
  lenses: readonly {
    grouping: Grouping;
    name: string;
    /** How many are chosen; 0 means all. */
    count: number;
    options: readonly { id: string; name: string; open: boolean; chosen: boolean }[];
  }[];
}

const LENSES = ['region', 'size', 'license'] as const;

/** The form for a definition. The all-time counter is offered only where the panel records it. */
export function lensForm(definition: Definition, panel: PanelFacts, panels: readonly PanelFacts[]): LensForm {
  return {
    panels: panels.map(({ panel: id, title }) => ({ id, name: title, chosen: id === panel.panel })),
    measures: MEASURES.filter(({ id }) => id !== 'downloadsAllTime' || panel.hasAllTime).map(
      ({ id, name }) => ({
        id,
        name,
        chosen: id === definition.measure,
      }),
    ),
    lenses: LENSES.map((grouping) => ({
      grouping,
      name: GROUPINGS[grouping].one,
      count: definition[grouping].length,
      options: optionsOf(grouping).map(({ id, name, open }) => ({
        id,
        name,
        open,
        chosen: definition[grouping].includes(id),
      })),
    })),
  };
}

/** One chip per lens value in force, in the order of the vocabulary. */
export function chipsOf(definition: Definition): readonly Chip[] {
  return LENSES.flatMap((grouping) =>
    definition[grouping].map((id) => ({
      says: `${GROUPINGS[grouping].one}: ${nameOf(grouping, id)}`,
      without: { ...definition, [grouping]: definition[grouping].filter((other) => other !== id) },
    })),
  );
}

/** The same panel and measure without any lens. */
export function withoutLenses(definition: Definition): Definition {
  return { ...definition, region: [], size: [], license: [] };
}

/** A panel by name, with the default measure and no lens. */
export function panelDefinition(panel: string): Definition {
  return { panel, measure: defaultMeasure, region: [], size: [], license: [] };
}
