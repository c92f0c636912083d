import type { Metric } from './metric.ts';
import { type ReleaseList, readReleases } from './releases/read-releases.ts';
import { NOTABLE_RULE } from './releases/rule.ts';

/** Which new release is on its way to matter. */
export const releases: Metric<ReleaseList> = {
  id: 'releases',
  title: 'Releases',
  question: 'Which models are new, and which of them are on their way to matter?',
  method:
    'Lists the models of the newest published snapshot by day of release: the corrected date of the reference, or else the day the repository appeared on the Hub; models without either are left out. ' +
    `${NOTABLE_RULE} ` +
    'Days since release are counted to the day of the snapshot. ' +
    'Relative adoption (RAM, v1) divides downloads of all time at 30, 60 and 90 days from release, read off a straight line between looks, by the median of the ten first-party language models of the same size class with the most downloads at that age, by a baseline frozen each quarter. ' +
    'It is known for models that the panel saw from their release on, and in size classes with ten such peers. ' +
    'One answer looks at no more than 10,000 models and says where it stopped.',
  read: (db, definition) =>
    readReleases(db, { definition, show: 'notable', sort: 'newest', least: 0, after: null, limit: 50 }),
};
