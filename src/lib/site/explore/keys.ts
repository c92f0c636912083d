/** Keys of the explorer beside those of the definition: the kind of chart, the dimension a lens is added in, the comparison. */
export const EXPLORE_KEYS = ['chart', 'add', 'compare'] as const;
