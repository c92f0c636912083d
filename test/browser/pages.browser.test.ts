import { expect, test } from 'vitest';
import { barriers, drawCharts, keepPicture, overflow } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';

const { open } = reader();

const pages = [
  { path: '/', status: 200, charts: true },
  { path: '/regions', status: 200, charts: false },
  { path: '/regions?panel=do-me', status: 200, charts: true },
  { path: '/sizes', status: 200, charts: false },
  { path: '/licenses', status: 200, charts: false },
  { path: '/models', status: 200, charts: false },
  { path: '/models?q=no-such-name', status: 200, charts: false },
  { path: '/models/nomic-ai/nomic-embed-text-v1.5', status: 200, charts: true },
  { path: '/methods', status: 200, charts: false },
  { path: '/no-such-page', status: 404, charts: false },
  { path: '/regions?region=atlantis', status: 400, charts: false },
];

const views = [390, 768, 1440].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
);

const cases = pages.flatMap((page) => views.map((view) => ({ ...page, ...view })));

test.each(cases)(
  '$path at $width px, $scheme, fits its window, has no barrier and asks nobody else',
  async ({ path, status, charts, width, scheme }) => {
    const opened = await open(path, { width, scheme });
    const drawn = await drawCharts(opened.page);
    const found = {
      status: opened.status,
      charts: drawn > 0,
      overflow: await overflow(opened.page),
      barriers: await barriers(opened.page),
      faults: opened.faults,
    };
    await keepPicture(opened.page, `${nameOf(path)}-${width}-${scheme}`);
    await opened.close();
    expect(found).toEqual({ status, charts, overflow: { by: 0, widest: [] }, barriers: [], faults: [] });
  },
);

function nameOf(path: string): string {
  return path === '/' ? 'overview' : path.slice(1).replaceAll(/[^\w.-]+/g, '-');
}
