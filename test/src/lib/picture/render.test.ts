import { expect, test } from 'vitest';
import type { Body, Picture } from '../../../../src/lib/picture/picture.ts';
import { renderPng, renderSvg } from '../../../../src/lib/picture/render.ts';
import { svgCanvas } from '../../../../src/lib/picture/svg-canvas.ts';

const hostile = `"><script>alert(1)</script>&'\u0007 عربي ${'long '.repeat(80)}`;

const bodies: Record<Body['kind'], Body> = {
  chart: {
    kind: 'chart',
    table: {
      kind: 'line',
      step: 'day',
      unit: 'share',
      columns: [
        { name: 'China', short: 'China', open: false, color: '#c23b22' },
        { name: hostile, short: hostile.slice(0, 20), open: true, color: '#8d8c88' },
      ],
      rows: [1, 2, 4, 5].map((day) => ({
        on: `2026-08-0${day}`,
        values: [day / 10, 1 - day / 10],
        highs: [day / 8, null],
        note: day === 2 ? hostile : null,
        provisional: day === 5,
      })),
    },
  },
  facts: { kind: 'facts', facts: [{ term: 'Likes', value: hostile, unit: hostile }] },
  ranked: {
    kind: 'ranked',
    rows: [{ name: hostile, color: '#1f5fae', open: false, part: 1, says: '51.4 %' }],
    left: 'One more is not drawn.',
  },
  slope: {
    kind: 'slope',
    when: ['1 August 2026', '5 August 2026'],
    rows: [
      {
        name: hostile,
        color: '#1f5fae',
        open: true,
        first: 0.2,
        last: 1,
        firstSays: '10 %',
        lastSays: '50 %',
      },
    ],
    left: null,
  },
  scatter: {
    kind: 'scatter',
    scatter: {
      xName: 'Models',
      yName: hostile.slice(0, 30),
      points: [
        { name: hostile.slice(0, 22), before: true, color: '#1f5fae', open: false, across: 0.9, down: 0.1 },
      ],
      xTicks: [{ says: '10k', at: 0.5 }],
      yTicks: [{ says: '1M', at: 0.5 }],
    },
    left: 'One more is not drawn.',
  },
  steps: {
    kind: 'steps',
    steps: {
      xName: 'Age in days',
      yName: hostile.slice(0, 40),
      xTicks: [{ says: '0', at: 0 }],
      yTicks: [{ says: '50 %', at: 0.5 }],
      curves: [
        {
          name: 'China',
          color: '#c23b22',
          dash: [6, 3],
          points: [
            { across: 0, down: 1 },
            { across: 0.5, down: 0.4 },
          ],
        },
      ],
    },
    left: null,
  },
  heat: {
    kind: 'heat',
    columns: ['Permissive', hostile],
    rows: [
      {
        name: hostile,
        cells: [
          { says: '22 %', strength: 1 },
          { says: '–', strength: 0 },
        ],
      },
    ],
    left: null,
  },
};

const picture = (kind: Body['kind']): Picture => ({
  title: hostile,
  beside: hostile,
  subtitle: 'Share of downloads',
  label: hostile,
  body: bodies[kind],
  facts: ['Coverage: region is known for 88.9 % of downloads', hostile],
  address: 'https://census.example.org/regions',
});

const kinds = Object.keys(bodies) as Body['kind'][];
const DRAWN = ['svg', 'title', 'desc', 'rect', 'text', 'path', 'g', 'clipPath'];

test.each(kinds)('hostile names are text in an SVG of kind %s, and nothing leaves the picture', (kind) => {
  const svg = renderSvg(picture(kind));
  const elements = new Set(Array.from(svg.matchAll(/<\/?([\w-]+)/g), ([, name]) => name ?? ''));
  expect([...elements].filter((name) => !DRAWN.includes(name))).toEqual([]);
  expect(svg).not.toMatch(/NaN|undefined|Infinity| on\w+=/);
  expect(svg).not.toContain('\u0007');
  const right = Array.from(svg.matchAll(/<text x="([\d.-]+)"/g), ([, x]) => Number(x));
  expect(Math.max(...right)).toBeLessThan(960);
  expect(svg.length).toBeLessThan(20_000);
});

test.each(kinds)(
  'a PNG of kind %s is 1,600 × 840, and the same picture gives the same bytes',
  async (kind) => {
    const [first, second] = [await renderPng(picture(kind)), await renderPng(picture(kind))];
    expect([first.readUInt32BE(16), first.readUInt32BE(20)]).toEqual([1600, 840]);
    expect(first.equals(second)).toBe(true);
  },
);

test('a chart of a gap has a line on either side of it, and none over it', () => {
  const svg = renderSvg(picture('chart'));
  const strokes = Array.from(
    svg.matchAll(/<path d="([^"]*)"[^>]*stroke="#c23b22" stroke-width="2"/g),
    ([, d]) => d ?? '',
  );
  const lines = strokes
    .flatMap((d) => d.split('M'))
    .filter((line) => line.includes('L') && !line.includes('A'));
  expect(lines).toHaveLength(2);
});

test('a canvas writes what is drawn where its matrix, clip and styles put it', () => {
  const canvas = svgCanvas(100, 50, { measure: () => ({ width: 7 }), prefix: 'c' });
  const ctx = canvas.getContext('2d');
  ctx.save();
  ctx.translate(10, 20);
  ctx.scale(2, 2);
  ctx.beginPath();
  ctx.rect(0, 0, 5, 5);
  ctx.clip();
  ctx.fillStyle = '#ff0000';
  ctx.globalAlpha = 0.5;
  ctx.fillRect(1, 1, 2, 3);
  ctx.restore();
  ctx.font = '600 12px Inter';
  ctx.textAlign = 'right';
  ctx.fillText('<b>', 40, 30);
  ctx.beginPath();
  ctx.arc(50, 25, 4, 0, 2 * Math.PI);
  ctx.strokeStyle = 'transparent';
  ctx.stroke();
  expect(canvas.content()).toBe(
    '<clipPath id="c0"><path d="M10 20L20 20L20 30L10 30Z"/></clipPath>' +
      '<rect x="12" y="22" width="4" height="6" fill="#ff0000" fill-opacity="0.5" clip-path="url(#c0)"></rect>' +
      '<text x="40" y="30" font-size="12" font-weight="600" text-anchor="end" fill="#000000">&lt;b&gt;</text>',
  );
});

test('a definition that is too long is cut where it is longest, and the source still stands', () => {
  const facts = [
    'Unit: part of models',
    `Attribution: ${'by family and by name, '.repeat(40)}`,
    'As of: 22 August 2026',
    'Coverage: 54.4 % of first-party models are of known size',
    'Source: example/models',
  ];
  const text = Array.from(
    renderSvg({ ...picture('facts'), facts }).matchAll(/<text[^>]*>([^<]*)</g),
    ([, said]) => said,
  )
    .join(' ')
    .replaceAll('&quot;', '"');
  for (const fact of facts.filter((one) => !one.startsWith('Attribution'))) expect(text).toContain(fact);
  expect(text).toMatch(/Attribution: by family [^·]*…/);
});
