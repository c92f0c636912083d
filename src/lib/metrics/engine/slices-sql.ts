import type { Db } from '../../../../db/client.ts';
import { SLICE_COLUMNS, type SliceColumn, sliceColumnsOf, type Use } from './grain.ts';
import { joinPlaces, joinWords, kindColumn } from './kinds-sql.ts';
import type { Fragment, Tables, TablesQuery } from './source.ts';

/** Slices under the names that kinds have, so that the columns of kinds fit them. `o`: the parts of families or of mixes. */
export function sliceTables(db: Db, query: TablesQuery): Tables {
  const columns = columnsOf(query);
  const numbers = columns.map((column) => SLICE_COLUMNS.indexOf(column) + 1);
  const setNo = (numbers[0] ?? 0) * 16 + (numbers[1] ?? 0);
  const held = new Set(columns);
  const mixed = held.has('mix') ? db`k.mix` : held.has('families') ? db`k.families` : null;
  const none = db``;
  return {
    from: db`
      (
        select s.slice_id, s.infrastructure ${columns.map((column, at) => named(db, column, at)).reduce((all, next) => db`${all} ${next}`, none)}
        from slices s
        ${held.has('license') ? db`left join ref_licenses y on y.license = ${columns[0] === 'license' ? db`s.a` : db`s.b`}` : none}
        where s.set_no = ${setNo}
      ) k
      ${
        mixed
          ? db`cross join lateral (
              select split_part(p.part, '|', 1) as value, split_part(p.part, '|', 2)::float8 as weight
              from unnest(string_to_array(${mixed}, ' ')) as p (part)
            ) o`
          : none
      }
      ${held.has('holder') ? joinPlaces(db, 'uploader', query) : none}
      ${joinWords(db, query.used)}
    `,
    weight: db`1::float8 ${mixed ? db`* o.weight` : none} ${held.has('holder') ? db`* u.weight` : none}`,
  };
}

/** A column of slices, as text but for sizes; the license brings its class. */
function named(db: Db, column: SliceColumn, at: number): Fragment {
  const value = at === 0 ? db`s.a` : db`s.b`;
  const names: Readonly<Record<SliceColumn, () => Fragment>> = {
    region: () => db`, ${value} as region`,
    country: () => db`, ${value} as country`,
    holder: () => db`, ${value} as holder`,
    type: () => db`, ${value} as type`,
    size_cell: () => db`, ${value}::smallint as size_cell`,
    license: () => db`, ${value} as license,
      case when ${value} in ('none', 'unrecorded') then ${value} else coalesce(y.class, 'unreviewed') end as license_class`,
    task: () => db`, ${value} as task`,
    library: () => db`, ${value} as library`,
    format: () => db`, ${value} as format`,
    relation: () => db`, ${value} as relation`,
    inheritance: () => db`, ${value} as inheritance`,
    gated: () => db`, ${value} as gated`,
    year: () => db`, ${value} as year`,
    mix: () => db`, ${value} as mix`,
    families: () => db`, ${value} as families`,
  };
  return names[column]();
}

export function sliceColumn(db: Db, use: Use, query: Omit<TablesQuery, 'used'>): Fragment {
  const columns = columnsOf(query);
  const { dimension, side } = use;
  if (dimension === 'family') return db`o.value`;
  if (dimension === 'region') {
    if (side === 'creator') return db`o.value`;
    if (columns.includes('region')) return db`k.region`;
  }
  if (dimension === 'country' && columns.includes('country')) return db`k.country`;
  if (dimension === 'publisher-type' && columns.includes('type')) return db`k.type`;
  return kindColumn(db, use);
}

function columnsOf({ definition, ask }: Omit<TablesQuery, 'used'>): readonly SliceColumn[] {
  return sliceColumnsOf(definition, ask) ?? [];
}
