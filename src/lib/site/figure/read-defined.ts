import type { Db } from '../../../../db/client.ts';
import { DIMENSIONS } from '../../../../db/vocab/dimensions.ts';
import type { Definition } from '../../definition/definition.ts';
import { lensed } from '../../definition/lenses.ts';
import type { NameOf } from '../../definition/words.ts';
import { readNames } from '../../metrics/engine/names.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { readBeside } from './compare.ts';
import { type Controls, controlsOf, type Place } from './controls.ts';
import { type FigureView, figureView } from './figure-view.ts';

/** One figure with everything a reader can change of it. */
export interface Defined {
  panel: PanelFacts;
  controls: Controls;
  figure: FigureView;
}

export interface Asked {
  id: string;
  definition: Definition;
  panels: readonly PanelFacts[];
  place: Place;
}

/** The figure of a definition, as every page of figures shows it. Throws BadDefinition, NothingPublished. */
export async function readDefined(db: Db, { id, definition, panels, place }: Asked): Promise<Defined> {
  const [figure, nameOf] = await Promise.all([readFigure(db, definition), readLensNames(db, definition)]);
  const beside = await readBeside(db, { figure, definition, compared: place.compared ?? null });
  return {
    panel: figure.panel,
    controls: controlsOf(definition, { panel: figure.panel, asOf: figure.asOf, panels, place, nameOf }),
    figure: figureView(figure, {
      id,
      asked: definition,
      nameOf,
      beside,
      address: (changed) => place.address(changed, place.compared ?? null),
    }),
  };
}

/** What the groups of lenses are called that no word list knows. */
export async function readLensNames(db: Db, definition: Definition): Promise<NameOf> {
  const open = lensed(definition).filter(
    (each) => DIMENSIONS.find(({ id }) => id === each)?.groups === 'open',
  );
  if (open.length === 0) return () => null;
  const names = await readNames(db, open, definition.scheme);
  return (dimension, id) => (open.includes(dimension) ? names.name(dimension, id) : null);
}
