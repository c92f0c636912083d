import { definitionOf } from '../../src/lib/definition/defaults.ts';
import type { Definition } from '../../src/lib/definition/definition.ts';
import { GROUPS } from '../../src/lib/definition/vocabulary.ts';
import { paths } from '../../src/lib/site/paths.ts';

/** The page of each kind that is asked again and again. */
export function keptPaths(repoId: string): Readonly<Record<string, string>> {
  return {
    overview: paths.overview(),
    regions: paths.regions(),
    sizes: paths.sizes(),
    licenses: paths.licenses(),
    models: paths.models(),
    model: paths.model(repoId),
    methods: paths.methods(),
  };
}

/** Canonical addresses of every kind that read the database, each different from all others and from the kept ones. */
export function freshPaths(repoIds: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const lenses = repoIds.map((_, n) => lensAt(n));
  const measured = lenses.map((lens, n) => ({ ...lens, measure: MEASURES[n % MEASURES.length] ?? 'models' }));
  return {
    overview: [paths.overview({ ...none, panel: 'hub' })],
    regions: measured.map((lens) => paths.regions(lens)),
    sizes: measured.map((lens) => paths.sizes(lens)),
    licenses: measured.map((lens) => paths.licenses(lens)),
    models: lenses.map((lens) => paths.models(lens)),
    search: lenses.map((lens, n) =>
      n % 3 === 0
        ? paths.models(none, { q: `${n % 2 === 0 ? 'namespace-' : 'absent-'}${n}` })
        : paths.models(lens, { q: COMMON[n % COMMON.length] ?? '' }),
    ),
    found: repoIds.map((repoId, n) =>
      paths.search({ q: SEARCHES[n % SEARCHES.length]?.(repoId, n) ?? repoId }),
    ),
    model: repoIds.slice(1).map((repoId) => paths.model(repoId)),
    compare: lenses.map((_, n) => paths.compare('regions', 'us-vs-cn-vs-europe', daysBack(n))),
    review: lenses.map((_, n) => paths.review(daysBack(n))),
  };
}

/** Another stretch of days for each. */
const daysBack = (n: number): Definition => definitionOf({ window: { days: 40 + n } });

const MEASURES = ['downloads30d', 'models', 'likes', 'downloadsAllTime'] as const;

/** Parts of many names. */
const COMMON = ['bert', 'qwen3', 'instruct', 'llama-3.1-70b', 'namespace'];

/** What readers type: an address, a part of a name, two letters, words. */
const SEARCHES: readonly ((repoId: string, n: number) => string)[] = [
  (repoId) => repoId,
  (repoId) => repoId.split('/').at(-1)?.slice(0, 9) ?? repoId,
  (_, n) => `${'bcdfghklmpqrstvz'[n % 16] ?? 'b'}${n % 10}`,
  (_, n) => `${COMMON[n % COMMON.length]} ${n}`,
];

const none: Definition = definitionOf();

/** Lens combinations from all but one region to a single cell; no two are equal for some hundred. */
function lensAt(n: number): Definition {
  const region = pick(
    GROUPS.region.map(({ id }) => id),
    { at: n, count: 1 + ((n * 5) % 11) },
  );
  const size =
    n % 3 === 0
      ? []
      : pick(
          GROUPS.size.map(({ id }) => id),
          { at: n * 2, count: 1 + (n % 8) },
        );
  const license =
    n % 4 === 0
      ? []
      : pick(
          GROUPS.license.map(({ id }) => id),
          { at: n * 3, count: 1 + (n % 7) },
        );
  return { ...none, lenses: { region, size, license } };
}

function pick(ids: readonly string[], { at, count }: { at: number; count: number }): readonly string[] {
  return Array.from({ length: count }, (_, step) => ids[(at + step) % ids.length] ?? '');
}
