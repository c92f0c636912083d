import { DEFAULTS, definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { lensed, withLens } from '../../definition/lenses.ts';
import { GROUPINGS } from '../../definition/vocabulary.ts';
import type { FigureGroup } from '../../metrics/figure.ts';
import { paths } from '../paths.ts';

const followed: readonly string[] = GROUPINGS;

/** The list of the models behind a group; null where that list knows no such lens. */
export function modelsBehind(asked: Definition, { ids }: Pick<FigureGroup, 'ids'>): string | null {
  const named = [...asked.by, ...lensed(asked)];
  const same = (['universe', 'attribution', 'scheme', 'infrastructure', 'snapshot', 'facts'] as const).every(
    (key) => asked[key] === DEFAULTS[key],
  );
  if (!same || named.length === 0 || !named.every((dimension) => followed.includes(dimension))) return null;
  const plain = definitionOf({ panel: asked.panel, lenses: asked.lenses });
  return paths.models(
    asked.by.reduce((narrowed, dimension, at) => withLens(narrowed, dimension, [ids[at] ?? '']), plain),
  );
}
