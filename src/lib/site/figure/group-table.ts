import type { Definition } from '../../definition/definition.ts';
import { isAlone } from '../../definition/lenses.ts';
import { groupedBy, keyName } from '../../definition/words.ts';
import { comparedAt, shareAt } from '../../metrics/compared.ts';
import type { Figure, FigureGroup } from '../../metrics/figure.ts';
import { type Change, changeOfFigure, changeOfShare } from '../change-view.ts';
import { paths } from '../paths.ts';
import type { Earlier } from './compare.ts';
import { type Head, headed } from './heads.ts';
import { type RowLinks, rowLinks } from './row-links.ts';

export interface GroupRow extends Head, RowLinks {
  id: string;
  value: number | null;
  /** 0 to 1; null where the measure has no shares, and for groups that are left out. */
  share: number | null;
  band: { low: number; high: number } | null;
  /** At the day of `comparedWith`, or in the earlier period. */
  shareBefore: number | null;
  /** In the earlier period; null where nothing is compared. */
  valueBefore: number | null;
  change: Change | null;
}

/** The groups of a figure with their values: a table with bars. */
export interface GroupTable {
  heading: string;
  /** Head of the values. */
  unit: string;
  /** Values are sizes in parameters; there are no shares. */
  sizes: boolean;
  banded: boolean;
  comparedWith: string | null;
  /** The earlier period in words, where the figure is set beside one: its values have a column. */
  before: string | null;
  rows: readonly GroupRow[];
  /** What is not in the rows; null when they are all. */
  rest: { groups: number; value: number; share: number | null } | null;
  /** Of all groups in the whole; null where there is no whole. */
  total: number | null;
}

/** Rows beyond these are one row: nobody reads them, and every page would carry them. */
const mostRows = 40;

export interface GroupTableOptions {
  most?: number | undefined;
  /** Lines of the same groups stand above it. */
  drawn?: boolean;
  earlier?: Earlier | null;
  /** Where a narrower definition stands. */
  address?: ((definition: Definition) => string) | undefined;
}

/** The newest values of a figure by group. `asked`: the definition of the address, for the links of rows. */
export function groupTable(
  figure: Figure,
  asked: Definition,
  {
    most = mostRows,
    drawn = true,
    earlier = null,
    address = (changed) => paths.view(changed),
  }: GroupTableOptions = {},
): GroupTable {
  const at = earlier ? null : comparedAt(figure);
  const sizes = figure.measure.kind === 'mean' || figure.measure.kind === 'median';
  const heads = headed(figure).filter(({ group }) => group.value !== null && group.value !== 0);
  const open = heads.filter(({ group }) => group.open);
  const shown = [
    ...heads.filter(({ group }) => !group.open).slice(0, Math.max(1, most - open.length)),
    ...open,
  ];
  const left = heads.filter((head) => !shown.includes(head)).map(({ group }) => group);
  return {
    heading: headingOf(figure.definition),
    unit: figure.measure.name,
    sizes,
    banded: figure.definition.unknown === 'band',
    comparedWith: at === null ? null : (figure.periods[at]?.asOf ?? null),
    before: earlier?.when ?? null,
    rows: shown.map(({ group, head }) => ({
      ...head,
      // Colours by rank tell lines apart; without lines they would say nothing.
      key: drawn ? head.key : head.key.replace(/^rank-.*/, 'plain'),
      id: group.ids.join('~'),
      ...rowLinks(group, { asked, address }),
      value: group.value,
      share: group.share,
      band: group.band,
      ...(earlier ? earlierOf(figure, group, earlier) : beforeOf(figure, group, at)),
    })),
    rest: restOf(left, figure.total),
    total: figure.total,
  };
}

function headingOf({ by, attribution }: Definition): string {
  if (attribution === 'flow') return `${by.map(keyName)[0] ?? ''} of creator → of uploader`;
  return by.length === 0
    ? 'All'
    : by.map((dimension, n) => (n === 0 ? keyName(dimension) : groupedBy(dimension))).join(' × ');
}

/** Of the same group in the earlier figure; a group that it does not have was not there. */
function earlierOf(figure: Figure, group: FigureGroup, { figure: before }: Earlier) {
  const was = before.groups.find(({ ids }) => ids.join('~') === group.ids.join('~'));
  const valueBefore = was?.value ?? null;
  if (hasShares(figure)) {
    const isWhole = before.total !== null && before.total > 0 && group.share !== null;
    const shareBefore = isWhole ? (was?.share ?? 0) : null;
    return { shareBefore, valueBefore, change: changeOfShare(group.share, shareBefore) };
  }
  const change =
    valueBefore === null || valueBefore <= 0 || group.value === null ? null : group.value / valueBefore - 1;
  return { shareBefore: null, valueBefore, change: changeOfFigure({ kind: 'count', change }) };
}

/** Whether changes are those of shares: a single group that its own lens lets through is always all of it. */
function hasShares({ total, definition }: Figure): boolean {
  return total !== null && definition.by.length > 0 && !isAlone(definition);
}

function beforeOf(figure: Figure, group: FigureGroup, at: number | null) {
  const valueBefore = null;
  if (at === null) return { shareBefore: null, valueBefore, change: null };
  if (hasShares(figure)) {
    const shareBefore = shareAt(figure, group, at);
    return { shareBefore, valueBefore, change: changeOfShare(group.share, shareBefore) };
  }
  const before = group.series[at] ?? null;
  const change = before === null || before <= 0 || group.value === null ? null : group.value / before - 1;
  return { shareBefore: null, valueBefore, change: changeOfFigure({ kind: 'count', change }) };
}

function restOf(left: readonly FigureGroup[], total: number | null): GroupTable['rest'] {
  if (left.length === 0) return null;
  const value = left.reduce((sum, group) => sum + (group.value ?? 0), 0);
  return { groups: left.length, value, share: total !== null && total > 0 ? value / total : null };
}
