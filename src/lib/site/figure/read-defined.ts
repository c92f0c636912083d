import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { nameOfLenses } from '../../metrics/engine/lens-names.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { readBeside } from './compare.ts';
import { type Controls, controlsOf, type Place } from './controls.ts';
import { type FigureView, figureView } from './figure-view.ts';
import { readWhole } from './read-whole.ts';

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
  const [figure, whole] = await Promise.all([readFigure(db, definition), readWhole(db, definition)]);
  const nameOf = nameOfLenses(figure.lensNames);
  const beside = await readBeside(db, { figure, definition, compared: place.compared ?? null });
  return {
    panel: figure.panel,
    controls: controlsOf(definition, { panel: figure.panel, asOf: figure.asOf, panels, place, nameOf }),
    figure: figureView(figure, {
      id,
      asked: definition,
      nameOf,
      beside,
      whole,
      address: (changed) => place.address(changed, place.compared ?? null),
    }),
  };
}
