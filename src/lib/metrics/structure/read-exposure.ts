import type { Db } from '../../../../db/client.ts';
import { VERDICTS } from '../../../../db/vocab/inheritance.ts';
import type { Definition } from '../../definition/definition.ts';
import { readFigure } from '../engine/read-figure.ts';
import type { Figure, FigureGroup, Period } from '../figure.ts';
import type { StructureAnswer } from './answer.ts';

/** Verdicts under which the label of a model differs from upstream terms. */
export const EXPOSED = ['relabelled-looser', 'missing-license', 'incompatible'] as const;

export type ExposedVerdict = (typeof EXPOSED)[number];

export interface ExposureGroup {
  /** A group of the dimension; empty where it is not split. */
  id: string;
  name: string;
  /** In the window: of the whole group, and of what is exposed in it. */
  total: number;
  exposed: number;
  verdicts: Readonly<Record<ExposedVerdict, number>>;
  /** Part of the group that is exposed, 0 to 1. */
  share: number | null;
  /** The same by period; null where the period is a gap. */
  series: readonly (number | null)[];
}

export interface Exposure extends StructureAnswer {
  asked: Definition;
  /** Null: not split. */
  by: 'region' | 'size' | 'family' | null;
  periods: readonly Period[];
  /** Part of the measure in models that declare a base, 0 to 1: what `coverage` is a part of. Null where there is none of it. */
  declared: number | null;
  /** Largest exposed sum first; without `by` one. */
  groups: readonly ExposureGroup[];
}

/**
 * How much of a measure falls to models whose license label differs from the terms of their declared base, under any lens.
 * A comparison of labels, not legal advice. Throws as `readFigure` does.
 */
export async function readExposure(
  db: Db,
  { definition, by }: { definition: Definition; by: Exposure['by'] },
): Promise<Exposure> {
  const dimensions = by === null ? (['inheritance'] as const) : ([by, 'inheritance'] as const);
  const figure = await readFigure(db, { ...definition, by: dimensions, unknown: 'keep' });
  const groups = Map.groupBy(figure.groups, ({ ids }) => (by === null ? '' : (ids[0] ?? '')));
  const declared = figure.groups.filter(({ ids }) => ids.at(-1) !== noBase);
  const told = declared.filter(({ ids }) => ids.at(-1) !== 'undecidable');
  const [all, judgeable] = [sumOf(figure.groups), sumOf(declared)];
  return {
    panel: figure.panel,
    asOf: figure.asOf,
    definition: `${figure.measure.name} of models whose license label differs from the terms of a declared base: ${VERDICTS.filter(
      ({ id }) => isExposed(id),
    )
      .map(({ name }) => name.toLowerCase())
      .join(', ')}. Of several bases the least favourable decides.`,
    coverage: judgeable === 0 ? null : sumOf(told) / judgeable,
    declared: all === 0 ? null : judgeable / all,
    notes: [
      'The labels are compared, nothing else: this is no legal advice.',
      'Models that declare no base are counted as not exposed; many that have one declare none.',
    ],
    referenceVersion: figure.referenceVersion,
    asked: figure.definition,
    by,
    periods: figure.periods,
    groups: [...groups]
      .map(([id, of]) => groupOf(figure, { id, of, split: by !== null }))
      .toSorted((a, b) => b.exposed - a.exposed || a.id.localeCompare(b.id)),
  };
}

function groupOf(
  figure: Figure,
  { id, of, split }: { id: string; of: readonly FigureGroup[]; split: boolean },
): ExposureGroup {
  const verdict = (wanted: string) => sumOf(of.filter(({ ids }) => ids.at(-1) === wanted));
  const exposed = of.filter(({ ids }) => isExposed(ids.at(-1) ?? ''));
  const total = sumOf(of);
  return {
    id,
    name: split ? (of[0]?.names[0] ?? id) : 'All models',
    total,
    exposed: sumOf(exposed),
    verdicts: {
      'relabelled-looser': verdict('relabelled-looser'),
      'missing-license': verdict('missing-license'),
      incompatible: verdict('incompatible'),
    },
    share: total === 0 ? null : sumOf(exposed) / total,
    series: figure.periods.map(({ asOf }, at) => {
      const whole = sumAt(of, at);
      return asOf === null || whole === 0 ? null : sumAt(exposed, at) / whole;
    }),
  };
}

/** The group of models that declare no base: nothing can be held against them. */
const noBase = 'no-base';

const exposedIds: ReadonlySet<string> = new Set(EXPOSED);

const isExposed = (id: string) => exposedIds.has(id);

const sumOf = (groups: readonly FigureGroup[]) => groups.reduce((sum, { value }) => sum + (value ?? 0), 0);

const sumAt = (groups: readonly FigureGroup[], at: number) =>
  groups.reduce((sum, { series }) => sum + (series[at] ?? 0), 0);
