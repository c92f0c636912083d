import type { Db } from '../../../../db/client.ts';
import type { Use } from './grain.ts';
import type { Fragment, Tables } from './source.ts';

/** Cells, with the regions of their origins where creators are asked for. */
export function cellTables(db: Db, used: readonly Use[]): Tables {
  const mixed = used.some(({ dimension, side }) => dimension === 'region' && side === 'creator');
  return mixed
    ? { from: db`cells k join mix_parts x on x.mix_id = k.mix_id`, weight: db`x.weight` }
    : { from: db`cells k`, weight: db`1::float8` };
}

export function cellColumn(db: Db, { dimension, side }: Use): Fragment {
  switch (dimension) {
    case 'region':
      return side === 'creator' ? db`x.region` : db`k.region`;
    case 'size':
      return db`k.size_cell::text`;
    case 'license':
      return db`k.license_class`;
    case 'relation':
      return db`k.relation`;
    default:
      throw new Error(`cells do not hold ${dimension}`);
  }
}
