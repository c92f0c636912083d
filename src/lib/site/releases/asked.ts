import type { Definition, Window } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import type { Reach } from '../../definition/parse.ts';
import { printWindow } from '../../definition/print.ts';
import { brief } from '../../definition/sentences.ts';
import { windowWords } from '../../definition/words.ts';
import { formatExact } from '../../format/numbers.ts';
import { RELEASE_DIMENSIONS } from '../../metrics/releases/release-sql.ts';
import {
  RELEASE_SHOWS,
  RELEASE_SORTS,
  type ReleaseShow,
  type ReleaseSort,
} from '../../metrics/releases/rule.ts';
import { type Choices, chosenIn } from '../choices-view.ts';
import type { LensForm } from '../lens-view.ts';

/** What of a definition the feed follows. */
export const RELEASES_REACH: Reach = {
  keys: ['panel', ...RELEASE_DIMENSIONS, 'window', 'infrastructure'],
  measures: ['downloads30d'],
};

export const RELEASES_KEYS = ['show', 'sort', 'downloads', 'after'];

export const RELEASES_USUAL = { show: 'notable', sort: 'newest', downloads: '0' };

const PERIODS: readonly { name: string; window: Window | null }[] = [
  { name: 'At any time', window: null },
  { name: 'This week', window: { days: 7 } },
  { name: '30 days', window: { days: 30 } },
  { name: 'Quarter', window: { days: 92 } },
  { name: 'Year', window: { days: 365 } },
];
const LEASTS = [0, 100, 1000, 10_000, 100_000];

/** What an address asks of the feed beside its definition. */
export interface AskedReleases {
  show: ReleaseShow;
  sort: ReleaseSort;
  least: number;
  after: string | null;
}

/** What an address asks of the feed beside its definition. Throws BadDefinition. */
export function askedIn(url: URL): AskedReleases {
  const least = url.searchParams.get('downloads')?.trim() || '0';
  if (!/^\d{1,12}$/.test(least))
    throw new BadDefinition([
      `downloads: ${brief(least)} is no whole number; the least downloads in 30 days, as 1000.`,
    ]);
  return {
    show: chosenIn(url, 'show', { ids: RELEASE_SHOWS, otherwise: 'notable' }),
    sort: chosenIn(url, 'sort', { ids: RELEASE_SORTS, otherwise: 'newest' }),
    least: Number(least),
    after: url.searchParams.get('after')?.trim() || null,
  };
}

export function releasesExtra({
  show,
  sort,
  least,
  after,
}: AskedReleases): Readonly<Record<string, string | null>> {
  return {
    show: show === 'notable' ? null : show,
    sort: sort === 'newest' ? null : sort,
    downloads: least === 0 ? null : String(least),
    after,
  };
}

export type Here = (definition: Definition, other?: Partial<AskedReleases>) => string;

export function keptOf(definition: Definition, asked: AskedReleases): LensForm['kept'] {
  const { window, infrastructure, lenses } = definition;
  const pairs: readonly (readonly [string, string | null | undefined])[] = [
    ...(['country', 'publisher', 'license-id'] as const).map((key) => [key, lenses[key]?.join('~')] as const),
    ['window', window && printWindow(window)],
    ['infrastructure', infrastructure === 'with' ? null : infrastructure],
    ...Object.entries(releasesExtra({ ...asked, after: null })),
  ];
  return pairs.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

const SORT_NAMES: Readonly<Record<ReleaseSort, string>> = {
  newest: 'Newest first',
  downloads: 'Most downloads',
  ram30: 'Relative adoption at 30 days',
  ram60: 'at 60',
  ram90: 'at 90',
};

export function choicesOf(definition: Definition, asked: AskedReleases, here: Here): readonly Choices[] {
  const said = definition.window && printWindow(definition.window);
  const own = PERIODS.every(({ window }) => (window && printWindow(window)) !== said);
  return [
    {
      name: 'Show',
      choices: RELEASE_SHOWS.map((id) => ({
        name: id === 'notable' ? 'Notable releases' : 'All releases',
        count: null,
        href: id === asked.show ? null : here(definition, { show: id }),
      })),
    },
    {
      name: 'Released',
      choices: [
        ...PERIODS.map(({ name, window }) => ({
          name,
          count: null,
          href: (window && printWindow(window)) === said ? null : here({ ...definition, window }),
        })),
        ...(own && definition.window
          ? [{ name: windowWords(definition.window), count: null, href: null }]
          : []),
      ],
    },
    {
      name: 'Order',
      choices: RELEASE_SORTS.map((sort) => ({
        name: SORT_NAMES[sort],
        count: null,
        href: sort === asked.sort ? null : here(definition, { sort }),
      })),
    },
    {
      name: 'Downloads',
      choices: [...new Set([...LEASTS, asked.least])]
        .toSorted((a, b) => a - b)
        .map((least) => ({
          name: least === 0 ? 'Any number' : `${formatExact(least)} or more`,
          count: null,
          href: least === asked.least ? null : here(definition, { least }),
        })),
    },
    {
      name: 'Infrastructure',
      choices: (['with', 'without'] as const).map((id) => ({
        name: id === 'with' ? 'With infrastructure models' : 'Without',
        count: null,
        href: id === definition.infrastructure ? null : here({ ...definition, infrastructure: id }),
      })),
    },
  ];
}
