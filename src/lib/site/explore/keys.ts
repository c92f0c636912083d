/**
 * Keys of the explorer beside those of the definition: the kind of chart, the measure across of a scatter, the
 * dimension a lens is added in, and the period it is set beside.
 */
export const EXPLORE_KEYS = ['chart', 'against', 'add', 'compare'] as const;
