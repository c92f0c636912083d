import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { type ExploredFigure, exploredFigure, readShown, wantedIn } from '../explore/explore-view.ts';
import { mostEmbedded } from './embed-height.ts';

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
  const wanted = wantedIn(url, definition);
  const shown = exploredFigure({
    ...(await readShown(db, { definition, wanted })),
    asked: definition,
    wanted,
    most: mostEmbedded,
  });
  return {
    figure: { ...shown, take: null },
    href: `${embedded(url).pathname}${url.search}`,
  };
}

/** The address of what is embedded. */
export function embedded(url: URL): URL {
  return new URL(`${url.pathname.slice('/embed'.length)}${url.search}`, url);
}
