import type { MeasureId } from '../../../db/vocab/measures.ts';

/** Shares are printed to a tenth of a point; what would print as less is no change. */
export const LEAST_POINTS = 0.001;

/** Counts are printed to a tenth of a percent; less reads as no change. */
export const LEAST_GROWTH = 0.001;

/** Above ten times a percentage or a difference says less than both values do. */
export const LARGEST_RATIO = 10;

/** A known part that moved by two points may move every share by as much: it is said beside the change. */
export const COVERAGE_SHIFT = 0.02;

/** Two sentences fit on a phone without scrolling. */
export const LONGEST_FINDING = 260;

/** A label stands at the end of a line of a chart. */
export const LONGEST_LABEL = 40;

/** Names of publishers and licenses are cut there, so that one name never fills a sentence. */
export const LONGEST_NAME = 48;

const downloads = 1000;
const models = 30;
const likes = 100;

/**
 * Below these bases a change is told by its two values, never as a rate: one test job downloads a model a thousand
 * times a month, one account uploads thirty models in a day, and a hundred likes are one post.
 */
export const SMALLEST_BASE: Readonly<Record<MeasureId, number>> = {
  downloads30d: downloads,
  downloadsAllTime: downloads,
  downloadsGained: downloads,
  downloadsFirstYear: downloads,
  models,
  newModels: models,
  likes,
  // Means and medians carry no base: the figure does not say over how many models they are taken.
  parametersMean: 0,
  parametersMeanByDownloads: 0,
  parametersMedian: 0,
  parametersMedianByDownloads: 0,
};
