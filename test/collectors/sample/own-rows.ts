import { TASKS } from '../../../db/vocab/tasks.ts';
import { derivesBy } from './own-count.ts';
import {
  basesOf,
  csv,
  type LicenseRecord,
  licenseOf,
  publisherOf,
  regionOf,
  type Told,
  totalsOf,
} from './recompute.ts';

/** A recorded model with everything that figures are grouped by, judged by hand. */
export interface OwnRow {
  region: string;
  /** Regions of the roots of its declared lineage; weights sum to 1. */
  creators: ReadonlyMap<string, number>;
  /** Total parameters; null is not known. */
  size: number | null;
  license: string;
  relation: string;
  task: string;
  infrastructure: boolean;
  downloads: number;
  likes: number;
}

/** The models of one look, in order. */
export function rowsOf(models: readonly Told[], day: string, licenses: LicenseRecord): OwnRow[] {
  const totals = totalsOf(models);
  const creators = creatorsOf(models, day);
  return models.map((told) => {
    const size = totals.get(told.id) ?? null;
    return {
      region: regionOf(told.id, day),
      creators: creators(told.id),
      size,
      license: licenseOf(told, licenses),
      relation: relationOf(told, day),
      task: taskOf(told),
      infrastructure: isInfrastructure(told, { day, size }),
      downloads: told.downloads,
      likes: told.likes,
    };
  });
}

const tasks = new Set(TASKS.map(({ id }) => id));

function taskOf({ pipeline_tag: task }: Told): string {
  if (!task) return 'none';
  return tasks.has(task) ? task : 'other';
}

function relationOf(told: Told, day: string): string {
  const stated = ['adapter', 'finetune', 'merge', 'quantized'].find((relation) => derivesBy(told, relation));
  if (stated !== undefined) return stated;
  if (basesOf(told).length > 0) return 'unstated';
  const type = publisherOf(told.id, day)?.type;
  return type === undefined || type === 'individual' ? 'undeclared' : 'original';
}

/** A model with n bases comes to 1/n from each; a base that is not in the look stands for itself. */
function creatorsOf(models: readonly Told[], day: string): (id: string) => ReadonlyMap<string, number> {
  const bases = new Map(models.map((told) => [told.id, basesOf(told).filter((base) => base !== told.id)]));
  const known = new Map<string, ReadonlyMap<string, number>>();
  const creators = (id: string, below: readonly string[]): ReadonlyMap<string, number> => {
    const found = known.get(id);
    if (found) return found;
    if (below.includes(id)) throw new Error(`${id} leads back to itself`);
    const parents = bases.get(id) ?? [];
    const weights = new Map<string, number>();
    for (const parent of parents)
      for (const [region, weight] of creators(parent, [...below, id]))
        weights.set(region, (weights.get(region) ?? 0) + weight / parents.length);
    const own = parents.length > 0 ? weights : new Map([[regionOf(id, day), 1]]);
    known.set(id, own);
    return own;
  };
  return (id) => creators(id, []);
}

const listed = new Set(csv('infrastructure.csv').map((row) => row.repo_id));
const released = new Map(csv('release-dates.csv').map((row) => [row.repo_id, row.released_on ?? '']));
const rules = new Map(csv('rules.csv').map((row) => [row.rule, Number(row.value)]));
/** Repos older than the field carry this second, or the one before. */
const floor = '2022-03-02T23:29:05';

function isInfrastructure(told: Told, { day, size }: { day: string; size: number | null }): boolean {
  if (listed.has(told.id)) return true;
  const { createdAt = '', likes, downloads } = told;
  const created = createdAt.slice(0, 19) <= floor ? '' : createdAt.slice(0, 10);
  const from = released.get(told.id) ?? created;
  const rule = (name: string) => rules.get(`infrastructure-${name}`) ?? Number.NaN;
  const since = `${Number(day.slice(0, 4)) - rule('age-years')}${day.slice(4)}`;
  const isSmall = size !== null && size < rule('parameters');
  return from < since && isSmall && likes >= 1 && downloads > rule('downloads-per-like') * likes;
}
