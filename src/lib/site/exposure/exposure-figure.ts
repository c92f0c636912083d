import { MEASURES, type MeasureId } from '../../../../db/vocab/measures.ts';
import type { Definition } from '../../definition/definition.ts';
import { withLens } from '../../definition/lenses.ts';
import { type NameOf, windowWords } from '../../definition/words.ts';
import { capitalized } from '../../format/capital.ts';
import { formatDay } from '../../format/dates.ts';
import { formatExact, formatShare } from '../../format/numbers.ts';
import type { Exposure, ExposureGroup } from '../../metrics/structure/read-exposure.ts';
import { takeOf } from '../data/take.ts';
import type { SeriesTable } from '../figure/series.ts';
import type { Frame } from '../frame.ts';
import { seriesKey, shortName } from '../series-view.ts';
import { structureFrame } from '../structure-frame.ts';

export interface ExposureRow {
  key: string;
  name: string;
  /** The page of this group alone; null where there is none. */
  href: string | null;
  exposed: number;
  share: number | null;
  looser: number;
  missing: number;
  conflicting: number;
  total: number;
}

/** What part falls to models whose label differs from upstream terms: over time, and by group. */
export interface ExposureFigure {
  frame: Frame;
  series: SeriesTable | null;
  heading: string;
  rows: readonly ExposureRow[];
  /** Exposed groups that are not shown, and groups in which nothing is. */
  more: number;
  without: number;
  all: ExposureRow | null;
}

interface Parts {
  whole: Exposure;
  /** The same by group; null where it is not split. */
  parts: Exposure | null;
  asked: Definition;
  nameOf: NameOf;
  address: (definition: Definition) => string;
}

const drawn = 6;
const shown = 20;
const NOT_KNOWN: ReadonlySet<string> = new Set(['', 'unknown', 'unreviewed', 'other', 'international']);

export function exposureFigure({ whole, parts, asked, nameOf, address }: Parts): ExposureFigure {
  const [all] = whole.groups;
  const groups = parts?.groups.filter(({ exposed }) => exposed > 0) ?? [];
  const rows = groups.map((group, at) => rowOf(group, { parts, at, asked, address }));
  const measure = MEASURES.find(({ id }) => id === asked.measure);
  const by = [...(parts?.by ? [parts.by] : []), 'inheritance' as const];
  const definition = { ...asked, by };
  return {
    frame: {
      ...structureFrame(whole, {
        id: 'exposure',
        title: titleOf(whole, all, WORDS[asked.measure] ?? measure?.unit ?? asked.measure),
        subtitle: `Part of ${measure?.unit ?? asked.measure} under labels that differ from upstream terms`,
        unit: measure?.unit ?? asked.measure,
        window: asked.window === null ? 'everything recorded' : windowWords(asked.window),
        attribution:
          asked.attribution === 'creator'
            ? 'original creator of the lineage root'
            : 'publisher of the repo (uploader)',
        covered: `of the measure in models that declare a base is of labels that can be compared; such models have ${formatShare(whole.declared)} of the whole`,
        uncovered: 'no model of this selection declares a base, so no label can be compared',
        gaps: 'periods without a published snapshot are left out',
      }),
      take: takeOf({ ...whole, definition: { ...whole.asked, by } }, definition, { nameOf, compared: null }),
    },
    series: seriesOf(whole, groups, parts),
    heading: HEADINGS[parts?.by ?? 'none'],
    rows: rows.slice(0, shown),
    more: Math.max(0, rows.length - shown),
    without: parts?.groups.filter(({ exposed, total }) => exposed === 0 && total > 0).length ?? 0,
    all: all ? rowOf(all, { parts: null, at: 0, asked, address }) : null,
  };
}

const WORDS: Readonly<Partial<Record<MeasureId, string>>> = {
  downloads30d: 'downloads in 30 days',
  models: 'models',
  downloadsAllTime: 'downloads of all time',
};

const HEADINGS = { family: 'Family', region: 'Region', size: 'Size class', none: 'All models' } as const;

function titleOf(
  { periods, coverage, declared }: Exposure,
  all: ExposureGroup | undefined,
  measure: string,
): string {
  if (!all || all.share === null) return 'There is nothing to compare in this selection';
  if (!coverage || !declared)
    return 'No label of this selection can be compared: no base, or no license, is recorded';
  const first = all.series.findIndex((share) => share !== null);
  const before = all.series[first] ?? null;
  const on = periods[first]?.asOf;
  const since =
    before === null || !on || first === all.series.length - 1
      ? ''
      : `; ${formatShare(before)} on ${formatDay(on)}`;
  const judged = `; labels can be compared for ${formatShare(coverage * declared)} of them`;
  return all.exposed === 0
    ? `No label of this selection is known to differ from upstream terms${judged}`
    : `${capitalized(formatShare(all.share))} of ${measure} carry a label that is known to differ from upstream terms${since}${judged}`;
}

function rowOf(
  { id, name, exposed, share, total, verdicts }: ExposureGroup,
  { parts, at, asked, address }: Pick<Parts, 'parts' | 'asked' | 'address'> & { at: number },
): ExposureRow {
  const by = parts?.by ?? null;
  return {
    key: keyOf(by, id, at),
    name,
    href: by === null || id === '' ? null : address(withLens(asked, by, [id])),
    ...{ exposed, share, total },
    looser: verdicts['relabelled-looser'],
    missing: verdicts['missing-license'],
    conflicting: verdicts.incompatible,
  };
}

function keyOf(by: Exposure['by'], id: string, at: number): string {
  if (by === null) return 'plain';
  return by === 'family' ? (at < 7 ? `rank-${at + 1}` : 'rank-rest') : seriesKey(by, id);
}

/** The whole, and beside it the groups with most that is exposed. */
function seriesOf(
  whole: Exposure,
  groups: readonly ExposureGroup[],
  parts: Exposure | null,
): SeriesTable | null {
  const [all] = whole.groups;
  const places = whole.periods.flatMap(({ asOf }, at) => (asOf === null ? [] : [{ asOf, at }]));
  if (!all || places.length < 2) return null;
  const known = groups
    .map((group, at) => ({ group, at }))
    .filter(({ group }) => !NOT_KNOWN.has(group.id))
    .slice(0, drawn);
  const columns = [
    { head: { key: 'plain', name: 'All models', short: 'All', open: false }, series: all.series },
    ...known.map(({ group: { id, name, series }, at }) => ({
      head: {
        key: keyOf(parts?.by ?? null, id, at),
        name,
        short: parts?.by === 'region' || parts?.by === 'size' ? shortName(parts.by, id) : name,
        open: false,
      },
      series,
    })),
  ];
  const [step = 'day'] = [whole.asked.step].filter((one) => one !== 'auto');
  return {
    label: `Line chart of the part that is exposed, in ${places.length} periods. The table below holds every value.`,
    says: `Table of ${formatExact(places.length)} periods and ${columns.length} columns`,
    step,
    kind: 'line',
    unit: 'share',
    heading: 'Snapshot',
    columns: columns.map(({ head }) => head),
    rows: places.map(({ asOf, at }) => ({
      on: asOf,
      says: formatDay(asOf),
      provisional: whole.periods[at]?.provisional ?? false,
      notes: [],
      cells: columns.map(({ series }) => ({ value: series[at] ?? null, high: null })),
    })),
  };
}
