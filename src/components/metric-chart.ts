import type { DrawnChart, drawChart } from '../lib/chart/draw-chart.ts';
import { readTable } from '../lib/chart/read-table.ts';
import { legendOf } from './chart-legend.ts';
import { tabsOver } from './chart-tabs.ts';
import { withColours } from './chart-theme.ts';

/** A change of width, in CSS pixels, that is worth another layout of labels and ticks. */
const noticeable = 60;

/** Wraps a table and draws it once it comes near the view. If anything fails, the table stands as it is. */
export class MetricChart extends HTMLElement {
  #table: HTMLTableElement | null = null;
  #frame: HTMLDivElement | null = null;
  #tabs: HTMLDivElement | null = null;
  readonly #panel = document.createElement('div');
  #drawn: DrawnChart | null = null;
  #draw: typeof drawChart | null = null;
  #drawnWidth = 0;
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  readonly #repaint = () => this.#paint();
  readonly #near = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#load();
    },
    { rootMargin: '400px' },
  );
  readonly #resized = new ResizeObserver(() => {
    if (this.#drawn && Math.abs(this.clientWidth - this.#drawnWidth) > noticeable) this.#paint();
  });

  connectedCallback(): void {
    this.#table = this.querySelector('table');
    this.#near.observe(this);
    this.#resized.observe(this);
    this.#dark.addEventListener('change', this.#repaint);
    addEventListener('beforeprint', this.#print);
    addEventListener('afterprint', this.#print);
  }

  disconnectedCallback(): void {
    this.#near.disconnect();
    this.#resized.disconnect();
    this.#dark.removeEventListener('change', this.#repaint);
    removeEventListener('beforeprint', this.#print);
    removeEventListener('afterprint', this.#print);
    this.#drawn?.destroy();
  }

  async #load(): Promise<void> {
    this.#near.disconnect();
    try {
      const module = await import('../lib/chart/draw-chart.ts');
      await document.fonts.ready;
      this.#draw = module.drawChart;
      this.#paint();
    } catch (error) {
      console.warn('chart not drawn', error);
    }
  }

  readonly #print = ({ type }: Event): void => {
    document.documentElement.classList.toggle('printing', type === 'beforeprint');
    this.#paint();
  };

  /** Draws what the table says, in the colours of now. Does nothing before the chart code is there. */
  #paint(): void {
    const [draw, table] = [this.#draw, this.#table];
    if (!draw || !table) return;
    try {
      const frame = this.#newFrame();
      this.#drawn?.destroy();
      this.#frame?.remove();
      this.#frame = frame;
      if (!this.#panel.isConnected) this.prepend(this.#panel);
      this.#panel.append(frame);
      const canvas = this.#newCanvas();
      frame.querySelector('.chart-area')?.append(canvas);
      const { columns, drawn } = withColours(this, ({ theme, ofSeries }) => {
        const read = readTable<Element>(table, (head) => ofSeries(head.getAttribute('data-series')));
        return {
          columns: read.columns.filter(({ previous }) => !previous).length,
          drawn: draw(canvas, read, { theme, size: { width: this.clientWidth } }),
        };
      });
      this.#drawn = drawn;
      this.#drawnWidth = this.clientWidth;
      if (!drawn.labelled && drawn.series.length > 1) frame.prepend(legendOf(drawn.series));
      this.#fold(columns > drawn.series.length ? drawn.series.length : null);
    } catch (error) {
      this.#frame?.remove();
      this.#drawn = null;
      this.#unfold();
      console.warn('chart not drawn', error);
    }
  }

  #newFrame(): HTMLDivElement {
    const frame = document.createElement('div');
    frame.className = 'chart-frame';
    const area = document.createElement('div');
    area.className = 'chart-area';
    frame.append(area);
    return frame;
  }

  #newCanvas(): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', this.getAttribute('data-label') ?? '');
    canvas.tabIndex = 0;
    canvas.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
      event.preventDefault();
      this.#drawn?.step(event.key === 'ArrowRight' ? 1 : -1);
    });
    return canvas;
  }

  /** Chart, table and sources become tabs, once. `drawn`: how many groups the chart shows, where it is not all. */
  #fold(drawn: number | null): void {
    const body = this.#table?.parentElement;
    if (!body || this.#tabs) return;
    const table = document.createElement('div');
    const caption = document.createElement('p');
    const says = this.getAttribute('data-table') ?? 'Table';
    caption.className = 'chart-caption';
    caption.textContent = drawn === null ? says : `${says}; the chart draws the ${drawn} largest`;
    body.replaceWith(table);
    table.append(caption, body);
    const sources = this.querySelector<HTMLElement>('.sources-body');
    sources?.closest('details')?.replaceWith(sources);
    this.#tabs = tabsOver(
      [
        { name: 'Chart', panel: this.#panel },
        { name: 'Table', panel: table },
        ...(sources ? [{ name: 'Sources', panel: sources }] : []),
      ],
      'Ways to see this figure',
    );
    this.prepend(this.#tabs);
  }

  /** Everything stands open again where nothing could be drawn. */
  #unfold(): void {
    this.#tabs?.remove();
    this.#tabs = null;
    for (const panel of this.querySelectorAll<HTMLElement>('[role="tabpanel"]')) panel.hidden = false;
  }
}

customElements.define('metric-chart', MetricChart);
