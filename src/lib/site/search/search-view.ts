import type { Db } from '../../../../db/client.ts';
import { definitionOf } from '../../definition/defaults.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { formatExact } from '../../format/numbers.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { choosePanel, readPanels } from '../../metrics/panels.ts';
import { readVersion } from '../../metrics/publication.ts';
import { type FoundModels, mostNames, readNamedThings, searchModels } from '../../metrics/search.ts';
import { headLength } from '../../metrics/search-head.ts';
import { paths } from '../paths.ts';
import { findablesOf, type Prepared } from './findable.ts';
import { type Findable, FOUND_GROUPS, type Found, type FoundGroup } from './found.ts';
import { type Fit, fitOf, folded, likeness, longestSearch, tidied } from './rank.ts';

/** What `/search` shows. */
export interface SearchPage {
  q: string;
  panel: PanelFacts | null;
  /** The panel the address names; null: the site's own choice. */
  kept: string | null;
  groups: readonly FoundGroup[];
  /** Names that are alike, where nothing was found. */
  alike: readonly Found[];
}

/** What an address of a search may say. */
export const SEARCH_KEYS = ['q', 'panel'] as const;

const mostResults = 8;

/** Everything whose name holds a search, the best kind first. Throws BadDefinition. */
export async function readSearch(
  db: Db,
  { q, panel: kept }: { q: string | null; panel: string | null },
): Promise<SearchPage> {
  const search = folded(q ?? '');
  if (search.length > longestSearch)
    throw new BadDefinition([`q: a search has at most ${longestSearch} characters.`]);
  const [panels, version] = await Promise.all([readPanels(db), readVersion(db)]);
  const panel = panels.length === 0 && kept === null ? null : choosePanel(panels, kept);
  if (search === '') return { q: '', panel, kept, groups: [], alike: [] };
  const [things, models] = await Promise.all([
    readNamedThings(db, version),
    panel &&
      searchModels(db, {
        search: tidied(q ?? ''),
        panel,
        limit: mostResults,
        version: version.version,
      }),
  ]);
  const all = findablesOf(things);
  const groups = FOUND_GROUPS.flatMap(({ id, name }) => {
    const ranked =
      id === 'models' ? rankedModels(search, models, kept) : rankedThings(search, all.get(id) ?? []);
    return ranked ? [{ fit: ranked.fit, group: { id, name, ...ranked.found } }] : [];
  });
  return {
    q: q ?? '',
    panel,
    kept,
    groups: groups.toSorted((a, b) => a.fit - b.fit).map(({ group }) => group),
    alike: groups.length > 0 ? [] : alikeIn(search, [...all.values()].flat()),
  };
}

interface Ranked {
  fit: Fit;
  found: Omit<FoundGroup, 'id' | 'name'>;
}

function rankedThings(search: string, things: readonly Prepared[]): Ranked | null {
  const fitting = things
    .flatMap((one) => {
      const fit = fitOfThing(search, one);
      return fit === null ? [] : [{ ...one, fit, named: fitOf(search, [one.name]) ?? 5 }];
    })
    .toSorted((a, b) => a.fit - b.fit || a.named - b.named || a.name.length - b.name.length);
  const [first] = fitting;
  if (!first) return null;
  return {
    fit: first.fit,
    found: {
      results: fitting.slice(0, mostResults).map(({ thing }) => foundOf(thing)),
      matching: fitting.length,
      allHref: null,
      note: null,
    },
  };
}

/** What a thing has to do with is never as good as what it is called. */
function fitOfThing(search: string, { strong, weak }: Prepared): Fit | null {
  const named = fitOf(search, strong);
  if (named !== null && named < 3) return named;
  const fit = weak.length === 0 ? named : fitOf(search, [...strong, ...weak]);
  return fit !== null && fit < 3 ? 3 : fit;
}

function foundOf({ name, says, href }: Findable): Found {
  return { name, says, href };
}

function rankedModels(search: string, found: FoundModels | null, panel: string | null): Ranked | null {
  if (!found || found.models.length === 0) return null;
  const fits = found.models.map(
    ({ repoId }) => fitOf(search, [repoId, repoId.split('/').at(-1) ?? ''].map(folded)) ?? 5,
  );
  const whole = /[\p{L}\p{N}]{3}/u.test(search) && !search.includes(' ');
  const isFull = found.models.length === mostResults;
  return {
    fit: fits.reduce<Fit>((best, fit) => (fit < best ? fit : best), 5),
    found: {
      results: found.models.map(({ repoId, downloads30d }) => ({
        name: repoId,
        says: downloads30d === null ? '' : `${formatExact(downloads30d)} downloads in 30 days`,
        href: paths.model(repoId),
      })),
      matching: isFull ? null : found.models.length,
      allHref: isFull && whole ? paths.models(definitionOf({ panel }), { q: search }) : null,
      note: NOTES[found.of],
    },
  };
}

const NOTES: Readonly<Record<FoundModels['of'], string | null>> = {
  all: null,
  head: `Of the ${formatExact(headLength)} most downloaded models only: nothing here is both long and rare enough to look for it in all.`,
  some: `More than ${formatExact(mostNames)} repo ids hold this: these are some of them.`,
};

function alikeIn(search: string, things: readonly Prepared[]): readonly Found[] {
  return things
    .map(({ thing, strong }) => ({ thing, like: Math.max(...strong.map((text) => likeness(search, text))) }))
    .filter(({ like }) => like >= 0.4)
    .toSorted((a, b) => b.like - a.like)
    .slice(0, 5)
    .map(({ thing }) => foundOf(thing));
}
