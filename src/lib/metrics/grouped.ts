import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import type { Definition } from '../definition/definition.ts';
import { readFigure } from './engine/read-figure.ts';
import type { Figure } from './figure.ts';
import type { Metric } from './metric.ts';

/** A figure by one dimension. The definition says all the rest. */
export interface GroupedMetric extends Metric<Figure> {
  by: DimensionId;
}

/** Shares by where the publisher is based. */
export const sharesByRegion = grouped('region', {
  id: 'shares-by-region',
  title: 'By region',
  question: 'Where are the publishers of open models based, and what part of the whole is theirs?',
  method:
    'Each model counts whole for the region of its publisher: the body that owns the namespace it stands under on the day of the snapshot, or, by original creator, those at the roots of its declared lineage. ' +
    'Unknown means that somebody looked and could not tell, unreviewed that nobody has looked yet; both stay in the total unless the definition leaves them out. ' +
    'A day is compared only with other days of the same panel, and counts of different days are never added up.',
});

/** Shares by the total parameters of a model. */
export const sharesBySize = grouped('size', {
  id: 'shares-by-size',
  title: 'By size',
  question: 'How large are the models, counted in total parameters?',
  method:
    'Each model counts whole for the class of its total parameters; the lower bound is inside, the upper outside. ' +
    'Parameters come from a reviewed record where there is one, else from the files as served, else from the repository’s name. ' +
    'Models without any of these are unknown and stay in the total unless the definition leaves them out.',
});

/** Shares by what the declared license allows. */
export const sharesByLicense = grouped('license', {
  id: 'shares-by-license',
  title: 'By license',
  question: 'Under which kind of license are the models offered?',
  method:
    'Each model counts whole for the class of the license its repository declares on the day of the snapshot. ' +
    'None declared is an observation; not recorded means that the source of the panel does not say; unreviewed is an id that nobody has classified. ' +
    'The declaration is taken at its word: it is not checked against the files or the base model.',
});

/** Shares by the country of the publisher. */
export const sharesByCountry = grouped('country', {
  id: 'shares-by-country',
  title: 'By country',
  question: 'In which countries are the publishers based?',
  method:
    'Each model counts for the country of its publisher. Publishers of several countries count whole for the first, ' +
    'in equal parts, or whole for each, as the definition says.',
});

/** Shares by the license id that repositories declare. */
export const sharesByLicenseId = grouped('license-id', {
  id: 'shares-by-license-id',
  title: 'By license id',
  question: 'Which licenses do the repositories declare?',
  method: 'Each model counts whole for the license id it declares, verbatim.',
});

/** Shares by publisher. */
export const sharesByPublisher = grouped('publisher', {
  id: 'shares-by-publisher',
  title: 'By publisher',
  question: 'Who publishes the most downloaded models?',
  method:
    'Each model counts for the publisher of its namespace, as the reference knows it; one publisher may own several namespaces. ' +
    'Namespaces nobody has reviewed are one row, which is not known.',
});

function grouped(by: DimensionId, about: Omit<Metric<Figure>, 'read'>): GroupedMetric {
  return { ...about, by, read: (db, definition: Definition) => readFigure(db, { ...definition, by: [by] }) };
}
