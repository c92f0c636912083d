import type { Db } from '../../../db/client.ts';
import { nearestNames } from '../definition/nearest-names.ts';
import { readVersion } from '../metrics/publication.ts';
import { readNamedThings } from '../metrics/search.ts';
import { decoded } from './decoded.ts';
import { MORE, NAV } from './nav.ts';
import { paths } from './paths.ts';

/** A view that can be asked, near one that cannot. */
export interface Near {
  href: string;
  says: string;
}

const PAGES = [...NAV, ...MORE.flatMap(({ entries }) => entries)]
  .filter(({ path }) => path !== paths.overview())
  .map(({ name, path }) => ({ id: path.slice(1), name }));

/** Pages of the menu that are called almost like an address that leads nowhere. */
export function nearPages(pathname: string): readonly Near[] {
  const wanted = decoded(pathname).replaceAll(/^\/+|\/+$/g, '');
  const [first = ''] = wanted.split('/');
  const found = nearestNames(PAGES, wanted);
  return (found.length > 0 ? found : nearestNames(PAGES, first)).map(({ id, name }) => ({
    href: `/${id}`,
    says: name,
  }));
}

const HREFS = { family: paths.family, publisher: paths.publisher } as const;

/** Families or publishers that are called almost so. */
export async function nearNamed(db: Db, kind: keyof typeof HREFS, text: string): Promise<readonly Near[]> {
  const things = await readNamedThings(db, await readVersion(db));
  return nearestNames(
    things.filter((thing) => thing.kind === kind),
    text,
  ).map(({ id, name }) => ({ href: HREFS[kind](id), says: name }));
}

/** Where a model of another name may be found. */
export function nearModels(repoId: string): readonly Near[] {
  const name = repoId.split('/').at(-1)?.slice(0, 100).trim() ?? '';
  return name === '' ? [] : [{ href: paths.search({ q: name }), says: `Search for “${name}”` }];
}
