import { croissant } from '../../editions/describe/croissant.ts';
import { COPY, MANIFEST, SUMS } from '../../editions/manifest.ts';
import { saysGone } from '../../editions/retract-edition.ts';
import type { EditionStore, StoredEdition } from '../../editions/store.ts';
import { decoded } from '../decoded.ts';
import { paths } from '../paths.ts';

/** A file of an edition as it is sent. */
export interface FoundFile {
  kind: 'file';
  edition: StoredEdition;
  /** In the edition. */
  path: string;
  /** Null: it stands in no manifest, and must be asked for anew each time. */
  sha256: string | null;
  bytes: number | null;
}

/** What stands at an address below `/data`. */
export type Found =
  | FoundFile
  | { kind: 'text'; edition: StoredEdition; path: string; text: string; type: string }
  | { kind: 'redirect'; to: string; vary: boolean }
  | { kind: 'problem'; status: 404 | 410; says: string };

const day = /^\d{4}-\d\d-\d\d$/;

/** What an address asks for; null where it is for a page. Names are looked up in manifests, never on the disk. */
export async function findFile(
  store: EditionStore,
  { pathname, accept, origin }: { pathname: string; accept: string | undefined; origin: string },
): Promise<Found | null> {
  if (!pathname.startsWith('/data/')) return null;
  const [panel = '', version = '', ...rest] = pathname.slice('/data/'.length).split('/').map(decoded);
  if (version === '') {
    const isPanel = (await store.panels()).includes(panel);
    return isPanel ? { kind: 'redirect', to: paths.editions(`panel-${panel}`), vary: false } : null;
  }
  const isMoment = version === 'latest' || version === 'known-on' || day.test(version);
  if (isMoment) return await atMoment(store, { panel, version, rest });
  if (rest.length === 0) return null;
  const edition = await store.edition(panel, version);
  if (!edition) return { kind: 'problem', status: 404, says: await whatThereIs(store, panel) };
  if (edition.retracted) return { kind: 'problem', status: 410, says: saysGone(edition.retracted) };
  return inEdition(edition, rest.join('/'), { accept, origin });
}

function inEdition(
  edition: StoredEdition,
  path: string,
  { accept, origin }: { accept: string | undefined; origin: string },
): Found {
  const { files, documents } = edition.manifest;
  const known = [...files, ...documents].find((file) => file.path === path);
  if (known) return { kind: 'file', edition, path, sha256: known.sha256, bytes: known.bytes };
  if (path === SUMS || path === MANIFEST || path === COPY)
    return { kind: 'file', edition, path, sha256: null, bytes: null };
  const address = paths.edition(edition.panel, edition.edition);
  if (path === 'dataset.jsonld') {
    const text = `${JSON.stringify(croissant(edition.manifest, `${origin}${address}`))}\n`;
    return { kind: 'text', edition, path, text, type: 'application/ld+json' };
  }
  const table = files.filter((file) => file.table === path && file.month === null);
  const wanted = /text\/csv|application\/gzip/.test(accept ?? '') ? 'csv' : 'parquet';
  const chosen = table.find(({ format }) => format === wanted);
  if (chosen) return { kind: 'redirect', to: `${address}/${chosen.path}`, vary: true };
  const names = [...files, ...documents].map((file) => file.path).filter((name) => !name.includes('/'));
  return {
    kind: 'problem',
    status: 404,
    says: `The edition ${edition.edition} of ${edition.panel} has no such file. It has ${names.join(', ')}.`,
  };
}

interface Moment {
  panel: string;
  /** What stands behind the panel. */
  version: string;
  rest: readonly string[];
}

/** The newest edition, of those that stood on a day, or of one snapshot, which has that file. */
async function atMoment(store: EditionStore, { panel, version, rest }: Moment): Promise<Found> {
  const [first = '', ...others] = rest;
  const isKnownOn = version === 'known-on';
  if (isKnownOn && !day.test(first))
    return { kind: 'problem', status: 404, says: 'known-on takes a day: /data/PANEL/known-on/YYYY-MM-DD.' };
  const path = (isKnownOn ? others : rest).join('/');
  const builtBy = isKnownOn ? first : null;
  const standing = (await store.editions(panel)).filter(
    ({ copy, retracted, day: of }) =>
      (builtBy === null || copy.built_at.slice(0, 10) <= builtBy) &&
      (retracted === null || (builtBy !== null && retracted.retracted_at.slice(0, 10) > builtBy)) &&
      (version === 'latest' || isKnownOn || of === version),
  );
  const chosen = standing.find((edition) => path === '' || holds(edition, path));
  if (!chosen) return { kind: 'problem', status: 404, says: await whatThereIs(store, panel) };
  const to =
    path === '' ? paths.edition(panel, chosen.edition) : paths.editionFile(panel, chosen.edition, path);
  return { kind: 'redirect', to, vary: false };
}

function holds({ manifest }: StoredEdition, path: string): boolean {
  const { files, documents } = manifest;
  const names = [...files, ...documents].map((file) => file.path);
  return [...names, SUMS, MANIFEST, COPY, 'dataset.jsonld', ...files.map(({ table }) => table)].includes(
    path,
  );
}

async function whatThereIs(store: EditionStore, panel: string): Promise<string> {
  const editions = (await store.editions(panel)).filter(({ retracted }) => retracted === null);
  const names = editions.slice(0, 10).map(({ edition }) => edition);
  if (names.length > 0)
    return `There is no such edition of this panel with that file. Newest: ${names.join(', ')}.`;
  const panels = await store.panels();
  return panels.length === 0
    ? 'There is no edition here yet.'
    : `There is no edition of that panel. Panels with editions: ${panels.join(', ')}.`;
}
