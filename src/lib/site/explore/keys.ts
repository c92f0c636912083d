/** Keys of the explorer beside those of the definition: the kind of chart, and the dimension a lens is added in. */
export const EXPLORE_KEYS = ['chart', 'add'] as const;
