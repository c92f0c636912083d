import type { Metric } from './metric.ts';
import { type Exposure, readExposure } from './structure/read-exposure.ts';
import { type LicensePairs, readLicensePairs } from './structure/read-license-pairs.ts';

/** Labels that differ from upstream terms. */
export const licenseExposure: Metric<Exposure> = {
  id: 'license-exposure',
  title: 'License exposure',
  question: 'What part of downloads falls to models whose license label differs from upstream terms?',
  method:
    'Each declared edge from a derivative to its base is judged by rules that compare the two labels: the label promises more than the base grants, there is none though the base has one, or both cannot hold at once. ' +
    'Of several bases the least favourable decides, and the model counts whole. ' +
    'Models that declare no base count as not exposed, so every part is a lower bound; edges whose labels cannot be compared are not covered. ' +
    'Labels are compared, nothing else: this is no legal advice.',
  read: (db, definition) => readExposure(db, { definition, by: 'family' }),
};

/** From the license of a base to that of its derivatives. */
export const licenseTransitions: Metric<LicensePairs> = {
  id: 'license-transitions',
  title: 'Licenses from base to derivative',
  question: 'Which license do derivatives carry, beside that of the model they are made from?',
  method:
    'Counts the declared edges of the newest week by the license classes of both ends, as both are labelled now; a derivative of n bases counts 1/n under each, and so do its downloads in the previous 30 days. ' +
    'Edges that would lead in a circle are left out. Many models declare no base and are in no cell.',
  read: (db, { panel, snapshot }) => readLicensePairs(db, { panel, snapshot }),
};
