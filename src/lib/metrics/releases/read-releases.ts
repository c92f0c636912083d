import type { Db } from '../../../../db/client.ts';
import type { Definition, Window } from '../../definition/definition.ts';
import { addDays } from '../days.ts';
import { readGround, type StructureAnswer } from '../structure/answer.ts';
import { type RamScore, readRam } from '../structure/read-ram.ts';
import type { Part, Placed, Release, Scope } from './release.ts';
import { parseReleaseCursor, printReleaseCursor, type ReleaseCursor } from './release-cursor.ts';
import {
  countReleases,
  countUndated,
  listByDownloads,
  listByRam,
  listNewest,
  mostLooked,
  placeByDownloads,
  placeByRelease,
  sortByDownloads,
} from './release-queries.ts';
import { ageOf, NOTABLE_RULE, RELEASE_AGES, type ReleaseShow, type ReleaseSort } from './rule.ts';

export interface ScoredRelease extends Release {
  /** At 30, 60 and 90 days, as far as the model is that old and the peers of its class are known. */
  scores: readonly RamScore[];
}

export interface ReleaseList extends StructureAnswer {
  asked: Definition;
  show: ReleaseShow;
  sort: ReleaseSort;
  least: number;
  releases: readonly ScoredRelease[];
  /** `after` of the next part; null at the end. */
  next: string | null;
  /** Where the look stopped short of a full part because it had seen enough models; null: it did not. */
  stoppedAt: ReleaseCursor | null;
  /** Releases of the window that are let through; null where no window is asked, or it holds too many to count. */
  matching: number | null;
  /** What relative adoption is measured by; null: none is frozen yet. */
  baseline: string | null;
}

export interface ReleasesQuery {
  definition: Definition;
  show: ReleaseShow;
  sort: ReleaseSort;
  /** Downloads in the previous 30 days. */
  least: number;
  /** `next` of the part before. Null: from the top. */
  after: string | null;
  /** Most releases. */
  limit: number;
}

/** The newest models, or the most adopted of them. Throws BadDefinition for a forged `after`, and as `choosePanel` does. */
export async function readReleases(db: Db, query: ReleasesQuery): Promise<ReleaseList> {
  const { definition, show, sort, least, limit } = query;
  const after = query.after === null ? null : parseReleaseCursor(query.after, sort);
  const { panel, referenceVersion } = await readGround(db, definition.panel);
  const chosen = { ...definition, panel: panel.panel };
  const span = daysOf(definition.window, panel.asOf);
  const scope: Scope = { definition: chosen, panel: panel.panel, asOf: panel.asOf, ...span, show, least };
  const [found, undated, ram] = await Promise.all([
    list(db, scope, { sort, after, limit }),
    countUndated(db, panel.panel),
    readRam(db, { panel: panel.panel, baseline: null, models: [] }),
  ]);
  const shown = found.rows.slice(0, limit);
  const { models } = await readRam(db, {
    panel: panel.panel,
    baseline: ram.baseline,
    models: shown.map(({ modelId }) => modelId),
  });
  const scores = new Map(models.map((model) => [model.modelId, model.scores]));
  const last = shown.at(-1);
  const more = found.rows.length > limit && last ? placeOf(last, sort) : found.stoppedAt;
  return {
    panel,
    asOf: panel.asOf,
    definition:
      'Models present in the newest snapshot by day of release: the corrected date, or else the day the repository appeared on the Hub.',
    coverage: panel.models === 0 ? null : 1 - undated / panel.models,
    notes: [
      ...(show === 'notable' ? [NOTABLE_RULE] : []),
      ...(ageOf(sort) === null
        ? []
        : ['Releases with less than a hundredth of the median of their peers are left out.']),
      ...ram.notes,
    ],
    referenceVersion,
    asked: definition,
    ...{ show, sort, least },
    releases: shown.map(({ score: _score, ...release }) => ({
      ...release,
      scores: (scores.get(release.modelId) ?? []).filter(({ age }) => AGES.has(age)),
    })),
    next: more && printReleaseCursor(more),
    stoppedAt: found.stoppedAt,
    matching: found.matching,
    baseline: ram.baseline,
  };
}

const LEAST_RAM = 0.01;

const AGES: ReadonlySet<number> = new Set(RELEASE_AGES);

interface Found {
  /** One more than asked where there are more. */
  rows: Placed[];
  stoppedAt: ReleaseCursor | null;
  matching: number | null;
}

type Ask = Pick<ReleasesQuery, 'sort' | 'limit'> & { after: ReleaseCursor | null };

async function list(db: Db, scope: Scope, { sort, after, limit }: Ask): Promise<Found> {
  const part: Part = { after, limit: limit + 1 };
  const age = ageOf(sort);
  const counted = scope.definition.window === null ? null : await countReleases(db, scope);
  const countable = counted !== null && counted.looked <= mostLooked;
  const matching = countable ? counted.matching : null;
  if (age !== null)
    return { rows: await byRam(db, scope, { ...part, age }), stoppedAt: null, matching: null };
  if (sort === 'downloads' && countable)
    return { rows: await sortByDownloads(db, scope, part), stoppedAt: null, matching };
  const [walk, place] =
    sort === 'newest' ? [listNewest, placeByRelease] : [listByDownloads, placeByDownloads];
  const rows = await walk(db, scope, part);
  return { rows, stoppedAt: rows.length > limit ? null : await place(db, scope, after), matching };
}

/** Those with at least a hundredth of the median of their peers: below, nothing is on its way to matter. */
async function byRam(db: Db, scope: Scope, part: Part & { age: number }): Promise<Placed[]> {
  const { divisors } = await readRam(db, { panel: scope.panel, baseline: null, models: [] });
  const medians = divisors.filter(({ age, median }) => age === part.age && median > 0);
  if (medians.length === 0 || addDays(scope.from, part.age) > scope.asOf) return [];
  return await listByRam(db, scope, { ...part, medians, atLeast: LEAST_RAM });
}

function placeOf(row: Placed, sort: ReleaseSort): ReleaseCursor {
  const downloads = row.downloads30d ?? -1;
  const { modelId, releasedOn } = row;
  if (sort === 'newest') return { by: 'newest', releasedOn, downloads, modelId };
  if (sort === 'downloads') return { by: 'downloads', downloads, modelId };
  return { by: 'ram', score: row.score ?? 0, modelId };
}

function daysOf(window: Window | null, asOf: string): { from: string; until: string } {
  if (window === null) return { from: '0001-01-01', until: '9999-12-31' };
  if ('days' in window) return { from: addDays(asOf, 1 - window.days), until: addDays(asOf, 1) };
  return window;
}
