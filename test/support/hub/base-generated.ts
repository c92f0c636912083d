import { type Base, rank, type Sort, sortValueOf } from './base.ts';
import {
  downloadsOf,
  findGenerated,
  type Generated,
  generatedOid,
  generateModel,
  generateRow,
  lastModifiedSecondsOf,
  likesOf,
  trendingScoreOf,
} from './generate-model.ts';
import { SPECIAL_MODELS } from './special-models.ts';

/** A population made on demand. Holds four bytes per model and sort order asked for, and nothing else. */
export function generatedBase(generated: Generated): Base {
  let population = generated;
  const orders = new Map<Sort, Uint32Array>();
  const value = (position: number, sort: Sort) =>
    position < SPECIAL_MODELS
      ? sortValueOf(generateModel(population, position), sort)
      : ordinaryValue(population, position, sort);
  return {
    size: population.total,
    oid: (position) => generatedOid(population, position),
    item: (position) => generateModel(population, position),
    row: (position, fields) => generateRow(population, position, fields),
    value,
    ranked: (sort) => {
      const known = orders.get(sort);
      if (known) return known;
      const order = rank(population.total, (position) => sortable(value(position, sort), sort));
      orders.set(sort, order);
      return order;
    },
    find: (id) => findGenerated(population, id),
    refresh: (day) => {
      population = { ...population, day };
      orders.clear();
    },
  };
}

function ordinaryValue(population: Generated, position: number, sort: Sort): number | null {
  switch (sort) {
    case 'downloads':
      return downloadsOf(population, position);
    case 'likes':
      return likesOf(population, position);
    case 'trendingScore':
      return trendingScoreOf(population, position);
    case 'lastModified':
      return lastModifiedSecondsOf(population, position) * 1000;
    case 'createdAt':
      return null;
  }
}

/** Ranking packs value and position into one number: milliseconds would not fit beside the position. */
function sortable(value: number | null, sort: Sort): number | null {
  return value !== null && sort === 'lastModified' ? value / 1000 - 0x621ffdc0 : value;
}
