import type { Definition } from '../../definition/definition.ts';
import type { Figure, FigureGroup } from '../figure.ts';

/** The numbers of one group by period. `fallen` is part of `values` where the measure is a gain. */
export interface GroupNumbers {
  ids: readonly string[];
  names: readonly string[];
  open: boolean;
  values: readonly (number | null)[];
  fallen: readonly (number | null)[];
}

export interface Assembly {
  definition: Definition;
  /** `sum`: the window is the sum of its periods; `last`: that of the last period with a snapshot. */
  window: 'sum' | 'last';
  /** The whole by period, before unknown is treated; null where groups cannot be added up. */
  whole: readonly (number | null)[] | null;
  groups: readonly GroupNumbers[];
  /** What is not known, by period, where open groups add up to more. */
  open?: readonly (number | null)[];
  /** The last period with a snapshot. */
  lastAt: number;
}

type Assembled = Pick<Figure, 'groups' | 'total' | 'totals' | 'coverage'>;

/** Groups with values, shares and bands, largest first; what shares are parts of; and how much of it is known. */
export function assemble({ definition, window, whole, groups, open: openOnce, lastAt }: Assembly): Assembled {
  const over = (values: readonly (number | null)[]) =>
    window === 'sum' ? sum(values) : (values[lastAt] ?? null);
  const openAt = (at: number) =>
    openOnce
      ? (openOnce[at] ?? 0)
      : (sum(groups.filter(({ open }) => open).map(({ values }) => values[at] ?? null)) ?? 0);
  const drops = definition.unknown === 'drop';
  const totals =
    whole?.map((value, at) => (value === null ? null : drops ? value - openAt(at) : value)) ?? null;
  const all = whole === null ? null : over(whole);
  const open = openOnce
    ? (over(openOnce) ?? 0)
    : (sum(groups.filter((group) => group.open).map(({ values }) => over(values))) ?? 0);
  const total = all === null ? null : drops ? all - open : all;
  const shared = groups.map(({ ids, names, open: isOpen, values, fallen }): FigureGroup => {
    const value = over(values);
    const parts = total !== null && total !== 0 && value !== null && !(drops && isOpen);
    return {
      ids,
      names,
      open: isOpen,
      value,
      share: parts ? value / total : null,
      band:
        parts && definition.unknown === 'band' && !isOpen
          ? { low: value / total, high: (value + open) / total }
          : null,
      series: values,
      fallen,
    };
  });
  return {
    groups: shared.toSorted(bySize),
    total,
    totals: totals ?? groups[0]?.values.map(() => null) ?? [],
    coverage: all === null || all === 0 ? null : definition.by.length === 0 ? 1 : (all - open) / all,
  };
}

function bySize(a: FigureGroup, b: FigureGroup): number {
  const difference = (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return a.ids.join('\n') < b.ids.join('\n') ? -1 : 1;
}

/** Null where nothing was observed. */
export function sum(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((all, value) => (value === null ? all : (all ?? 0) + value), null);
}
