import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import { chartIn, shownChart } from '../explore/charts.ts';
import { type ExploredFigure, exploredFigure } from '../explore/explore-view.ts';
import { readLensNames } from '../figure/read-defined.ts';

/** A view alone, as other sites show it. */
export interface EmbedView {
  figure: ExploredFigure;
  /** The view on this site. */
  href: string;
}

/** The figure of an address, without what changes it. Throws BadDefinition, NothingPublished. */
export async function readEmbed(
  db: Db,
  { url, definition }: { url: URL; definition: Definition },
): Promise<EmbedView> {
  const wanted = chartIn(url.searchParams.get('chart'));
  const [figure, nameOf] = await Promise.all([readFigure(db, definition), readLensNames(db, definition)]);
  const chart = shownChart(figure, wanted);
  const shown = exploredFigure(figure, { asked: definition, nameOf, chart, wanted });
  return {
    figure: { ...shown, take: null },
    href: `${url.pathname.slice('/embed'.length)}${url.search}`,
  };
}
