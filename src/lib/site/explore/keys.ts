/**
 * Keys of the explorer beside those of the definition: the kind of chart, the measure across of a scatter, and the
 * dimension a lens is added in.
 */
export const EXPLORE_KEYS = ['chart', 'against', 'add'] as const;
