import { daysBetween } from './days.ts';
import { type Holders, holdersBy } from './judge-holder.ts';
import { type JudgedLicense, judgeLicense } from './judge-license.ts';
import { type Lineage, lineageOn } from './judge-lineage.ts';
import type { Entry, Facts, Said, World } from './world.ts';

/** Everything a definition may ask about a model on a day, but for its counters. Equal ones are one object. */
export interface Kind {
  /** Its place among all kinds of the world. */
  number: number;
  uploader: Holders;
  roots: readonly { holders: Holders; family: string; weight: number }[];
  /** It declares a base, whoever that is. */
  derived: boolean;
  parameters: number | null;
  license: JudgedLicense;
  task: string;
  modality: string;
  language: boolean;
  library: string;
  format: string;
  relation: string;
  inheritance: string;
  gated: string;
  /** Null: not known. */
  released: string | null;
  tracked: boolean;
  firstParty: boolean;
}

/** A model in a published snapshot. */
export interface Judged {
  kind: Kind;
  infrastructure: boolean;
  downloads30d: number;
  downloadsAllTime: number;
  likes: number;
  /** Since the snapshot before; negative where the counter fell. */
  gained: number;
  /** The same while the model is at most 365 days old, else 0. */
  gainedFirstYear: number;
}

/** A published snapshot, judged. */
export interface JudgedSnapshot {
  day: string;
  /** The published snapshot before; null for the first. */
  before: string | null;
  models: readonly Judged[];
}

/** Judges every published snapshot of a world, oldest first. */
export function judgeWorld(world: World): JudgedSnapshot[] {
  const judge = judgeBy(world);
  const seen = new Map<number, Said>();
  const snapshots: JudgedSnapshot[] = [];
  let before: { day: string; entries: ReadonlyMap<number, Entry> } | null = null;
  for (const { day, fate, entries } of world.looks) {
    if (fate === 'rejected') continue;
    for (const { model, said } of entries) seen.set(model, said);
    if (fate === 'superseded') continue;
    const lineage = lineageOn(seen, world.facts);
    const previous = before;
    const models = entries.map((entry) => {
      const kind = judge(entry, { day, lineage });
      const gained = previous === null ? 0 : gainOf(entry, previous, world);
      const young = kind.released !== null && daysBetween(kind.released, day) <= 365;
      return {
        kind,
        infrastructure: isInfrastructure(entry, kind, { day, facts: world.facts }),
        downloads30d: entry.downloads30d ?? 0,
        downloadsAllTime: entry.downloadsAllTime ?? 0,
        likes: entry.likes ?? 0,
        gained,
        gainedFirstYear: young ? gained : 0,
      };
    });
    snapshots.push({ day, before: before?.day ?? null, models });
    before = { day, entries: new Map(entries.map((entry) => [entry.model, entry])) };
  }
  return snapshots;
}

/** What the counter rose since the snapshot before; all of it for a model that was made since. */
function gainOf(
  entry: Entry,
  before: { day: string; entries: ReadonlyMap<number, Entry> },
  world: World,
): number {
  if (entry.downloadsAllTime === null) return 0;
  const earlier = before.entries.get(entry.model);
  if (earlier)
    return earlier.downloadsAllTime === null ? 0 : entry.downloadsAllTime - earlier.downloadsAllTime;
  const created = world.models[entry.model]?.createdAt?.slice(0, 10);
  return created !== undefined && created > before.day ? entry.downloadsAllTime : 0;
}

function isInfrastructure(
  { said, likes, downloads30d }: Entry,
  { parameters, released }: Kind,
  { day, facts }: { day: string; facts: Facts },
): boolean {
  if (facts.infrastructure.has(said.repoId)) return true;
  const threeYearsAgo = `${Number(day.slice(0, 4)) - 3}${day.slice(4)}`;
  return (
    (released === null || released < threeYearsAgo) &&
    parameters !== null &&
    parameters < 5e8 &&
    likes !== null &&
    likes >= 1 &&
    downloads30d !== null &&
    downloads30d / likes > facts.downloadsPerLike
  );
}

function judgeBy({ models, facts }: World) {
  const holdersOf = holdersBy(facts);
  const kinds = new Map<string, Kind>();
  return ({ model, said }: Entry, { day, lineage }: { day: string; lineage: Lineage }): Kind => {
    const uploader = holdersOf(namespaceOf(said.repoId), day);
    const roots = lineage.rootsOf(model).map(({ repoId, weight }) => ({
      holders: holdersOf(namespaceOf(repoId), day),
      family: familyOf(repoId, facts) ?? wordFamilyOf(repoId, facts),
      weight,
    }));
    const task = facts.tasks.get(said.task ?? '');
    const described: Omit<Kind, 'number'> = {
      uploader,
      roots,
      derived: said.bases.length > 0,
      parameters: lineage.parametersOf(model),
      license: judgeLicense(said, facts),
      task: said.task === null ? 'none' : task ? said.task : 'other',
      modality: said.task === null ? 'none' : (task?.modality ?? 'other'),
      language: task?.language ?? false,
      library: said.library === null ? 'none' : facts.libraries.has(said.library) ? said.library : 'other',
      format:
        said.formats.length === 0 ? 'none' : (FORMATS.find((one) => said.formats.includes(one)) ?? 'other'),
      relation: relationOf(said, uploader),
      inheritance: lineage.inheritanceOf(model),
      gated: said.gated ?? 'unrecorded',
      released: facts.releases.get(said.repoId) ?? models[model]?.createdAt?.slice(0, 10) ?? null,
      tracked: facts.tracked.has(said.repoId),
      firstParty: familyOf(said.repoId, facts) !== null,
    };
    const key = JSON.stringify(described);
    const same = kinds.get(key);
    if (same) return same;
    const kind = { number: kinds.size, ...described };
    kinds.set(key, kind);
    return kind;
  };
}

const FORMATS = ['gguf', 'mlx', 'onnx', 'safetensors', 'pytorch', 'tensorflow', 'jax'];

function relationOf({ bases, relation }: Said, { onDay }: Holders): string {
  if (bases.length > 0) return relation ?? 'unstated';
  return onDay.publisher !== '' && onDay.type !== 'individual' ? 'original' : 'undeclared';
}

/** By the rules on namespaces; null where none fits. */
function familyOf(repoId: string, { familyRepos }: Facts): string | null {
  const namespace = namespaceOf(repoId);
  const name = repoId.slice(namespace.length + 1);
  return (
    familyRepos.find((rule) => rule.namespace === namespace && (rule.name?.test(name) ?? true))?.family ??
    null
  );
}

function wordFamilyOf(repoId: string, { familyWords }: Facts): string {
  const name = repoId.slice(repoId.indexOf('/') + 1).toLowerCase();
  return familyWords.find(({ word }) => word.test(name))?.family ?? '';
}

function namespaceOf(repoId: string): string {
  return repoId.split('/', 1)[0] ?? '';
}
