import { definitionOf } from '../definition/defaults.ts';
import { formatDay } from '../format/dates.ts';
import { formatExact } from '../format/numbers.ts';
import type { ModelReading, ModelSeries } from '../metrics/model.ts';
import type { ModelState } from '../metrics/model-states.ts';
import { EVERY, gapWords } from './figure/footer.ts';
import { openNote } from './figure/notes.ts';
import { type Frame, sourceLine, type Take } from './frame.ts';
import { paths } from './paths.ts';

/** The downloads of a model over time, in one panel. */
export interface CountersFigure extends Frame {
  label: string;
  step: ModelSeries['step'];
  /** What the table holds, in words. */
  says: string;
  rows: readonly { asOf: string; downloads30d: number | null; provisional: boolean }[];
}

/** None where there are no two days to draw. */
export function countersFigure(series: ModelSeries, reading: ModelReading): readonly CountersFigure[] {
  const { step, gaps } = series;
  const points = series.points.filter(({ downloads30d }) => downloads30d !== null);
  const [first] = points;
  const last = points.at(-1);
  const state = reading.states.find(({ panel }) => panel === series.panel);
  if (!first || !last || first === last || !state) return [];
  const window = `${formatDay(first.asOf)} to ${formatDay(last.asOf)}`;
  const title = `${wordOf(first.downloads30d ?? 0, last.downloads30d ?? 0)} ${formatExact(last.downloads30d ?? 0)} downloads in 30 days`;
  const open = points.filter(({ provisional }) => provisional).length;
  return [
    {
      id: `counters-${series.panel}`,
      title,
      subtitle: `Downloads in the 30 days before each day, ${window}`,
      notes: openNote(open, { step, lastIs: last.provisional, drawn: 'point' }),
      label: `Line chart of downloads in 30 days, ${window}. ${title}. The table below holds every value.`,
      footer: [
        { term: 'Unit', says: 'downloads in the previous 30 days' },
        { term: 'Window', says: `${window}, ${EVERY[step]}` },
        { term: 'Universe', says: state.title },
        { term: 'Attribution', says: 'this repo alone' },
        { term: 'As of', says: formatDay(last.asOf) },
        { term: 'Coverage', says: `${points.length} of ${series.points.length} ${step}s in the panel` },
        { term: 'Gaps', says: gapWords(gaps, step) },
        sourceLine(state),
      ],
      take: takeOf(reading, state, last.asOf),
      step,
      says: `Table of ${series.points.length} days${step === 'day' ? '' : `, the last of each ${step}`}`,
      rows: series.points.map(({ asOf, downloads30d, provisional }) => ({ asOf, downloads30d, provisional })),
    },
  ];
}

function wordOf(before: number, now: number): string {
  if (now === before) return 'Unchanged at';
  return now > before ? `Up from ${formatExact(before)} to` : `Down from ${formatExact(before)} to`;
}

/** The rows are those of the API: every day, not only the drawn ones. */
function takeOf(
  { model: { repoId }, referenceVersion }: ModelReading,
  state: ModelState,
  asOf: string,
): Take {
  const newest = definitionOf({ panel: state.panel });
  const pinned = { ...newest, snapshot: asOf };
  return {
    href: paths.model(repoId, newest),
    csv: paths.modelHistory(repoId, 'csv', newest),
    json: paths.modelHistory(repoId, 'json', newest),
    parquet: null,
    png: paths.modelPicture(repoId, 'png', newest),
    svg: paths.modelPicture(repoId, 'svg', newest),
    pinned: null,
    pinnedCsv: paths.modelHistory(repoId, 'csv', pinned),
    dates: ['as_of'],
    api: {
      newest: paths.modelHistory(repoId, null, newest),
      pinned: paths.modelHistory(repoId, null, pinned),
    },
    embed: null,
    fileName: ['open-model-census', 'downloads30d', repoId, state.panel, asOf]
      .map((part) => part.replaceAll(/[^A-Za-z0-9-]/g, '-'))
      .join('_'),
    citation: {
      says: `Downloads in 30 days of the model ${repoId}`,
      asOf,
      panelTitle: state.title,
      referenceVersion,
      source: state.sourceTitle,
    },
  };
}
