import type { Db } from '../../../../db/client.ts';
import { addDays } from '../../metrics/days.ts';
import type { Found } from '../answer.ts';
import type { Counter, FactAsk } from '../ask.ts';

type Named<Kind extends FactAsk['ask']> = Extract<FactAsk, { ask: Kind }>;

/** Sum of the all-time counters of models at an age. */
export async function readAtAge(db: Db, panel: string, { repos, age }: Named<'at-age'>): Promise<Found> {
  const [row] = await db<[{ models: number; sum: number | null }]>`
    select count(*)::int as "models", sum(a.downloads)::float8 as "sum"
    from model_ages a
    join panels p on p.panel_id = a.panel_id and p.panel = ${panel}
    join models m on m.model_id = a.model_id
    where a.age = ${age} and m.repo_id = any (${[...repos]}::text[])
  `;
  return found(row.sum, row.models, repos.length, `was observed ${age} days after release`);
}

/** Sum of a counter of models on the last published day up to `on`; null for the newest. */
export async function readCounter(
  db: Db,
  panel: string,
  { repos, measure, at }: Named<'counter'>,
): Promise<Found> {
  const rows = await readOn(db, panel, { repos, measure, on: at });
  const sum = rows.reduce((all, { value }) => all + value, 0);
  return found(rows.length > 0 ? sum : null, rows.length, repos.length, 'was in the panel then');
}

/** What the all-time counters of models grew by; a model that was not there at the beginning began with nothing. */
export async function readGrown(
  db: Db,
  panel: string,
  { repos, from, until }: Named<'grown'>,
): Promise<Found> {
  const on = (day: string) => readOn(db, panel, { repos, measure: 'downloadsAllTime', on: day });
  const [before, after] = [await on(from), await on(addDays(until, -1))];
  const grown = after.map(({ repo, value }) => value - (before.find((one) => one.repo === repo)?.value ?? 0));
  const sum = grown.length > 0 ? grown.reduce((all, one) => all + one, 0) : null;
  return found(sum, grown.length, repos.length, 'was in the panel then');
}

function found(value: number | null, seen: number, wanted: number, what: string): Found {
  const says =
    seen === 0
      ? `None of the models ${what}.`
      : seen < wanted
        ? `Only ${seen} of ${wanted} models ${what}.`
        : null;
  return { value: seen === 0 ? null : value, coverage: null, asOf: null, says };
}

interface On {
  repos: readonly string[];
  measure: Counter;
  on: string | null;
}

async function readOn(
  db: Db,
  panel: string,
  { repos, measure, on }: On,
): Promise<{ repo: string; value: number }[]> {
  const column = {
    downloads30d: db`o.downloads_30d`,
    downloadsAllTime: db`o.downloads_all_time`,
    likes: db`o.likes`,
  }[measure];
  return await db<{ repo: string; value: number }[]>`
    select m.repo_id as "repo", o.value::float8 as "value"
    from models m
    join panels p on p.panel = ${panel}
    cross join lateral (
      select ${column} as value, o.present
      from observed o
      join snapshots s on s.snapshot_id = o.snapshot_id and s.status in ('published', 'superseded')
      where o.model_id = m.model_id and o.panel_id = p.panel_id and o.as_of <= coalesce(${on}::date, 'infinity')
      order by o.as_of desc, o.snapshot_id desc
      limit 1
    ) o
    where m.repo_id = any (${[...repos]}::text[]) and o.present and o.value is not null
    order by m.repo_id
  `;
}

/** All present models that descend from others, over declared bases in force. */
export async function readSubtree(db: Db, panel: string, { root, give }: Named<'subtree'>): Promise<Found> {
  const value = {
    models: db`count(t.model_id)`,
    downloads30d: db`sum(t.downloads_30d)`,
    downloadsAllTime: db`sum(t.downloads_all_time)`,
  }[give];
  const [row] = await db<[{ roots: number; value: number | null }]>`
    with recursive below as (
      select m.model_id from models m
      join panel_models t on t.model_id = m.model_id and t.present
      join panels p on p.panel_id = t.panel_id and p.panel = ${panel}
      where m.repo_id = any (${[...root]}::text[])
      union
      select e.child_id
      from below b
      join lineage_edges e on e.parent_id = b.model_id and e.until_snapshot is null and not e.cut
      join panels p on p.panel_id = e.panel_id and p.panel = ${panel}
    )
    select
      (select count(*) from models m join below b on b.model_id = m.model_id
        where m.repo_id = any (${[...root]}::text[]))::int as "roots",
      ${value}::float8 as "value"
    from below b
    join models m on m.model_id = b.model_id and m.repo_id <> all (${[...root]}::text[])
    join panel_models t on t.model_id = b.model_id and t.present
    join panels p on p.panel_id = t.panel_id and p.panel = ${panel}
  `;
  return found(row.value ?? 0, row.roots, root.length, 'is in the panel');
}
