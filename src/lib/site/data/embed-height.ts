import { splitFinding } from '../../findings/split-finding.ts';
import type { ExploredFigure } from '../explore/explore-view.ts';
import { SCATTER_HEIGHT } from '../explore/scatter.ts';
import type { FigureView } from '../figure/figure-view.ts';

/** Rows of a table in an embed: more would be scrolled in a frame that nobody expects to scroll. */
export const mostEmbedded = 12;

/** What is embedded: with a chart of its own, or one of the drawings of the explorer. */
type Embedded = Pick<
  FigureView,
  'title' | 'subtitle' | 'notes' | 'footer' | 'series' | 'table' | 'annotations'
> &
  Partial<Pick<ExploredFigure, 'slope' | 'scatter' | 'heat'>>;

/** Letters in a line of a frame 800 CSS pixels wide. */
const letters = { name: 22, title: 56, soft: 80, note: 110, footer: 116 };
/** Between parts, at both edges, and of the line that leads here, in CSS pixels. */
const gap = 12;
const edges = 32;
const from = 20;
const chart = 350;
const scatterPlot = SCATTER_HEIGHT + 68;
const scatterTable = 256;
const row = 34;

/** How high a frame must be, in CSS pixels, to show it without scrolling where it is 800 wide. `listed`: names of a page's own table. */
export function embedHeight(figure: Embedded, listed: readonly string[] | null = null): number {
  const { main, beside } = splitFinding(figure.title);
  const parts = [
    linesOf(main, letters.title) * 27 + linesOf(beside ?? '', letters.soft) * 27,
    linesOf(figure.subtitle, letters.soft) * 23,
    ...drawnOf(figure, listed),
    figure.notes.reduce((sum, note) => sum + linesOf(note, letters.note) * 20 + 4, 0),
    linesOf(figure.footer.map(({ term, says }) => `${term}  ${says}     `).join(''), letters.footer) * 20 + 9,
    from,
  ].filter((height) => height > 0);
  const whole = edges + parts.reduce((sum, height) => sum + height + gap, 0);
  return Math.ceil(whole / 20) * 20;
}

/** Heights of chart, drawing, table and folded notes. A table beside a chart is left out of a frame. */
function drawnOf(
  { series, table, annotations, slope, scatter, heat }: Embedded,
  listed: readonly string[] | null,
): readonly number[] {
  if (slope) return [slope.height, (slope.rows.length + 1) * row];
  if (scatter) return [scatterPlot, Math.min(scatterTable, (scatter.points.length + 1) * row), 20];
  if (heat) return [(heat.rows.length + 3) * row];
  if (series) return [chart, annotations.length > 0 ? 20 : 0];
  const all = listed ?? table?.rows.map(({ name }) => name) ?? [];
  const names = all.slice(0, mostEmbedded);
  const more = all.length > mostEmbedded || (table?.rest ?? null) !== null;
  // Head and sum, and one row for all that are left.
  return [
    names.reduce((sum, name) => sum + row + (linesOf(name, letters.name) - 1) * 18, (more ? 3 : 2) * row),
  ];
}

function linesOf(text: string, each: number): number {
  return Math.ceil(text.length / each);
}
