import type { DrawnChart } from '../lib/chart/draw-chart.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Where names do not fit at the line ends: the same dashes and colours above the chart. */
export function legendOf(series: DrawnChart['series']): HTMLUListElement {
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
