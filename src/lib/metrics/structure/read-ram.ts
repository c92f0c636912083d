import type { Db } from '../../../../db/client.ts';
import { RAM_PEERS } from '../../../../db/vocab/concentration.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { readGround, type StructureAnswer } from './answer.ts';
import { type FrozenPeers, type RamDivisor, ramDivisors } from './ram-divisors.ts';

export interface RamScore {
  /** Days from release. */
  age: number;
  downloads: number;
  /** Downloads beside the median, and beside the last, of the ten largest of the class at that age. */
  v1: number | null;
  v2: number | null;
}

export interface RatedModel {
  modelId: number;
  repoId: string;
  /** Of the default scheme, by total parameters. */
  sizeClass: string;
  region: string;
  releasedOn: string;
  /** A language model that a curated family's own publisher uploaded, as those of the baseline. */
  isPeer: boolean;
  /** Youngest age first. */
  scores: readonly RamScore[];
}

export interface Ram extends StructureAnswer {
  /** `2026-Q4`; null: none is frozen yet. */
  baseline: string | null;
  frozenOn: string | null;
  /** All there are, newest first. */
  baselines: readonly string[];
  divisors: readonly RamDivisor[];
  /** Highest score of the first version first. */
  models: readonly RatedModel[];
}

export interface RamQuery {
  panel: string | null;
  /** Null: the newest. */
  baseline: string | null;
  /** These models; or else those that reach `atLeast` by the first version at some age. */
  models?: readonly number[];
  atLeast?: number;
}

/**
 * Relative adoption: downloads of all time at an age beside those of the ten largest first-party language models of the
 * same size class at the same age, by a frozen baseline. definitions.md C8. Throws BadDefinition for a baseline that is
 * not there.
 */
export async function readRam(db: Db, query: RamQuery): Promise<Ram> {
  const { panel, referenceVersion } = await readGround(db, query.panel);
  const frozen = await readFrozen(db, panel.panel);
  const baselines = [...new Set(frozen.map(({ baseline }) => baseline))].toSorted().toReversed();
  const baseline = query.baseline ?? baselines[0] ?? null;
  if (query.baseline !== null && !baselines.includes(query.baseline))
    throw new BadDefinition([
      `baseline: "${query.baseline}" is not one of ${baselines.join(', ') || 'those frozen: there is none yet'}.`,
    ]);
  const peers = frozen.filter((row) => row.baseline === baseline);
  const divisors = ramDivisors(peers);
  const rows = await readScores(db, { panel: panel.panel, divisors, query });
  const models = rated(rows, divisors);
  return {
    panel,
    asOf: panel.asOf,
    definition:
      'Downloads of all time at an age, divided by the median (v1) or the tenth (v2, never less than at a younger age) of the ten first-party language models of the same size class with the most at that age.',
    coverage: models.length === 0 ? null : models.filter(isScored).length / models.length,
    notes: notesOf(baseline, peers[0]?.frozenOn ?? null, divisors),
    referenceVersion,
    baseline,
    frozenOn: peers[0]?.frozenOn ?? null,
    baselines,
    divisors,
    models,
  };
}

const isScored = ({ scores }: RatedModel) => scores.some(({ v1 }) => v1 !== null);

function notesOf(
  baseline: string | null,
  frozenOn: string | null,
  divisors: readonly RamDivisor[],
): readonly string[] {
  if (baseline === null)
    return [
      `No baseline is frozen yet: at the first publication of a quarter a size class needs ${RAM_PEERS} first-party language models that were released since the record began.`,
    ];
  const classes = new Set(divisors.map(({ sizeClass }) => sizeClass)).size;
  return [
    `Baseline ${baseline}, frozen on ${frozenOn}; it holds ${classes} size ${classes === 1 ? 'class' : 'classes'}.`,
    'Only models released since the panel’s record began have downloads by age.',
    'Of models other than first-party ones, ages with fewer than 1,000 downloads are not kept.',
  ];
}

interface FrozenRow extends FrozenPeers {
  baseline: string;
  frozenOn: string;
}

async function readFrozen(db: Db, panel: string): Promise<FrozenRow[]> {
  return await db<FrozenRow[]>`
    select
      b.baseline as "baseline",
      b.size_class as "sizeClass",
      b.age::int as "age",
      b.downloads as "downloads",
      b.frozen_on::text as "frozenOn"
    from ram_baselines b
    join panels p on p.panel_id = b.panel_id
    where p.panel = ${panel}
    order by b.baseline, b.size_class, b.age
  `;
}

interface ScoreRow extends Omit<RatedModel, 'scores'> {
  age: number;
  downloads: number;
}

async function readScores(
  db: Db,
  { panel, divisors, query }: { panel: string; divisors: readonly RamDivisor[]; query: RamQuery },
): Promise<ScoreRow[]> {
  const atLeast = query.atLeast ?? 1;
  const wanted =
    query.models === undefined
      ? db`t.model_id in (
          select h.model_id
          from unnest(
            ${divisors.map(({ sizeClass }) => sizeClass)}::text[], ${divisors.map(({ age }) => age)}::int[],
            ${divisors.map(({ median }) => median * atLeast)}::float8[]
          ) as d (size_class, age, least)
          join model_ages h on h.panel_id = p.panel_id and h.age = d.age and h.downloads >= d.least
          join panel_models w
            on w.panel_id = h.panel_id and w.model_id = h.model_id and w.size_class = d.size_class
        )`
      : db`t.model_id = any(${[...query.models]}::int[])`;
  return await db<ScoreRow[]>`
    select
      t.model_id::int as "modelId",
      m.repo_id as "repoId",
      t.size_class as "sizeClass",
      t.region as "region",
      t.released_on::text as "releasedOn",
      coalesce(k.first_party and f.language, false) as "isPeer",
      a.age::int as "age",
      a.downloads as "downloads"
    from panels p
    join panel_models t on t.panel_id = p.panel_id
    join models m on m.model_id = t.model_id
    join model_ages a on a.panel_id = t.panel_id and a.model_id = t.model_id
    left join kinds k on k.kind_id = t.kind_id
    left join ref_tasks f on f.task = k.task
    where p.panel = ${panel} and ${wanted}
    order by m.repo_id, t.model_id, a.age
  `;
}

function rated(rows: readonly ScoreRow[], divisors: readonly RamDivisor[]): readonly RatedModel[] {
  const byClassAndAge = new Map(divisors.map((divisor) => [`${divisor.sizeClass} ${divisor.age}`, divisor]));
  const models = [...Map.groupBy(rows, ({ modelId }) => modelId).values()].flatMap((ages): RatedModel[] => {
    const [first] = ages;
    if (!first) return [];
    const { age: _age, downloads: _downloads, ...about } = first;
    const scores = ages.map(({ age, downloads }) => {
      const divisor = byClassAndAge.get(`${about.sizeClass} ${age}`);
      return { age, downloads, v1: part(downloads, divisor?.median), v2: part(downloads, divisor?.tenth) };
    });
    return [{ ...about, scores }];
  });
  const best = ({ scores }: RatedModel) => Math.max(-1, ...scores.map(({ v1 }) => v1 ?? -1));
  return models.toSorted((a, b) => best(b) - best(a));
}

function part(downloads: number, divisor: number | undefined): number | null {
  return divisor === undefined || divisor === 0 ? null : downloads / divisor;
}
