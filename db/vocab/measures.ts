export interface Measure {
  id: MeasureId;
  name: string;
  /** What one unit is, as it stands under a figure. */
  unit: string;
  says: string;
}

export type MeasureId = 'downloads30d' | 'downloadsAllTime' | 'likes' | 'models';

/** What is read off each model, and the plain count of models. */
export const MEASURES: readonly Measure[] = [
  {
    id: 'downloads30d',
    name: 'Downloads, 30 days',
    unit: 'downloads in the previous 30 days',
    says: 'Requests the Hub counted in the 30 days before the snapshot, GET and HEAD, without removing repeats or automated builds. A rolling count: never summed over dates.',
  },
  {
    id: 'models',
    name: 'Models',
    unit: 'public model repositories',
    says: 'Model repositories in the panel on the day of the snapshot.',
  },
  {
    id: 'downloadsAllTime',
    name: 'Downloads, all time',
    unit: 'downloads since the repository was created',
    says: 'The Hub’s counter since creation. It may fall when the Hub restates it.',
  },
  {
    id: 'likes',
    name: 'Likes',
    unit: 'likes',
    says: 'Likes of the repository on the day of the snapshot.',
  },
];
