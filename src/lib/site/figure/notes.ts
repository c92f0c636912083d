import { measureWords } from '../../findings/measure-words.ts';
import { SMALLEST_BASE } from '../../findings/thresholds.ts';
import { datesInWords, formatDay } from '../../format/dates.ts';
import { formatExact, formatShare } from '../../format/numbers.ts';
import { addDays } from '../../metrics/days.ts';
import type { Figure, FigureNote, Period } from '../../metrics/figure.ts';
import type { GroupTable } from './group-table.ts';
import { isTooSmall, type SeriesTable } from './series.ts';

const mostRuns = 6;

/** What a reader should know of a figure beside its finding, one sentence each. Annotations stand apart. */
export function notesOf(
  figure: Figure,
  { table, series }: { table: GroupTable | null; series: SeriesTable | null },
): readonly string[] {
  return [
    ...trendNote(figure),
    ...(table ? barNotes(figure, table) : []),
    ...(series ? seriesNotes(figure, series) : []),
    ...figure.notes
      .filter(({ kind }) => /^(restated|counting|window)$/.test(kind))
      .map(({ says }) => datesInWords(says)),
  ];
}

function seriesNotes(figure: Figure, { kind }: SeriesTable): readonly string[] {
  const rejected = rejectedNotes(figure.notes.filter((note) => note.kind === 'rejected'));
  return [...gapNote(figure.periods), ...smallNote(figure), ...rejected, ...provisionalNote(figure, kind)];
}

function trendNote({ periods, panel, measure }: Figure): readonly string[] {
  if (measure.id === 'newModels')
    return ['Only models that are still there are counted, so older months read low.'];
  if (panel.snapshots > 1 || periods.length > 1) return [];
  return [`A trend needs two published snapshots of this panel; there is one, of ${formatDay(panel.asOf)}.`];
}

function barNotes(
  { definition, total }: Figure,
  { rows, comparedWith, before, sizes }: GroupTable,
): readonly string[] {
  if (definition.by.length === 0 || sizes) return [];
  const notes: string[] = [];
  if (comparedWith !== null && rows.some(({ shareBefore }) => shareBefore !== null))
    notes.push(`The mark on each bar is the share on ${formatDay(comparedWith)}.`);
  if (before !== null && rows.some(({ shareBefore }) => shareBefore !== null))
    notes.push(`The mark on each bar is the share before: ${before}.`);
  const open = rows.filter((row) => row.open && (row.value ?? 0) > 0);
  if (open.length === 0 || total === null || total <= 0) return notes;
  const names = open.map(({ name }) => name.toLowerCase()).join(' and ');
  if (definition.unknown === 'drop')
    notes.push(
      `Rows in outline (${names}) are not known. They are left out of the whole, so they have no share.`,
    );
  else {
    const share = open.reduce((sum, { value }) => sum + (value ?? 0), 0) / total;
    notes.push(`Rows in outline (${names}; ${formatShare(share)}) are not known. They stay in the total.`);
  }
  if (definition.unknown === 'band')
    notes.push(
      'The pale part of each bar is what the group would hold too if all that is not known belonged to it.',
    );
  return notes;
}

/** Where the line is broken. */
function gapNote(periods: readonly Period[]): readonly string[] {
  const runs: { from: string; until: string }[] = [];
  for (const { from, until, asOf } of periods) {
    const last = runs.at(-1);
    if (asOf !== null) continue;
    if (last?.until === from) last.until = until;
    else runs.push({ from, until });
  }
  if (runs.length === 0) return [];
  const shown = runs.slice(0, mostRuns).map(({ from, until }) => spanOf(from, addDays(until, -1)));
  const rest = runs.length - shown.length;
  const list = rest > 0 ? `${shown.join('; ')}; and ${rest} more` : shown.join('; ');
  return [`No snapshot was published, and the line is broken: ${list}.`];
}

function smallNote(figure: Figure): readonly string[] {
  const { periods, definition, step, measure } = figure;
  const small = periods.filter(({ asOf }, at) => asOf !== null && isTooSmall(figure, at)).length;
  if (definition.by.length === 0 || small === 0) return [];
  const least = formatExact(SMALLEST_BASE[measure.id]);
  const words = measureWords(measure.id).whole;
  return [
    `Shares of ${small === 1 ? `one ${step}` : `${small} ${step}s`} with fewer than ${least} ${words} are not drawn.`,
  ];
}

function spanOf(from: string, last: string): string {
  return from === last ? formatDay(from) : `${formatDay(from)} to ${formatDay(last)}`;
}

/** A few rejected days are named one by one; of many, how many and the latest. */
function rejectedNotes(days: readonly FigureNote[]): readonly string[] {
  const last = days.at(-1);
  if (!last) return [];
  const dayOf = ({ on }: FigureNote) => formatDay(on ?? '1970-01-01');
  if (days.length <= 3)
    return days.map((day) => `${dayOf(day)} was rejected and is not drawn: ${datesInWords(day.says)}`);
  return [
    `${days.length} days between ${dayOf(days[0] ?? last)} and ${dayOf(last)} were rejected by their checks and are not drawn. ` +
      `The latest: ${datesInWords(last.says)}`,
  ];
}

function provisionalNote({ periods, step }: Figure, kind: SeriesTable['kind']): readonly string[] {
  const open = periods.filter(({ provisional, asOf }) => provisional && asOf !== null).length;
  const lastIs = periods.at(-1)?.provisional ?? false;
  return openNote(open, { step, lastIs, drawn: kind === 'bars' ? 'column' : 'point' });
}

/** What hollow points are. `open`: how many there are; `lastIs`: the last is one. */
export function openNote(
  open: number,
  { step, lastIs, drawn }: { step: Figure['step']; lastIs: boolean; drawn: 'column' | 'point' },
): readonly string[] {
  if (open === 0) return [];
  if (open === 1 && lastIs) return [`The last ${step} is not complete: its ${drawn} is hollow.`];
  return [
    `${open} ${open === 1 ? `${step} has` : `${step}s have`} fewer snapshots than a closed ${step} needs, drawn hollow.`,
  ];
}
