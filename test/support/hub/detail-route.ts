import type { RecordedResponse } from '../../../collectors/sample/read-recordings.ts';
import { type Answer, json } from './answer.ts';
import type { ListedItem } from './hub-item.ts';
import { expandError, expandOf, pick } from './list-fields.ts';
import type { World } from './world.ts';

/** What the detail route can answer besides the models of the world. */
export interface DetailSources {
  world: World;
  /** Recorded answers by model id, for models the world does not have. */
  recorded: ReadonlyMap<string, RecordedResponse>;
}

/** GET /api/models/:id: 200, 307 when renamed, 403 when disabled, 401 or 404 when missing. */
export function modelDetail(
  { world, recorded }: DetailSources,
  id: string,
  request: { query: URLSearchParams; authorization: string | null },
): Answer {
  const wrong = expandError(expandOf(request.query), 'detail');
  if (wrong !== null) return json({ error: wrong }, 400);
  const item = world.find(id);
  if (item?.disabled) {
    const message = 'Access to this resource is disabled.';
    return json({ error: message }, 403, { 'x-error-message': message });
  }
  if (item) return json(detailOf(item, expandOf(request.query)));
  const newId = world.renames.get(id);
  if (newId !== undefined) return redirectTo(newId);
  const known = recorded.get(id);
  if (known) return recordedAnswer(known);
  return missing(request.authorization);
}

/** The Hub redirects with a relative Location and no body (recorded 2026-10-02). */
function redirectTo(newId: string): Answer {
  return { status: 307, headers: { location: `/api/models/${newId}` }, body: '' };
}

function recordedAnswer({ status, headers, body }: RecordedResponse): Answer {
  const location = headers.location;
  return location === undefined ? json(body, status) : { status, headers: { location }, body: '' };
}

function detailOf(item: ListedItem, expand: readonly string[]): unknown {
  const whole: ListedItem = {
    ...item,
    modelId: item.id,
    siblings: [{ rfilename: 'README.md' }, { rfilename: 'config.json' }],
    spaces: [],
    inferenceProviderMapping: {},
    childrenModelCount: { adapter: 0, merge: 0, quantized: 0, finetune: 0 },
    usedStorage: 0,
  };
  return expand.length === 0 ? whole : pick(whole, new Set(['_id', 'id', ...expand]));
}

function missing(authorization: string | null): Answer {
  if (authorization === null) {
    const message = 'Invalid username or password.';
    return json({ error: message }, 401, { 'x-error-message': message });
  }
  const headers = { 'x-error-code': 'RepoNotFound', 'x-error-message': 'Repository not found' };
  return json({ error: 'Repository not found' }, 404, headers);
}
