/** A model with at least so many downloads in the previous 30 days is notable whoever published it. */
export const NOTABLE_DOWNLOADS = 1000;

export const NOTABLE_RULE =
  'Notable are models without a declared base whose publisher is reviewed and no single person, and all models with at least 1,000 downloads in the previous 30 days.';

export const RELEASE_SHOWS = ['notable', 'all'] as const;

export type ReleaseShow = (typeof RELEASE_SHOWS)[number];

export const RELEASE_SORTS = ['newest', 'downloads', 'ram30', 'ram60', 'ram90'] as const;

export type ReleaseSort = (typeof RELEASE_SORTS)[number];

/** Days from release at which the feed shows relative adoption. */
export const RELEASE_AGES = [30, 60, 90] as const;

/** The age an order is by; null: it is by none. */
export function ageOf(sort: ReleaseSort): number | null {
  return { newest: null, downloads: null, ram30: 30, ram60: 60, ram90: 90 }[sort];
}
