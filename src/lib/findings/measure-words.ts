import type { MeasureId } from '../../../db/vocab/measures.ts';

export interface MeasureWords {
  /** What shares are shares of, in the plural: "24.1 % of ‹whole›". */
  whole: string;
  /** The subject of a count: "‹count› rose 3.2 % to …". */
  count: string;
}

const WORDS: Readonly<Record<MeasureId, MeasureWords>> = {
  downloads30d: { whole: 'downloads', count: 'downloads in 30 days' },
  models: { whole: 'models', count: 'the number of models' },
  newModels: { whole: 'new models', count: 'the number of new models' },
  downloadsAllTime: { whole: 'downloads of all time', count: 'downloads of all time' },
  downloadsGained: { whole: 'downloads gained', count: 'downloads gained' },
  downloadsFirstYear: { whole: 'first-year downloads', count: 'first-year downloads' },
  likes: { whole: 'likes', count: 'likes' },
  parametersMean: { whole: 'models', count: 'the mean size' },
  parametersMeanByDownloads: { whole: 'downloads', count: 'the download-weighted mean size' },
  parametersMedian: { whole: 'models', count: 'the median size' },
  parametersMedianByDownloads: { whole: 'downloads', count: 'the download-weighted median size' },
};

/** What a measure is called inside a finding. */
export function measureWords(measure: MeasureId): MeasureWords {
  return WORDS[measure];
}
