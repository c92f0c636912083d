import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import { crossProblems } from '../../definition/cross-rules.ts';
import { definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { lensOf, withLens } from '../../definition/lenses.ts';
import type { FigureGroup } from '../../metrics/figure.ts';
import { paths } from '../paths.ts';
import { modelsBehind } from './models-behind.ts';

/** Where a row of a table of groups leads; null where it cannot. */
export interface RowLinks {
  /** Its name: the page of the group, or the same view narrowed to it. */
  href: string | null;
  /** The same view narrowed to it. */
  narrowHref: string | null;
  /** The models behind its number. */
  modelsHref: string | null;
}

export function rowLinks(
  group: Pick<FigureGroup, 'ids'>,
  { asked, address }: { asked: Definition; address: (definition: Definition) => string },
): RowLinks {
  const narrowed = narrowedTo(asked, group);
  const narrowHref = narrowed && address(narrowed);
  return {
    href: pageOfGroup(asked, group) ?? narrowHref,
    narrowHref,
    modelsHref: asked.attribution === 'flow' ? null : modelsBehind(asked, group),
  };
}

/** A lens on each dimension of the group; null where that says nothing new, or cannot be asked. */
function narrowedTo(asked: Definition, { ids }: Pick<FigureGroup, 'ids'>): Definition | null {
  if (asked.by.length === 0 || asked.attribution === 'flow') return null;
  const narrowed = asked.by.reduce((so, dimension, at) => withLens(so, dimension, [ids[at] ?? '']), asked);
  const same = asked.by.every((dimension, at) => {
    const lens = lensOf(asked, dimension);
    return lens.length === 1 && lens[0] === ids[at];
  });
  return same || crossProblems(narrowed).length > 0 ? null : narrowed;
}

const PAGES: Readonly<Partial<Record<DimensionId, (id: string, asked: Definition) => string>>> = {
  publisher: (id, asked) => paths.publisher(id, publisherDefinition(asked)),
  family: (id, { panel }) => paths.family(id, definitionOf({ panel })),
};

function pageOfGroup(asked: Definition, { ids: [id = ''] }: Pick<FigureGroup, 'ids'>): string | null {
  const [only, second] = asked.by;
  if (only === undefined || second !== undefined || id === '' || asked.attribution === 'flow') return null;
  return PAGES[only]?.(id, asked) ?? null;
}

/** What the page of a publisher can follow of a definition. */
export function publisherDefinition(asked: Definition): Definition {
  const measure = asked.measure.startsWith('parametersMedian') ? 'parametersMean' : asked.measure;
  const bare = { ...withLens(asked, 'publisher', []), measure, by: [] } as const;
  return asked.unknown === 'band' ? { ...bare, unknown: 'keep' } : bare;
}
