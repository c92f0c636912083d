import type { ChartTheme } from '../lib/chart/chart-config.ts';
import type { DrawnChart } from '../lib/chart/draw-chart.ts';
import { readTable } from '../lib/chart/read-table.ts';

/** Wraps a table and draws it once it comes near the view. If anything fails, the table stands as it is. */
export class MetricChart extends HTMLElement {
  #drawn: DrawnChart | null = null;
  #table: HTMLTableElement | null = null;
  #frame: HTMLDivElement | null = null;
  #watch: IntersectionObserver | null = null;
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  readonly #redraw = () => void this.#draw();

  connectedCallback(): void {
    this.#table = this.querySelector('table');
    this.#watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#watch?.disconnect();
        void this.#draw();
      },
      { rootMargin: '400px' },
    );
    this.#watch.observe(this);
    this.#dark.addEventListener('change', this.#redraw);
  }

  disconnectedCallback(): void {
    this.#watch?.disconnect();
    this.#dark.removeEventListener('change', this.#redraw);
    this.#drawn?.destroy();
  }

  async #draw(): Promise<void> {
    if (!this.#table) return;
    try {
      const { drawChart } = await import('../lib/chart/draw-chart.ts');
      await document.fonts.ready;
      const table = readTable<Element>(this.#table, colorOf);
      this.#drawn?.destroy();
      this.#frame?.remove();
      this.#frame = this.#newFrame();
      this.prepend(this.#frame);
      const canvas = this.#newCanvas();
      this.#frame.querySelector('.chart-area')?.append(canvas);
      const drawn = drawChart(canvas, table, themeOf(this));
      this.#drawn = drawn;
      if (!drawn.labelled && drawn.series.length > 1) this.#frame.prepend(legendOf(drawn.series));
      this.#fold(table.columns.length > drawn.series.length ? drawn.series.length : null);
    } catch (error) {
      this.#frame?.remove();
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

  /** The table moves under a summary, once. `drawn`: how many groups the chart shows, where it is not all. */
  #fold(drawn: number | null): void {
    const body = this.#table?.parentElement;
    if (!body || this.querySelector('details')) return;
    const details = document.createElement('details');
    const summary = document.createElement('summary');
    const says = this.getAttribute('data-table') ?? 'Table';
    summary.textContent = drawn === null ? says : `${says}; the chart draws the ${drawn} largest`;
    details.className = 'chart-table';
    this.append(details);
    details.append(summary, body);
  }

  #unfold(): void {
    const details = this.querySelector('details');
    const body = this.#table?.parentElement;
    if (details && body) details.replaceWith(body);
  }
}

function colorOf(head: Element): string {
  return getComputedStyle(head.querySelector('.swatch') ?? head).color;
}

function themeOf(element: Element): ChartTheme {
  const style = getComputedStyle(element);
  const probe = document.createElement('span');
  element.append(probe);
  const resolve = (token: string) => {
    probe.className = `token-${token}`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    ink: resolve('ink'),
    faint: resolve('ink-faint'),
    rule: resolve('rule'),
    paper: resolve('paper'),
    font: style.fontFamily,
  };
  probe.remove();
  return theme;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Where names do not fit at the line ends: the same dashes and colours above the chart. */
function legendOf(series: DrawnChart['series']): HTMLUListElement {
  const list = document.createElement('ul');
  list.className = 'chart-legend';
  list.setAttribute('aria-hidden', 'true');
  for (const { name, color, dash } of series) {
    const sample = document.createElementNS(SVG, 'svg');
    sample.setAttribute('viewBox', '0 0 24 8');
    const line = document.createElementNS(SVG, 'line');
    for (const [key, value] of Object.entries({ x1: 0, y1: 4, x2: 24, y2: 4, 'stroke-width': 2.5 })) {
      line.setAttribute(key, String(value));
    }
    line.setAttribute('stroke', color);
    line.setAttribute('stroke-dasharray', dash.join(' '));
    sample.append(line);
    const entry = document.createElement('li');
    entry.append(sample, name);
    list.append(entry);
  }
  return list;
}

customElements.define('metric-chart', MetricChart);
