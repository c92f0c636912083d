import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../../../db/client.ts';
import { sumsByCell } from '../../collectors/cell-sums.ts';
import { seenByReaders } from '../../collectors/listing.ts';
import type { OwnServer } from './own-server.ts';

/** What a reader that never stopped looking has to tell. */
export interface Testimony {
  looks: number;
  /** Publications it saw, each of them in one state only. */
  versions: number;
  /** Moments at which nobody answered. */
  refusals: number;
  /** Every half or changed thing it saw; must be empty. */
  wrong: string[];
}

const PAUSE_MS = 15;

/** Reads all that readers may see, again and again, from now on until it is asked what it saw. */
export function witness(server: OwnServer): () => Promise<Testimony> {
  const told: Testimony = { looks: 0, versions: 0, refusals: 0, wrong: [] };
  let over = false;
  let version = -1;
  let content = '';

  const look = async (db: Db): Promise<void> => {
    const seen = await seenByReaders(db);
    const text = JSON.stringify(seen);
    told.looks += 1;
    if (seen.version < version) told.wrong.push(`version ${version} was taken back: ${text}`);
    if (seen.version === version && text !== content) told.wrong.push(`${content} became ${text}`);
    if (seen.version > version) told.versions += 1;
    version = seen.version;
    content = text;
    told.wrong.push(...(await unevenTotals(db)));
  };
  const watch = async (): Promise<void> => {
    while (!over) {
      let db: Db | null = null;
      try {
        db = await server.connect();
        while (!over) {
          await look(db);
          await sleep(PAUSE_MS);
        }
      } catch {
        told.refusals += 1; // The server is down; the next look shows what it has kept.
        await sleep(PAUSE_MS);
      } finally {
        await db?.end({ timeout: 0 });
      }
    }
  };
  const watching = watch();
  return async () => {
    over = true;
    await watching;
    // It may have been waiting for the server when it was asked.
    await server.answers();
    const db = await server.connect();
    await look(db).finally(() => db.end());
    return told;
  };
}

/** Published snapshots whose parts do not add up to the number of models they claim; read in one statement. */
async function unevenTotals(db: Db): Promise<string[]> {
  const rows = await db<{ says: string }[]>`
    with sums as (select * from ${sumsByCell(db)} c),
    published as (
      select s.snapshot_id, s.panel_id, s.as_of, s.models,
        s.as_of = max(s.as_of) over (partition by s.panel_id) as newest
      from snapshots s where s.status = 'published'
    ),
    counted as (
      select p.*,
        (select sum(c.value) from sums c where c.snapshot_id = p.snapshot_id and c.measure = 'models') as cells,
        (select sum(c.value) from sums c where c.snapshot_id = p.snapshot_id and c.measure = 'downloads_30d')
          as downloads,
        (select count(*) from panel_models m where m.panel_id = p.panel_id and m.present) as present,
        (select sum(m.downloads_30d) from panel_models m where m.panel_id = p.panel_id and m.present) as current
      from published p
    )
    select format('%s: %s models, %s in cells, %s present; %s downloads, %s current',
      c.as_of, c.models, c.cells, c.present, c.downloads, c.current) as "says"
    from counted c
    where c.cells is distinct from c.models
      or c.newest and (c.present, c.current) is distinct from (c.models, c.downloads)`;
  return rows.map(({ says }) => says);
}
