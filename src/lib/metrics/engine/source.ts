import type { PendingQuery, Row } from 'postgres';
import type { Db } from '../../../../db/client.ts';
import { classOfCell, SIZE_CELLS, SIZE_SCHEMES } from '../../../../db/vocab/size-classes.ts';
import type { Definition } from '../../definition/definition.ts';
import { cellColumn, cellTables } from './cells-sql.ts';
import { type Extra, type Grain, grouped, lensed, type Use } from './grain.ts';
import { kindColumn, kindTables } from './kinds-sql.ts';
import { sliceColumn, sliceTables } from './slices-sql.ts';

export type Fragment = PendingQuery<Row[]>;

/** What stands between `from` and `group by`: the keys of a rollup with all that the dimensions in use need. */
export interface Source {
  grain: Grain;
  /** `k` is the key row; joined tables follow. */
  from: Fragment;
  /** Predicates of universe, lenses and infrastructure. */
  where: Fragment;
  /** What a sum counts for a row. */
  weight: Fragment;
  /** The group id of each dimension of `by`; sizes as cells. */
  groups: readonly Fragment[];
}

export interface Tables {
  from: Fragment;
  weight: Fragment;
}

/** How a definition is asked of a rollup. `once`: publishers of several countries count once, where no lens asks for some. */
export interface Ask extends Extra {
  grain: Grain;
  once: boolean;
}

/** The definition as SQL on the keys of a rollup. */
export function sourceOf(db: Db, definition: Definition, ask: Ask): Source {
  const groups = grouped(definition);
  const lenses = lensed(definition);
  const { from, weight } = tablesOf(db, { definition, ask, used: [...groups, ...lenses] });
  const column = (use: Use) => columnOf(db, use, { definition, ask });
  const predicates = [
    ...lenses.map((lens) => narrow(db, column(lens), lens.dimension, definition)),
    universeOf(db, definition),
    infrastructureOf(db, definition, ask.grain),
    ask.sized ? db`k.size_cell >= 0` : db`true`,
    ask.declared ? db`k.relation not in ('original', 'undeclared')` : db`true`,
  ];
  return {
    grain: ask.grain,
    from,
    weight,
    where: predicates.reduce((all, predicate) => db`${all} and ${predicate}`),
    groups: groups.map(column),
  };
}

export interface TablesQuery {
  definition: Definition;
  ask: Ask;
  used: readonly Use[];
}

function tablesOf(db: Db, query: TablesQuery): Tables {
  if (query.ask.grain === 'cells') return cellTables(db, query.used);
  return query.ask.grain === 'slices' ? sliceTables(db, query) : kindTables(db, query);
}

function columnOf(db: Db, use: Use, { definition, ask }: Omit<TablesQuery, 'used'>): Fragment {
  if (ask.grain === 'cells') return cellColumn(db, use);
  return ask.grain === 'slices' ? sliceColumn(db, use, { definition, ask }) : kindColumn(db, use);
}

function narrow(db: Db, column: Fragment, dimension: Use['dimension'], definition: Definition): Fragment {
  const ids = definition.lenses[dimension] ?? [];
  if (dimension !== 'size') return db`${column} = any (${[...ids]}::text[])`;
  const scheme = SIZE_SCHEMES.find(({ id }) => id === definition.scheme);
  const cells = [-1, ...SIZE_CELLS.keys()].filter(
    (cell) => scheme && ids.includes(classOfCell(scheme, cell).id),
  );
  return db`k.size_cell = any (${cells}::smallint[])`;
}

function universeOf(db: Db, { universe }: Definition): Fragment {
  switch (universe) {
    case 'all':
      return db`true`;
    case 'parameters-known':
      return db`k.size_cell >= 0`;
    case 'first-party':
      return db`k.first_party`;
    case 'tracked':
      return db`k.tracked`;
    case 'language':
      return db`k.task in (select t.task from ref_tasks t where t.language)`;
  }
}

/** Of kinds the flag stands in the sums, `r`. */
function infrastructureOf(db: Db, { infrastructure }: Definition, grain: Grain): Fragment {
  if (infrastructure === 'with') return db`true`;
  return grain === 'cells' || grain === 'slices' ? db`not k.infrastructure` : db`not r.infrastructure`;
}
