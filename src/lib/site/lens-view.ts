import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { lensOf, withLens } from '../definition/lenses.ts';
import { PAGE_MEASURES } from '../definition/page-reach.ts';
import { type Grouping, GROUPINGS as LENSES } from '../definition/vocabulary.ts';
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

/** The form for a definition. The all-time counter is offered only where the panel records it. */
export function lensForm(definition: Definition, panel: PanelFacts, panels: readonly PanelFacts[]): LensForm {
  return {
    panels: panels.map(({ panel: id, title }) => ({ id, name: title, chosen: id === panel.panel })),
    measures: PAGE_MEASURES.filter(({ id }) => id !== 'downloadsAllTime' || panel.hasAllTime).map(
      ({ id, name }) => ({
        id,
        name,
        chosen: id === definition.measure,
      }),
    ),
    lenses: LENSES.map((grouping) => ({
      grouping,
      name: GROUPINGS[grouping].one,
      count: lensOf(definition, grouping).length,
      options: optionsOf(grouping).map(({ id, name, open }) => ({
        id,
        name,
        open,
        chosen: lensOf(definition, grouping).includes(id),
      })),
    })),
  };
}

/** One chip per lens value in force, in the order of the vocabulary. */
export function chipsOf(definition: Definition): readonly Chip[] {
  return LENSES.flatMap((grouping) =>
    lensOf(definition, grouping).map((id) => ({
      says: `${GROUPINGS[grouping].one}: ${nameOf(grouping, id)}`,
      without: withLens(
        definition,
        grouping,
        lensOf(definition, grouping).filter((other) => other !== id),
      ),
    })),
  );
}

/** The same panel and measure without any lens. */
export function withoutLenses(definition: Definition): Definition {
  return { ...definition, lenses: {} };
}

/** A panel by name, with the default measure and no lens. */
export function panelDefinition(panel: string): Definition {
  return definitionOf({ panel });
}
