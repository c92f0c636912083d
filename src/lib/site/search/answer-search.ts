import type { Db } from '../../../../db/client.ts';
import { problemFile } from '../data/respond.ts';
import { loadPlain } from '../load-view.ts';
import { paths } from '../paths.ts';
import { readSearch, SEARCH_KEYS } from './search-view.ts';

/** The results of a search as JSON; addresses are paths of this site. Throws nothing that the page does not. */
export async function answerSearch({ url, db }: { url: URL; db: Db }): Promise<Response> {
  const loaded = await loadPlain({ url, db, keys: SEARCH_KEYS }, (asked) => readSearch(db, asked));
  if (loaded.kind === 'problem') return problemFile(loaded.problem, 'json');
  if (loaded.kind === 'redirect') return Response.redirect(new URL(loaded.to, url));
  const { q, kept, panel, groups, alike } = loaded.content;
  const body = {
    q,
    page: paths.search({ q, panel: kept }),
    panel: panel?.panel ?? null,
    as_of: panel?.asOf ?? null,
    groups: groups.map(({ id, name, matching, allHref, note, results }) => ({
      id,
      name,
      matching,
      all: allHref,
      note,
      results,
    })),
    alike,
  };
  return new Response(`${JSON.stringify(body)}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
