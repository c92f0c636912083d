import type { Db } from '../../../../db/connection.ts';

/** Where a text stands, in any column of any table that can hold it, as `table.column`. */
export async function placesOf(db: Db, text: string): Promise<string[]> {
  const columns = await db<{ table: string; column: string }[]>`
    select c.table_name as "table", c.column_name as "column"
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and c.data_type in ('text', 'jsonb', 'json', 'character varying', 'ARRAY', 'bytea')
  `;
  const found = await Promise.all(
    columns.map(async ({ table, column }) => {
      const rows = await db`
        select 1 from ${db(table)} x
        where strpos(lower(x.${db(column)}::text), lower(${text})) > 0
          or strpos(x.${db(column)}::text, encode(convert_to(lower(${text}), 'UTF8'), 'hex')) > 0
        limit 1
      `;
      return rows.length > 0 ? [`${table}.${column}`] : [];
    }),
  );
  return found.flat().sort();
}
