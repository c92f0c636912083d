import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { lensed, lensOf, withLens } from '../definition/lenses.ts';
import { PAGE_MEASURES } from '../definition/page-reach.ts';
import { groupsOf, GROUPINGS as LENSES } from '../definition/vocabulary.ts';
import { keyName, type NameOf, wordsOf } from '../definition/words.ts';
import type { PanelFacts } from '../metrics/metric.ts';

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
    grouping: DimensionId;
    name: string;
    /** How many are chosen; 0 means all. */
    count: number;
    options: readonly { id: string; name: string; open: boolean; chosen: boolean }[];
  }[];
  /** What the form does not ask for and must not lose. */
  kept: readonly { name: string; value: string }[];
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
    lenses: LENSES.map((grouping) =>
      lensField(definition, grouping, groupsOf(grouping, definition.scheme) ?? []),
    ),
    kept: [],
  };
}

/** The field of one dimension: a box for each of its groups. */
export function lensField(
  definition: Definition,
  dimension: DimensionId,
  groups: readonly { id: string; name: string; open?: boolean }[],
): LensForm['lenses'][number] {
  const chosen = lensOf(definition, dimension);
  return {
    grouping: dimension,
    name: keyName(dimension),
    count: chosen.length,
    options: groups.map(({ id, name, open = false }) => ({ id, name, open, chosen: chosen.includes(id) })),
  };
}

/** One chip per lens value in force, in the order of addresses. `nameOf` names what no word list knows. */
export function chipsOf(definition: Definition, nameOf?: NameOf): readonly Chip[] {
  return lensed(definition).flatMap((dimension) =>
    lensOf(definition, dimension).map((id) => ({
      says: `${keyName(dimension)}: ${wordsOf(withLens(definition, dimension, [id]), dimension, nameOf)}`,
      without: withLens(
        definition,
        dimension,
        lensOf(definition, dimension).filter((other) => other !== id),
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
