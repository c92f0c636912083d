import type { Db } from '../../../../db/client.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import type { Definition } from '../../definition/definition.ts';
import { isAlone, withLens } from '../../definition/lenses.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { Figure } from '../../metrics/figure.ts';

/** What the one group that its own lens lets through is a part of; null where a figure has several, or has no shares. */
export async function readWhole(db: Db, definition: Definition): Promise<Figure | null> {
  const [only] = definition.by;
  const kind = MEASURES.find(({ id }) => id === definition.measure)?.kind;
  if (only === undefined || !isAlone(definition) || (kind !== 'stock' && kind !== 'flow')) return null;
  return await readFigure(db, { ...withLens(definition, only, []), by: [], unknown: 'keep' });
}
