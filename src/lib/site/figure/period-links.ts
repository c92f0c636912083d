import type { Definition } from '../../definition/definition.ts';
import { windowWords } from '../../definition/words.ts';
import { formatDay } from '../../format/dates.ts';
import type { Figure } from '../../metrics/figure.ts';
import { COMPARISONS, type Compared, lengthOf, refusalOf, shifted } from './compare.ts';
import type { Place } from './controls.ts';

/** The period of a figure, with the ones around it and those it can be set beside. */
export interface PeriodLinks {
  says: string;
  /** Null: nothing was published before, or after. */
  previousHref: string | null;
  nextHref: string | null;
  compare: readonly {
    id: Compared;
    name: string;
    says: string;
    /** Where it is in force, the address without it; null: refused. */
    href: string | null;
    chosen: boolean;
    refused: string | null;
  }[];
}

export function periodLinks(
  definition: Definition,
  { figure, place }: { figure: Pick<Figure, 'panel' | 'asOf'>; place: Place },
): PeriodLinks {
  const { compared = null } = place;
  const length = lengthOf(definition);
  const at = (days: number | null) => (days === null ? null : shifted(definition, days, figure));
  const [before, after] = [at(length), at(length === null ? null : -length)];
  return {
    says: saysOf(definition, figure.asOf),
    previousHref: before && place.address(before, compared),
    nextHref: after && place.address(after, compared),
    compare: COMPARISONS.map(({ id, name, says }) => {
      const chosen = compared === id;
      const refused = chosen ? null : refusalOf(definition, id, figure);
      const href = refused === null ? place.address(definition, chosen ? null : id) : null;
      return { id, name, says, href, chosen, refused };
    }),
  };
}

function saysOf({ window }: Definition, asOf: string): string {
  if (window === null) return `All to ${formatDay(asOf)}`;
  if ('from' in window) return windowWords(window);
  return window.days === 1 ? formatDay(asOf) : `${window.days} days to ${formatDay(asOf)}`;
}
