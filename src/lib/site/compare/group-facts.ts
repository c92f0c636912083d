import { groupsOf } from '../../definition/vocabulary.ts';
import { formatDay } from '../../format/dates.ts';
import { formatCount, formatExact, formatShare } from '../../format/numbers.ts';
import { comparedAt, shareAt, yearBeforeAt } from '../../metrics/compared.ts';
import type { Figure, FigureGroup } from '../../metrics/figure.ts';
import { changeOfFigure, changeOfShare } from '../change-view.ts';
import { rangeOf } from '../families-view.ts';
import { paths } from '../paths.ts';
import { changeHead } from './change-head.ts';
import { cell, type FactCell, type FactRow, nothing, numberCell } from './compare-page.ts';
import type { Subject } from './find-subjects.ts';
import type { GroupReading, Mix } from './read-groups.ts';

const mixShown = 3;
const topsShown = 3;

/** The table of facts of a comparison of groups, a row per fact. */
export function groupFacts(reading: GroupReading, subjects: readonly Subject[]): readonly FactRow[] {
  const { downloads, models, allTime, mixes, lineage } = reading;
  const row = (term: string, says: string | null, of: (id: string, at: number) => FactCell): FactRow => ({
    term,
    says,
    cells: subjects.map(({ id }, at) => of(id, at)),
  });
  const counted = (figure: Figure) => (id: string) => {
    const value = groupOf(figure, id)?.value ?? 0;
    return numberCell(formatExact(value), value);
  };
  return [
    row('Downloads, 30 days', `on ${formatDay(downloads.asOf)}`, counted(downloads)),
    row('Share of all downloads', wholeOf(downloads), (id) => {
      const group = groupOf(downloads, id);
      return cell(
        group?.share == null ? formatShare(downloads.total === null ? null : 0) : formatShare(group.share),
      );
    }),
    ...changeRows(downloads, row),
    ...(allTime === null ? [] : [row('Downloads, all time', null, counted(allTime))]),
    row('Models', null, counted(models)),
    ...mixes.map((mix) => row(mix.name, 'of its downloads, largest first', (id) => mixOf(mix, id))),
    ...(lineage === null
      ? []
      : [
          row(
            'Lineage known',
            'of its downloads: a base is declared, or the publisher vouches for an original',
            (id) => knownPart(lineage, id),
          ),
        ]),
    ...topRows(reading, row),
    row('First seen', firstSeenWords(downloads), (id) => firstSeen(downloads, id)),
    ...releasedRow(reading, row),
  ];
}

type Row = (term: string, says: string | null, of: (id: string, at: number) => FactCell) => FactRow;

function groupOf({ groups }: Figure, id: string): FigureGroup | undefined {
  return groups.find(({ ids }) => ids.length === 1 && ids[0] === id);
}

function wholeOf({ total, panel }: Figure): string | null {
  return total === null ? null : `of ${formatCount(total)} in ${panel.title}`;
}

/** Against the snapshots nearest to four and to 52 weeks before, where the record has them. The heads say their days. */
function changeRows(figure: Figure, row: Row): readonly FactRow[] {
  const points = [
    { wanted: 'four weeks', at: comparedAt(figure) },
    { wanted: '52 weeks', at: yearBeforeAt(figure) },
  ];
  return points.map(({ wanted, at }) => {
    const day = at === null ? null : (figure.periods[at]?.asOf ?? null);
    const { term, says } = changeHead(day, wanted, 'share in points');
    return row(term, says, (id) => {
      const group = groupOf(figure, id);
      if (at === null || !group) return nothing;
      const before = group.series[at] ?? null;
      const ratio = before === null || before <= 0 || group.value === null ? null : group.value / before - 1;
      const share = changeOfShare(group.share, shareAt(figure, group, at));
      return {
        lines: share === null ? [] : [{ says: `share ${share.amount}`, href: null }],
        value: null,
        change: changeOfFigure({ kind: 'count', change: ratio }),
      };
    });
  });
}

/** Parts of a group by a second dimension: those that are known first, then what is not. */
function mixOf({ by, figure }: Mix, id: string): FactCell {
  const open = groupsOf(by, figure.definition.scheme)
    ?.filter((group) => group.open)
    .map((group) => group.id);
  const own = figure.groups.filter(({ ids, value }) => ids[0] === id && value !== null && value > 0);
  const whole = own.reduce((sum, { value }) => sum + (value ?? 0), 0);
  if (whole <= 0) return nothing;
  const part = ({ value }: FigureGroup) => formatShare((value ?? 0) / whole);
  const isOpen = ({ ids }: FigureGroup) => open?.includes(ids[1] ?? '') ?? false;
  const known = own.filter((group) => !isOpen(group));
  const unknown = own.filter(isOpen).reduce((sum, { value }) => sum + (value ?? 0), 0);
  const lines = known.slice(0, mixShown).map((group) => `${group.names[1] ?? ''} ${part(group)}`);
  const more = known.length > mixShown ? [`and ${known.length - mixShown} more`] : [];
  const rest = unknown > 0 ? [`not known ${formatShare(unknown / whole)}`] : [];
  return { ...nothing, lines: [...lines, ...more, ...rest].map((says) => ({ says, href: null })) };
}

function knownPart({ groups }: Figure, id: string): FactCell {
  const own = groups.filter(({ ids }) => ids[0] === id);
  const sum = (some: readonly FigureGroup[]) => some.reduce((all, { value }) => all + (value ?? 0), 0);
  const whole = sum(own);
  if (whole <= 0) return nothing;
  return cell(formatShare(sum(own.filter(({ ids }) => ids[1] !== 'undeclared')) / whole));
}

function topRows({ tops, firstParty }: GroupReading, row: Row): readonly FactRow[] {
  if (tops === null) return [];
  const says = firstParty === null ? 'by downloads in 30 days' : 'of its own, by downloads in 30 days';
  return [
    row('Top models', says, (_, at) => {
      const models = (tops[at] ?? []).toSorted((a, b) => (b.downloads30d ?? 0) - (a.downloads30d ?? 0));
      return {
        ...nothing,
        lines: models.slice(0, topsShown).map(({ repoId }) => ({ says: repoId, href: paths.model(repoId) })),
      };
    }),
  ];
}

function firstSeenWords({ periods }: Figure): string {
  const first = periods.find(({ asOf }) => asOf !== null)?.asOf ?? null;
  return first === null ? 'with a download' : `with a download; the record begins on ${formatDay(first)}`;
}

function firstSeen(figure: Figure, id: string): FactCell {
  const series = groupOf(figure, id)?.series ?? [];
  const at = series.findIndex((value) => value !== null && value > 0);
  const day = figure.periods[at]?.asOf;
  if (!day) return nothing;
  const begins = figure.periods.findIndex(({ asOf }) => asOf !== null) === at;
  return cell(begins ? 'when the record begins' : formatDay(day));
}

/** Of families: what their own models say. */
function releasedRow({ firstParty }: GroupReading, row: Row): readonly FactRow[] {
  if (firstParty === null) return [];
  const own = (id: string) => firstParty.filter(({ family }) => family === id);
  return [
    row('Parameters', 'of its own models without adapters, where known', (id) => {
      const sizes = own(id).flatMap(({ parameters, relation }) =>
        parameters === null || relation === 'adapter' ? [] : parameters,
      );
      return sizes.length === 0 ? nothing : cell(rangeOf(Math.min(...sizes), Math.max(...sizes)));
    }),
    row('First release', 'of its own models that are dated and still there', (id) => {
      const [first] = own(id)
        .flatMap(({ releasedOn }) => releasedOn ?? [])
        .toSorted();
      return first === undefined ? nothing : cell(formatDay(first));
    }),
  ];
}
