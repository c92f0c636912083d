import Negotiator from 'negotiator';
import type { Db } from '../../../db/client.ts';
import { BadDefinition } from '../definition/errors.ts';
import type { EditionStore } from '../editions/store.ts';
import { NothingPublished } from '../metrics/errors.ts';
import { readPanels } from '../metrics/panels.ts';
import type { Version } from '../metrics/publication.ts';
import { checkGroups } from './check-groups.ts';
import { ApiProblem } from './errors.ts';
import { FORMS, type Form, ownOf, writeForm } from './forms.ts';
import { RESOURCES } from './index.ts';
import type { Kept } from './kept.ts';
import { LICENSE } from './meta.ts';
import { openApi } from './open-api.ts';
import { parseQuery } from './parse-query.ts';
import { problemOf } from './problem.ts';
import type { ApiAnswer, Resource } from './resource.ts';
import { formsOf, ROOT, type Route, routeOf } from './route.ts';

export interface ApiRequest {
  url: URL;
  /** The form that `formOf` chose. */
  form: Form;
  route: Route;
  db: Db;
  version: Version;
  kept: Kept;
  editions: EditionStore;
}

/** The API as the server sees it: built with the pages, so that both share what was read. */
export interface ApiProgram {
  routeOf: (pathname: string) => Route;
  formOf: (route: Route, accept: string | undefined) => Form | null;
  answer: (request: ApiRequest) => Promise<Response>;
}

/** The form of an answer, by the ending of its path or else by what the request accepts. Null: it accepts none. */
function formOf(route: Route, accept: string | undefined): Form | null {
  if (route.kind !== 'resource') return 'json';
  if (route.form !== null) return route.form;
  const forms = formsOf(route.resource);
  const types = forms.flatMap(({ accepts }) => accepts);
  const type = new Negotiator({ headers: { accept } }).mediaType([...types]);
  return forms.find(({ accepts }) => accepts.some((one) => one === type))?.id ?? null;
}

/** What an address asks wrongly becomes a problem; faults are thrown. */
async function answerApi(request: ApiRequest): Promise<Response> {
  try {
    return await answer(request);
  } catch (error) {
    if (error instanceof BadDefinition) return problemOf(400, error.problems);
    if (error instanceof ApiProblem) return problemOf(error.status, error.problems);
    if (error instanceof NothingPublished) return problemOf(503, [error.message], { 'retry-after': '600' });
    throw error;
  }
}

async function answer(request: ApiRequest): Promise<Response> {
  const { route, url } = request;
  if (route.kind === 'nothing') throw new ApiProblem(404, [`Nothing stands at this address: ${route.says}`]);
  if (route.kind === 'resource') return await answerResource(request, route);
  const extra = [...new Set(url.searchParams.keys())];
  if (extra.length > 0)
    throw new ApiProblem(
      400,
      extra.map((key) => `${JSON.stringify(key.slice(0, 40))}: this address takes no parameters.`),
    );
  const body = route.kind === 'index' ? index(url.origin) : openApi(url.origin);
  return new Response(`${JSON.stringify(body)}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8', link: links([]) },
  });
}

async function answerResource(request: ApiRequest, route: Route & { kind: 'resource' }): Promise<Response> {
  const { url, form, db, version, kept, editions } = request;
  const { resource, id } = route;
  const { definition, own } = parseQuery(url.searchParams, { reach: resource.reach, own: ownOf(resource) });
  const panels = await kept('panels', () => readPanels(db));
  const context = { db, origin: url.origin, version, panels, kept, editions };
  await checkGroups(context, definition);
  const found = await resource.read(context, { definition, own, id });
  const next = found.next && nextOf(url, found.next);
  const body = writeForm(resource, found, { form, next, csv: own['csv'] });
  return new Response(body, { headers: headersOf(request, route, found, next) });
}

function nextOf(url: URL, after: string): string {
  const next = new URL(url);
  next.searchParams.set('after', after);
  return next.href;
}

function headersOf(
  { url, form, version }: ApiRequest,
  { resource, form: said }: Route & { kind: 'resource' },
  { meta, fleeting = false }: ApiAnswer,
  next: string | null,
): Record<string, string> {
  const described =
    form === 'json' ? [] : [`<${jsonOf(url, form)}>; rel="describedby"; type="application/json"`];
  return {
    'content-type': FORMS.find(({ id }) => id === form)?.type ?? '',
    link: links([...(next === null ? [] : [`<${next}>; rel="next"`]), ...described]),
    ...(version.publishedAt === null ? {} : { 'last-modified': version.publishedAt.toUTCString() }),
    ...(fleeting ? { 'cache-control': 'no-store' } : {}),
    ...(said === null ? { vary: 'Accept' } : {}),
    ...(form === 'json'
      ? {}
      : { 'content-disposition': `attachment; filename="${nameOf(resource, meta)}.${form}"` }),
  };
}

/** The same rows with what stands beside them. */
function jsonOf(url: URL, form: Form): string {
  const path = url.pathname.endsWith(`.${form}`) ? url.pathname.slice(0, -form.length - 1) : url.pathname;
  return `${path}.json${url.search}`;
}

function nameOf({ id }: Resource, { panel, as_of }: ApiAnswer['meta']): string {
  return ['open-model-census', id, panel?.id, as_of]
    .flatMap((part) => (part ? [part.replaceAll(/[^A-Za-z0-9-]/g, '-')] : []))
    .join('_');
}

function links(own: readonly string[]): string {
  return [
    ...own,
    `<${ROOT}/openapi.json>; rel="service-desc"; type="application/json"`,
    '</api>; rel="service-doc"; type="text/html"',
    `<${LICENSE.url}>; rel="license"`,
  ].join(', ');
}

/** What there is, for whoever begins at the root. */
function index(origin: string) {
  const at = (below: string) => `${origin}${ROOT}${below}`;
  return {
    title: 'Open Model Census API',
    documentation: `${origin}/api`,
    openapi: at('/openapi.json'),
    license: LICENSE,
    resources: RESOURCES.map(({ id, path, name, says, examples }) => ({
      ...{ id, name, says, address: at(path) },
      example: at(examples[0] ?? path),
    })),
  };
}

/** Router, negotiation and answers of `/api/v1`. */
export const API: ApiProgram = { routeOf, formOf, answer: answerApi };
