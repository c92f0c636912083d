import type { Db } from '../../../db/client.ts';

/** Who a model is, apart from what a panel says about it. */
export interface ModelIdentity {
  modelId: number;
  /** As written now; a renamed model keeps its row. */
  repoId: string;
  namespace: string;
  objectId: string | null;
  createdOn: string | null;
  firstSeenOn: string;
  /** The first day a complete look at everything did not name it; null while it is there. */
  missingSince: string | null;
  /** The day a second complete look confirmed that it is gone; null while it is no tombstone. */
  removedOn: string | null;
  /** The publisher of the namespace today; null where the reference has none. */
  publisher: { id: string; name: string; evidence: string | null } | null;
}

/** How a name led to a model: by the name it has, by one it had, or by the name it has in other letters. */
export type FoundBy = 'name' | 'old-name' | 'any-case';

/**
 * The model behind a name. A model that is there under it comes first, then one that is there and had it, then
 * whatever had it last. Null: no published snapshot ever named it.
 */
export async function findModel(
  db: Db,
  repoId: string,
): Promise<{ model: ModelIdentity; foundBy: FoundBy } | null> {
  // No name holds what the database cannot.
  if (repoId.includes('\0') || !repoId.isWellFormed()) return null;
  const [bearer] = await identities(db, db`m.repo_id = ${repoId}`);
  if (bearer?.isPresent) return found(bearer, 'name');
  const [renamed] = await identities(db, wasNamed(db, repoId));
  if (renamed?.isPresent) return found(renamed, 'old-name');
  if (bearer) return found(bearer, 'name');
  if (renamed) return found(renamed, 'old-name');
  const [loose] = await identities(
    db,
    db`m.model_id in (select k.model_id from model_names k where k.name like ${likeExactly(repoId.toLowerCase())})`,
  );
  return loose ? found(loose, 'any-case') : null;
}

/** Another model that had a name before. */
export interface EarlierModel {
  /** As it is called now. */
  repoId: string;
  /** True where it was removed under the name; false where it was renamed. */
  removed: boolean;
}

/** Other models that had the name, newest first, at most 5. */
export async function readEarlier(
  db: Db,
  { repoId, modelId }: Pick<ModelIdentity, 'repoId' | 'modelId'>,
): Promise<EarlierModel[]> {
  return await db<EarlierModel[]>`
    select
      m.repo_id as "repoId",
      m.repo_id = ${repoId} as "removed"
    from (
      select v.model_id from change_events v where v.kind = 'renamed' and v.before = ${repoId}
      union
      select g.model_id from models g where g.repo_id = ${repoId}
    ) had
    join models m on m.model_id = had.model_id
    where m.model_id <> ${modelId} and (m.repo_id <> ${repoId} or m.removed_on is not null)
    order by m.model_id desc
    limit 5
  `;
}

type IdentityRow = Omit<ModelIdentity, 'publisher'> & {
  isPresent: boolean;
  publisherId: string | null;
  publisherName: string | null;
  evidence: string | null;
};

function found(row: IdentityRow, foundBy: FoundBy) {
  const { isPresent: _isPresent, publisherId, publisherName, evidence, ...model } = row;
  const publisher =
    publisherId === null ? null : { id: publisherId, name: publisherName ?? publisherId, evidence };
  return { model: { ...model, publisher }, foundBy };
}

type Named = ReturnType<typeof wasNamed>;

/** The model that was called so last, one that is there before one that is not. */
function wasNamed(db: Db, repoId: string) {
  return db`m.model_id = (
    select v.model_id
    from change_events v
    where v.kind = 'renamed' and v.before = ${repoId}
    order by
      exists (select from panel_models t where t.model_id = v.model_id and t.present) desc, v.event_id desc
    limit 1
  )`;
}

async function identities(db: Db, named: Named): Promise<IdentityRow[]> {
  return await db<IdentityRow[]>`
    select
      m.model_id::int as "modelId",
      m.repo_id as "repoId",
      m.namespace as "namespace",
      m.object_id as "objectId",
      (m.repo_created_at at time zone 'UTC')::date::text as "createdOn",
      m.first_seen_on::text as "firstSeenOn",
      m.missing_since::text as "missingSince",
      m.removed_on::text as "removedOn",
      exists (select from panel_models t where t.model_id = m.model_id and t.present) as "isPresent",
      u.publisher_id as "publisherId",
      u.name as "publisherName",
      u.evidence as "evidence"
    from models m
    left join ref_namespaces n on n.namespace = m.namespace and n.valid_from <= now()::date and now()::date < n.valid_to
    left join ref_publishers u
      on u.publisher_id = n.publisher_id and u.valid_from <= now()::date and now()::date < u.valid_to
    where ${named} and exists (select from panel_models t where t.model_id = m.model_id)
    order by "isPresent" desc, m.model_id desc
    limit 1
  `;
}

/** A LIKE pattern without wildcards, so that the trigram index serves an exact name. */
function likeExactly(text: string): string {
  return text.replaceAll(/[%_\\]/g, '\\$&');
}
