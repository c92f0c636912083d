import type { Db } from '../../../../db/client.ts';
import { DIMENSIONS, type Dimension, type DimensionId } from '../../../../db/vocab/dimensions.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { SHAPES } from '../../definition/group-ids.ts';
import { lensOf, withLens } from '../../definition/lenses.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';

/** The groups of one dimension, to add one of them as a lens. */
export interface LensPicker {
  dimension: DimensionId;
  heading: string;
  says: string;
  groups: readonly { name: string; share: number | null; href: string; open: boolean }[];
  /** How an id is written that is not among them; null where all of them are. */
  write: string | null;
  closeHref: string;
}

const mostGroups = 48;

/** The dimension that `add` names; null without it. Throws BadDefinition. */
export function dimensionIn(text: string | null): Dimension | null {
  if (!text) return null;
  const found = DIMENSIONS.find(({ id }) => id === text);
  if (found) return found;
  const ids = DIMENSIONS.map(({ id }) => id).join(', ');
  throw new BadDefinition([`add: ${JSON.stringify(text.slice(0, 40))} is not one of ${ids}.`]);
}

/** The largest groups of a dimension under all other settings, each with the address that narrows the view to it. */
export async function readPicker(
  db: Db,
  {
    dimension,
    definition,
    address,
  }: { dimension: Dimension; definition: Definition; address: (changed: Definition) => string },
): Promise<LensPicker> {
  const chosen = lensOf(definition, dimension.id);
  const figure = await readFigure(db, probeOf(definition, dimension.id));
  const groups = figure.groups.filter(({ ids: [id], value }) => value !== 0 && !chosen.includes(id ?? ''));
  return {
    dimension: dimension.id,
    heading: `Only some ${dimension.plural}`,
    says: dimension.says,
    groups: groups.slice(0, mostGroups).map(({ ids: [id = ''], names: [name = id], share, open }) => ({
      name,
      share,
      open,
      href: address(withLens(definition, dimension.id, [...chosen, id])),
    })),
    write: groups.length > mostGroups ? (SHAPES[dimension.id]?.says ?? null) : null,
    closeHref: address(definition),
  };
}

/** The newest weeks by that dimension alone; of measures without shares, by downloads. */
function probeOf(definition: Definition, dimension: DimensionId): Definition {
  const kind = MEASURES.find(({ id }) => id === definition.measure)?.kind;
  const { attribution } = definition;
  return {
    ...withLens(definition, dimension, []),
    measure: kind === 'stock' ? definition.measure : 'downloads30d',
    by: [dimension],
    // Long enough for a whole week, whatever the step.
    window: { days: 28 },
    step: 'auto',
    unknown: 'keep',
    attribution: attribution === 'flow' ? 'uploader' : attribution,
  };
}
