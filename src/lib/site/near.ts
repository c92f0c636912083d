import type { Db } from '../../../db/client.ts';
import { nearestNames } from '../definition/nearest-names.ts';
import { readVersion } from '../metrics/publication.ts';
import { readNamedThings } from '../metrics/search.ts';
import { decoded } from './decoded.ts';
import type { Near, Problem } from './load-view.ts';
import { MENU } from './nav.ts';
import { paths } from './paths.ts';

const PAGES = MENU.filter(({ path }) => path !== paths.overview()).map(({ name, path }) => ({
  id: path.slice(1),
  name,
}));

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

/** Of an address of a model that no snapshot has, and where one of another name may be found. */
export function noSuchModel(repoId: string): Problem {
  const name = repoId.split('/').at(-1)?.slice(0, 100).trim() ?? '';
  return {
    status: 404,
    sentences: ['No published snapshot has a model of this name.'],
    plainHref: null,
    nearest: name === '' ? [] : [{ href: paths.search({ q: name }), says: `Search for “${name}”` }],
  };
}

/** Of an address of a family that is not curated. */
export async function noSuchFamily(db: Db, id: string): Promise<Problem> {
  return {
    status: 404,
    sentences: ['No curated family is called that.'],
    plainHref: paths.families(),
    nearest: await nearNamed(db, 'family', id),
  };
}
