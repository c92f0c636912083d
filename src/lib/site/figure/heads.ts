import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import { GROUPINGS, groupsOf } from '../../definition/vocabulary.ts';
import type { Figure, FigureGroup } from '../../metrics/figure.ts';
import { seriesKey, shortName } from '../series-view.ts';

/** A group as the head of a row or column. */
export interface Head {
  /** Names the colour in CSS. */
  key: string;
  name: string;
  /** Fits at the end of a line. */
  short: string;
  open: boolean;
  /** The same group in the earlier period: stands right behind it. */
  previous?: boolean;
}

/** Dimensions whose groups have colours of their own; those of all others are told apart by rank. */
const coloured = GROUPINGS;

/** Colours that are left for groups without one of their own. */
const ranks = 7;

/** Dimensions whose groups have an order of their own. */
const ordered: readonly DimensionId[] = ['size', 'year'];

const longestShort = 22;

/** The groups of a figure in the order of its table, each with its head. Without groups, the whole. */
export function headed(figure: Figure): readonly { group: FigureGroup; head: Head }[] {
  const { by, scheme, attribution } = figure.definition;
  const [only] = by;
  const plain = by.length === 1 && attribution !== 'flow' && only !== undefined;
  const found = plain ? coloured.find((grouping) => grouping === only) : undefined;
  const own = found === 'size' && scheme !== 'default' ? undefined : found;
  let rank = 0;
  const keyOf = ({ ids: [id], open }: FigureGroup): string => {
    if (by.length === 0) return 'plain';
    if (own) return seriesKey(own, id ?? '');
    if (open) return 'open';
    rank += 1;
    return rank <= ranks ? `rank-${rank}` : 'rank-rest';
  };
  const heads = figure.groups.map((group) => {
    const name = nameOf(figure, group);
    const short = own ? shortName(own, group.ids[0] ?? '') : cut(name);
    return { group, head: { key: keyOf(group), name, short, open: group.open } };
  });
  const inOrder = plain && ordered.includes(only) ? heads.toSorted(byPlace(figure, only)) : heads;
  return [...inOrder.filter(({ group }) => !group.open), ...inOrder.filter(({ group }) => group.open)];
}

function nameOf({ definition, measure }: Figure, { names }: FigureGroup): string {
  if (definition.by.length === 0) return measure.name;
  return names.join(definition.attribution === 'flow' ? ' → ' : ' × ');
}

/** A name that fits at the end of a line. */
export function cut(name: string): string {
  const letters = [...name];
  return letters.length <= longestShort
    ? name
    : `${letters
        .slice(0, longestShort - 1)
        .join('')
        .trimEnd()}…`;
}

type Headed = ReturnType<typeof headed>[number];

function byPlace({ definition }: Figure, dimension: DimensionId) {
  const places = new Map(groupIds(dimension, definition.scheme).map((id, at) => [id, at]));
  return ({ group: a }: Headed, { group: b }: Headed): number => {
    const [x = '', y = ''] = [a.ids[0], b.ids[0]];
    return places.size > 0 ? (places.get(x) ?? 99) - (places.get(y) ?? 99) : x < y ? -1 : 1;
  };
}

function groupIds(dimension: DimensionId, scheme: Figure['definition']['scheme']): readonly string[] {
  return groupsOf(dimension, scheme)?.map(({ id }) => id) ?? [];
}
