import type { Definition } from '../definition/definition.ts';
import { BadDefinition } from '../definition/errors.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { choosePanel } from '../metrics/panels.ts';
import type { ApiContext } from './resource.ts';

/** The panel of a definition. Throws BadDefinition, NothingPublished. */
export function panelIn({ panels }: ApiContext, { panel }: Pick<Definition, 'panel'>): PanelFacts {
  return choosePanel(panels, panel);
}

/** The panel, where the newest snapshot is asked for. Throws BadDefinition for an earlier one, with what there is instead. */
export function newestPanel(context: ApiContext, definition: Definition): PanelFacts {
  const panel = panelIn(context, definition);
  const { snapshot } = definition;
  if (snapshot === null || snapshot >= panel.asOf) return panel;
  throw new BadDefinition([
    `snapshot: this list is kept as of ${panel.asOf} alone, not as of ${snapshot}; /api/v1/series and /api/v1/history go back to any day, and /api/v1/editions lists whole states of earlier days.`,
  ]);
}
