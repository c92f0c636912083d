import { type Accounts, organizationOverview, tagsByType, userOverview } from './account-routes.ts';
import { type Answer, json, type SeenRequest } from './answer.ts';
import { type DetailSources, modelDetail } from './detail-route.ts';
import { listModels } from './list-route.ts';
import type { Population } from './population.ts';

export interface Site extends DetailSources {
  population: Population;
  accounts: Accounts;
  trending: readonly unknown[];
}

/** The true answer to a request, before any fault. */
export function route(site: Site, request: SeenRequest): Answer {
  const { searchParams, search } = new URL(request.url, 'http://hub');
  const token = request.authorization;
  if (token !== null && !token.startsWith('Bearer hf_')) {
    const message = 'Invalid credentials in Authorization header';
    return json({ error: message }, 401, { 'x-error-message': message });
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return json({ error: 'Method not allowed' }, 405);
  if (request.path === '/api/models') return listModels(site.population, request.host, search);
  if (request.path === '/api/models-tags-by-type') return tagsByType(searchParams.get('type'));
  if (request.path === '/api/trending') return trending(site.trending, searchParams);
  const [, kind, rest = ''] = /^\/api\/(organizations|users|models)\/(.+)$/.exec(request.path) ?? [];
  if (kind === 'models')
    return modelDetail(site, modelIdOf(rest), { query: searchParams, authorization: token });
  const account = rest.endsWith('/overview') ? decodeURIComponent(rest.slice(0, -'/overview'.length)) : null;
  if (account !== null && kind === 'organizations') return organizationOverview(site.accounts, account);
  if (account !== null && kind === 'users') return userOverview(site.accounts, account);
  return json({ error: "Sorry, we can't find the page you are looking for." }, 404);
}

/** `owner/name`, with or without `/revision/…`. */
function modelIdOf(rest: string): string {
  return decodeURIComponent(rest.replace(/\/revision\/.*$/, ''));
}

function trending(entries: readonly unknown[], query: URLSearchParams): Answer {
  const limit = Number(query.get('limit') ?? 20);
  return json({ recentlyTrending: entries.slice(0, Number.isInteger(limit) && limit > 0 ? limit : 20) });
}
