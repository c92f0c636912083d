export interface Measure {
  id: MeasureId;
  name: string;
  /** What one unit is, as it stands under a figure. */
  unit: string;
  says: string;
  /**
   * `stock`: stands at a snapshot. `flow`: falls into an interval between snapshots, and may be summed over them.
   * `mean`, `median`: of parameters; cannot be added, so they have no shares.
   */
  kind: 'stock' | 'flow' | 'mean' | 'median';
}

export type MeasureId =
  | 'downloads30d'
  | 'models'
  | 'newModels'
  | 'downloadsAllTime'
  | 'downloadsGained'
  | 'downloadsFirstYear'
  | 'likes'
  | 'parametersMean'
  | 'parametersMeanByDownloads'
  | 'parametersMedian'
  | 'parametersMedianByDownloads';

/** What is read off each model, and the plain count of models. */
export const MEASURES: readonly Measure[] = [
  {
    id: 'downloads30d',
    name: 'Downloads, 30 days',
    kind: 'stock',
    unit: 'downloads in the previous 30 days',
    says: 'Requests the Hub counted in the 30 days before the snapshot, GET and HEAD, without removing repeats or automated builds. A rolling count: never summed over dates.',
  },
  {
    id: 'models',
    name: 'Models',
    kind: 'stock',
    unit: 'public model repositories',
    says: 'Model repositories in the panel on the day of the snapshot.',
  },
  {
    id: 'newModels',
    name: 'New models',
    kind: 'flow',
    unit: 'models by month of release',
    says: 'Models of the newest snapshot by the month they were released: the corrected date, or else the day the repository appeared. Models that are gone again are not counted.',
  },
  {
    id: 'downloadsAllTime',
    name: 'Downloads, all time',
    kind: 'stock',
    unit: 'downloads since the repository was created',
    says: 'The Hub’s counter since creation. It may fall when the Hub restates it.',
  },
  {
    id: 'downloadsGained',
    name: 'Downloads gained',
    kind: 'flow',
    unit: 'downloads gained',
    says: 'The all-time counter of a snapshot less that of the snapshot before, over the models that are in both, and all of it for models that appeared in between. A fall of the counter is kept and marked.',
  },
  {
    id: 'downloadsFirstYear',
    name: 'Downloads in the first year',
    kind: 'flow',
    unit: 'downloads gained within 365 days of release',
    says: 'Downloads gained, counted only while the model is at most 365 days old at the end of the interval. Takes old infrastructure out without a list. Models without a known release date do not count.',
  },
  {
    id: 'likes',
    name: 'Likes',
    kind: 'stock',
    unit: 'likes',
    says: 'Likes of the repository on the day of the snapshot.',
  },
  {
    id: 'parametersMean',
    name: 'Mean size',
    kind: 'mean',
    unit: 'parameters, mean over models of known size',
    says: 'Total parameters of all models of known size, divided by their number.',
  },
  {
    id: 'parametersMeanByDownloads',
    name: 'Mean size of a download',
    kind: 'mean',
    unit: 'parameters, mean over downloads in 30 days',
    says: 'Total parameters weighted by downloads in 30 days, over models of known size.',
  },
  {
    id: 'parametersMedian',
    name: 'Median size',
    kind: 'median',
    unit: 'parameters, median over models of known size',
    says: 'The total parameters that half of the models of known size do not exceed (the lower median).',
  },
  {
    id: 'parametersMedianByDownloads',
    name: 'Median size of a download',
    kind: 'median',
    unit: 'parameters, median over downloads in 30 days',
    says: 'The total parameters that at least half of the downloads in 30 days do not exceed, over models of known size.',
  },
];
