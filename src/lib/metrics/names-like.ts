import type { Db } from '../../../db/client.ts';
import { escaped, fewExpected, namesLike, readPieces } from './name-pieces.ts';

/** Longer than any name on the Hub. */
const longest = 100;

/** More names than that are no answer, and no ranking of them would be cheap. */
const mostMatches = 2000;

/** Names of models that hold a text, or else its last part, the most downloaded of any panel first. */
export async function readNamesLike(db: Db, text: string, limit: number): Promise<readonly string[]> {
  const plain = text.toWellFormed().replaceAll('\0', '').trim().toLowerCase().slice(0, longest);
  const parts = [plain, plain.slice(plain.indexOf('/') + 1)];
  for (const part of new Set(parts)) {
    const names = await matching(db, part, limit);
    if (names.length > 0) return names;
  }
  return [];
}

async function matching(db: Db, part: string, limit: number): Promise<readonly string[]> {
  const [rarest] = await readPieces(db, [part]);
  if (!rarest) return [];
  const pattern = `%${escaped(part).replaceAll(/\s+/g, '%')}%`;
  // Where all pieces are common, they are rarer together.
  const narrowing = rarest.expected > fewExpected ? pattern : `%${rarest.piece}%`;
  const rows = await db<{ name: string }[]>`
    with found as materialized (
      select n.model_id
      from ${namesLike(db, narrowing)} n
      where n.name like ${pattern}
      limit ${mostMatches}
    )
    select m.repo_id as "name"
    from found f
    join models m on m.model_id = f.model_id
    join lateral (
      select max(coalesce(t.downloads_30d, -1)) as downloads
      from panels p
      join panel_models t on t.panel_id = p.panel_id and t.model_id = f.model_id
      where t.present
    ) seen on seen.downloads is not null
    order by seen.downloads desc, m.model_id
    limit ${limit}
  `;
  return rows.map(({ name }) => name);
}
