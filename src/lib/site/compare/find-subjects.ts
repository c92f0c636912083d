import type { Db } from '../../../../db/client.ts';
import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import type { SchemeId } from '../../../../db/vocab/size-classes.ts';
import { nearestNames } from '../../definition/nearest-names.ts';
import { groupsOf } from '../../definition/vocabulary.ts';
import { type Named, readNamed } from '../../metrics/engine/names.ts';
import { findModel } from '../../metrics/model-identity.ts';
import { readNamesLike } from '../../metrics/names-like.ts';
import { COMPARE_KINDS, type CompareKind } from './kinds.ts';
import { joinedTexts } from './subjects-path.ts';

export interface Subject {
  id: string;
  name: string;
  /** Of models alone. */
  modelId: number | null;
}

/** What texts mean, each once, in canonical order. */
export interface Found {
  kind: CompareKind;
  /** Null: they are models. */
  dimension: DimensionId | null;
  subjects: readonly Subject[];
}

/** A text that names nothing, with the nearest names that do. */
export interface Unfound {
  text: string;
  nearest: readonly Named[];
}

const mostNearest = 5;

/** A search for names like a model’s takes long enough to be asked for a few only. */
const mostSearches = 3;

/** Finds what texts of a kind mean: by id or name, in any case. `unfound` is empty where all were found. */
export async function findSubjects(
  db: Db,
  { kind, texts, scheme }: { kind: CompareKind; texts: readonly string[]; scheme: SchemeId },
): Promise<{ found: Found; unfound: readonly Unfound[] }> {
  if (kind.dimensions.length === 0) return await findModels(db, kind, texts);
  const tries = [];
  for (const dimension of kind.dimensions) {
    const groups = await readGroups(db, dimension, scheme);
    const tried = match(groups, texts);
    const found = { kind, dimension, subjects: inOrder(tried.subjects, groupsOf(dimension, scheme)) };
    if (tried.missed.length === 0) return { found, unfound: [] };
    const unfound = tried.missed.map((text) => ({ text, nearest: nearestNames(groups, text) }));
    tries.push({ found, unfound });
  }
  // Of several dimensions the one that knows most of them speaks.
  const [best] = tries.toSorted((a, b) => a.unfound.length - b.unfound.length);
  if (!best) throw new Error(`${kind.id} have no dimension`);
  return best;
}

/** The first kind that knows all the texts, or else the one that knows most of them. */
export async function findKind(
  db: Db,
  { texts, scheme }: { texts: readonly string[]; scheme: SchemeId },
): Promise<{ found: Found; unfound: readonly Unfound[] }> {
  const slashed = texts.some((text) => text.includes('/'));
  const tries = [];
  for (const kind of COMPARE_KINDS.filter(({ id }) => !slashed || id === 'models')) {
    const tried = await findSubjects(db, { kind, texts, scheme });
    if (tried.unfound.length === 0) return tried;
    tries.push(tried);
  }
  const offers = (unfound: readonly Unfound[]) =>
    unfound.reduce((sum, { nearest: near }) => sum + near.length, 0);
  const [best] = tries.toSorted(
    (a, b) => a.unfound.length - b.unfound.length || offers(b.unfound) - offers(a.unfound),
  );
  if (!best) throw new Error('there are no kinds');
  return best;
}

/** Every group of a dimension that can be named. */
export async function readGroups(
  db: Db,
  dimension: DimensionId,
  scheme: SchemeId,
): Promise<readonly Named[]> {
  return groupsOf(dimension, scheme) ?? (await readNamed(db, dimension));
}

function match(groups: readonly Named[], texts: readonly string[]) {
  const known = (text: string) => {
    const low = text.toLowerCase();
    return (
      groups.find(({ id }) => id === text) ??
      groups.find(({ id }) => id.toLowerCase() === low) ??
      groups.find(({ name }) => name.toLowerCase() === low)
    );
  };
  const joined = joinedTexts(texts).filter((text) => known(text) !== undefined);
  const whole = texts.filter(
    (text) => known(text) !== undefined || !joined.some((one) => one.includes(text)),
  );
  const all = [...whole, ...(whole.length < texts.length ? joined : [])];
  return {
    subjects: all.flatMap((text): Subject[] => {
      const group = known(text);
      return group ? [{ id: group.id, name: group.name, modelId: null }] : [];
    }),
    missed: all.filter((text) => known(text) === undefined),
  };
}

/** In the order of the vocabulary, else by id; each once. */
function inOrder(subjects: readonly Subject[], order: readonly { id: string }[] | null): readonly Subject[] {
  const once = [...new Map(subjects.map((subject) => [subject.id, subject])).values()];
  const place = (id: string) => order?.findIndex((group) => group.id === id) ?? 0;
  return once.toSorted((a, b) => place(a.id) - place(b.id) || (a.id < b.id ? -1 : 1));
}

async function findModels(db: Db, kind: CompareKind, texts: readonly string[]) {
  const known = new Map<string, Subject>();
  const look = async (text: string) => {
    const found = await findModel(db, text);
    if (found)
      known.set(text, { id: found.model.repoId, name: found.model.repoId, modelId: found.model.modelId });
  };
  await Promise.all(texts.map(look));
  let missed = texts.filter((text) => !known.has(text));
  if (missed.length > 0) {
    const joined = joinedTexts(texts);
    await Promise.all(joined.map(look));
    missed = missed.filter((text) => !joined.some((one) => known.has(one) && one.includes(text)));
  }
  const unfound = await Promise.all(
    missed.map(async (text, at): Promise<Unfound> => {
      const names = at < mostSearches ? await readNamesLike(db, text, mostNearest) : [];
      return { text, nearest: names.map((name) => ({ id: name, name })) };
    }),
  );
  return { found: { kind, dimension: null, subjects: inOrder([...known.values()], null) }, unfound };
}
