import type { Retraction } from '../../editions/manifest.ts';

/** Why files are not there. */
export interface Gone {
  /** In a row of the list. */
  mark: string;
  heading: string;
  because: string;
  advice: string;
}

export function goneOf({ kind, because }: Retraction): Gone {
  return { ...GONE[kind], because };
}

const GONE: Readonly<Record<Retraction['kind'], Omit<Gone, 'because'>>> = {
  retracted: {
    mark: 'retracted',
    heading: 'Retracted',
    advice: 'Its files are gone. Do not use copies of it; the newest edition stands in for it.',
  },
  removed: {
    mark: 'files removed',
    heading: 'Its files are not here any more',
    advice: 'What it said holds: copies of it can be checked against the sums in the manifest, and cited.',
  },
};
