import { decoded } from '../site/decoded.ts';
import { FORMS, type Form } from './forms.ts';
import { RESOURCES } from './index.ts';
import type { Resource } from './resource.ts';

export const ROOT = '/api/v1';

/** What stands at a path. `form` null: the path does not say. */
export type Route =
  | { kind: 'index' }
  | { kind: 'document' }
  | { kind: 'resource'; resource: Resource; id: string; form: Form | null }
  | { kind: 'nothing'; says: string };

/** Names of things may hold slashes and end in anything, so what follows a list’s name and a slash is a name to the end. */
export function routeOf(pathname: string): Route {
  if (pathname !== ROOT && !pathname.startsWith(`${ROOT}/`))
    return { kind: 'nothing', says: `the API is at ${ROOT}.` };
  const rest = pathname.slice(ROOT.length + 1);
  if (rest === '') return { kind: 'index' };
  if (rest === 'openapi.json') return { kind: 'document' };
  const slash = rest.indexOf('/');
  const [head, name] = slash < 0 ? [rest, ''] : [rest.slice(0, slash), rest.slice(slash + 1)];
  if (name === '') return listAt(head);
  const one = RESOURCES.find(({ named, path }) => named !== null && path.startsWith(`/${head}/`));
  if (!one) return nothing();
  return { kind: 'resource', resource: one, id: name.split('/').map(decoded).join('/'), form: null };
}

function listAt(head: string): Route {
  const [, name = head, ending] = /^(.*)\.([a-z]+)$/.exec(head) ?? [];
  const resource = RESOURCES.find(({ path }) => path === `/${name}`);
  if (!resource) return nothing();
  if (ending === undefined) return { kind: 'resource', resource, id: '', form: null };
  const form = formsOf(resource).find(({ id }) => id === ending);
  if (form) return { kind: 'resource', resource, id: '', form: form.id };
  return {
    kind: 'nothing',
    says: `${name} comes as ${formsOf(resource)
      .map(({ id }) => `${name}.${id}`)
      .join(', ')}.`,
  };
}

/** How a resource can be written. */
export function formsOf({ isOne }: Pick<Resource, 'isOne'>): typeof FORMS {
  return isOne ? FORMS.filter(({ id }) => id === 'json') : FORMS;
}

function nothing(): Route {
  const lists = RESOURCES.map(({ path }) => `${ROOT}${path}`).join(', ');
  return { kind: 'nothing', says: `there are ${lists} and ${ROOT}/openapi.json.` };
}
