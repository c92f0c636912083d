import type { Db } from '../../db/client.ts';
import { printPlace } from '../../src/lib/api/cursor.ts';
import { GROUPS } from '../../src/lib/definition/vocabulary.ts';
import { printCursor } from '../../src/lib/metrics/cursor.ts';
import { paths } from '../../src/lib/site/paths.ts';
import { sampleModels } from './generate-history.ts';

export interface ApiAddresses {
  /** Parts of a hundred models from all over the list, each from a place of its own. */
  fresh: readonly string[];
  /** What the floor sends. */
  floor: readonly string[];
  /** From the top of the list and from its end. */
  first: readonly string[];
  last: readonly string[];
  /** Fresh addresses of other kinds. */
  kinds: Readonly<Record<string, readonly string[]>>;
}

const parts = 24_000;
const perKind = 20;

/** Addresses of the API over a generated population, none of them twice. */
export async function readAddresses(db: Db): Promise<ApiAddresses> {
  const places = await readPlaces(db);
  const [repoIds, asOf] = [await sampleModels(db, perKind), places[0]?.asOf ?? ''];
  const all = places.map(({ downloads, modelId }) =>
    paths.apiData(
      `/models.json?after=${printPlace({ of: 'models', asOf, last: printCursor({ downloads, modelId }) })}`,
    ),
  );
  const ends = Math.min(100, Math.floor(all.length / 10));
  const regions = GROUPS.region.map(({ id }) => id);
  const each = (make: (n: number, repoId: string) => string) =>
    repoIds.map((id, n) => paths.apiData(make(n, id)));
  return {
    floor: all.slice(ends, ends + 100),
    first: all.slice(0, ends),
    last: all.slice(-ends),
    // One in every so many, so that neighbours in time are not neighbours in the list.
    fresh: shuffled(all.slice(ends + 100, -ends)),
    kinds: {
      'one-region-of-1000': each(
        (n) => `/models.json?limit=${1000 - n}&region=${regions[n % regions.length]}`,
      ),
      'one-license-of-1000': each((n) => `/models.json?limit=${1000 - n}&license=permissive`),
      'limit-1000': each((n) => `/models.json?limit=${1000 - n}`),
      'by-relation': each((n) => `/models.json?limit=${100 - n}&relation=quantized`),
      'by-family': each((n) => `/models.json?limit=${100 - n}&family=qwen`),
      search: each((n) => `/models.json?q=namespace-${n}`),
      'broad-search': each((n) => `/models.json?limit=${100 - n}&q=instruct`),
      model: each((_, repoId) => paths.model(repoId)),
      history: each((_, repoId) => `/history.json?model=${encodeURIComponent(repoId)}`),
      series: each((n) => `/series.json?by=region&window=${40 + n}d`),
      releases: each((n) => `/releases.json?limit=${100 - n}`),
      'releases-of-1000': each((n) => `/releases.json?show=all&limit=${1000 - n}`),
      publishers: each((n) => `/publishers.json?limit=${100 - n}`),
      licenses: each((n) => `/licenses.json?limit=${100 - n}`),
      families: each((n) => `/families.json?limit=${100 - n}`),
      quality: each((n) => `/quality.json?limit=${100 - n}`),
      status: each((n) => (n < 5 ? '/status' : `/claims.json?limit=${n}`)),
    },
  };
}

interface Place {
  downloads: number;
  modelId: number;
  asOf: string;
}

async function readPlaces(db: Db): Promise<Place[]> {
  return await db<Place[]>`
    with list as (
      select
        coalesce(t.downloads_30d, -1)::float8 as downloads,
        t.model_id,
        row_number() over (order by coalesce(t.downloads_30d, -1) desc, t.model_id desc) as place,
        count(*) over () as models
      from panel_models t
      where t.panel_id = (select p.panel_id from panels p order by p.rank, p.panel limit 1) and t.present
    )
    select
      l.downloads as "downloads",
      l.model_id::int as "modelId",
      (
        select max(s.as_of) from snapshots s
        where s.status = 'published'
          and s.panel_id = (select p.panel_id from panels p order by p.rank, p.panel limit 1)
      )::text as "asOf"
    from list l
    where l.place % greatest(1, l.models / ${parts}::bigint) = 0 and l.place < l.models - 100
    order by l.place
  `;
}

/** The same order in every run. */
function shuffled(paths: readonly string[]): readonly string[] {
  const step = 7919;
  return paths.map((_, n) => paths[(n * step) % paths.length] ?? '');
}
