/** How many of the largest are added up. The same numbers stand in `top_counts()`, db/functions/33-structure.sql. */
export const TOP_COUNTS: readonly number[] = [1, 4, 10, 25, 50, 100, 200, 300, 1000];

/** Which part of all units, the largest first, is added up: at least one unit, rounded up. `top_parts()` in SQL. */
export const TOP_PARTS: readonly number[] = [0.0001, 0.001, 0.01, 0.015, 0.1];

/** Places of the list of the largest models that is kept of every snapshot. */
export const LEADERS = 100;

/** Downloads of all time whose day is kept of every model. `milestones()` in SQL. */
export const MILESTONES: readonly number[] = [1_000, 10_000, 100_000, 1_000_000];

/** Days from release at which downloads are compared. `ram_ages()` in SQL. */
export const RAM_AGES: readonly number[] = [7, 14, 30, 60, 90, 180, 365];

/** Models of a size class that a baseline of downloads by age needs: its median and its last are divisors. */
export const RAM_PEERS = 10;

/** Who counts as a derivative: all; more than 5 downloads in 30 days; more than 200 of all time. */
export const DERIVATIVE_THRESHOLDS = ['all', 'over-5', 'over-200'] as const;

/** How derivatives of a family are counted. `says` completes "Counted are …". */
export const DERIVATIVE_COUNTINGS = [
  {
    id: 'direct',
    name: 'Direct',
    says: 'models that declare a model of the family, published by the family’s own publisher, as a base',
  },
  {
    id: 'descendants',
    name: 'Descendants',
    says: 'models whose declared lineage ends at a model of the family; of several roots each takes an equal part',
  },
  {
    id: 'mentioned',
    name: 'Mentioned',
    says: 'models with a word of the family in a tag, without the family’s own originals',
  },
] as const;
