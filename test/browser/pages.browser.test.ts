import { expect, test } from 'vitest';
import { barriers, drawCharts, keepPicture, overflow } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';

const { open } = reader();

/** `charts`: there is at least one. Where a page has charts, each must be drawn. */
const pages = [
  { path: '/', status: 200 },
  { path: '/regions', status: 200 },
  { path: '/regions?panel=do-me&region=us~europe', status: 200, charts: true },
  { path: '/regions?panel=radar&license=research_only', status: 200 },
  { path: '/regions?panel=do-me&region=us&license=rail', status: 200 },
  { path: '/sizes?panel=do-me', status: 200, charts: true },
  { path: '/regions?panel=do-me&attribution=creator&unknown=band', status: 200, charts: true },
  { path: '/sizes?panel=do-me&infrastructure=without&scheme=atom', status: 200, charts: true },
  { path: '/regions?measure=parametersMean', status: 200 },
  { path: '/licenses', status: 200 },
  { path: '/licenses?measure=models', status: 200 },
  { path: '/models', status: 200 },
  { path: '/models?q=no-such-name', status: 200 },
  { path: '/models/nomic-ai/nomic-embed-text-v1.5', status: 200, charts: true },
  { path: '/methods', status: 200 },
  { path: '/data', status: 200 },
  { path: '/data/dictionary', status: 200 },
  { path: '/data/radar/2026-01-01.1', status: 404 },
  { path: '/api', status: 200 },
  { path: '/explore', status: 200 },
  { path: '/explore?by=region~license', status: 200 },
  { path: '/explore?panel=do-me&by=region&chart=area', status: 200, charts: true },
  { path: '/explore?panel=do-me&by=region&chart=slope', status: 200 },
  { path: '/explore?by=region&chart=scatter', status: 200 },
  { path: '/embed/regions?panel=do-me', status: 200, charts: true },
  { path: '/embed/compare/regions/us-vs-cn-vs-europe?panel=do-me', status: 200, charts: true },
  { path: '/embed/compare/regions/us-vs-planet', status: 404 },
  { path: '/explore?by=region&add=publisher', status: 200 },
  { path: '/explore?by=region~region', status: 400 },
  { path: '/countries?panel=do-me', status: 200, charts: true },
  { path: '/publishers', status: 200, charts: true },
  { path: '/publishers/openai', status: 200 },
  { path: '/publishers/nobody-at-all', status: 404 },
  { path: '/regions?panel=do-me&window=28d&compare=previous', status: 200, charts: true },
  { path: '/regions?compare=decade', status: 400 },
  { path: '/search', status: 200 },
  { path: '/search?q=qwen', status: 200 },
  { path: '/search?q=qzxqzx', status: 200 },
  { path: '/shortcuts', status: 200 },
  { path: '/digest', status: 200 },
  { path: '/digest/subscribe', status: 200 },
  { path: '/privacy', status: 200 },
  { path: '/questions', status: 200 },
  { path: '/releases', status: 200 },
  { path: '/releases?panel=do-me&sort=ram30', status: 200 },
  { path: '/releases?downloads=many', status: 400 },
  { path: '/licenses/exposure', status: 200 },
  { path: '/licenses/exposure?split=planet', status: 400 },
  { path: '/lineage/Qwen/Qwen3-8B', status: 200 },
  { path: '/lineage/no/such', status: 404 },
  { path: '/families/qwen/lineage', status: 200 },
  { path: '/compare', status: 200 },
  { path: '/compare/regions/us-vs-cn-vs-europe?panel=do-me', status: 200, charts: true },
  { path: '/compare/families/deepseek-vs-llama-vs-qwen', status: 200 },
  { path: '/compare/families/lama-vs-qwen', status: 404 },
  { path: '/review', status: 200 },
  { path: '/review?panel=do-me', status: 200 },
  { path: '/review?quarter=2020-q1', status: 200 },
  { path: '/no-such-page', status: 404 },
  { path: '/regions?region=atlantis', status: 400 },
];

const schemes = ['light', 'dark'] as const;
const widths = [390, 768, 1440];
/** Barriers are looked for on a phone in light, on a desk in dark: colours and widths do not depend on one another. */
const lookedAt = { light: 390, dark: 1440 };
const measuredAt = { light: widths, dark: process.env.SCREENSHOTS ? widths : [lookedAt.dark] };

const fits = (scheme: (typeof schemes)[number]) =>
  Object.fromEntries(measuredAt[scheme].map((width) => [width, { by: 0, widest: [] }]));

test.each(pages.flatMap((page) => schemes.map((scheme) => ({ ...page, scheme }))))(
  '$path, $scheme, fits its widths, has no barrier and asks nobody else',
  async ({ path, status, charts = false, scheme }) => {
    const opened = await open(path, { width: measuredAt[scheme][0] ?? 390, scheme });
    const drawn = await drawCharts(opened.page);
    const overflows: Record<number, unknown> = {};
    const found: Record<number, string[]> = {};
    for (const width of measuredAt[scheme]) {
      await opened.page.setViewportSize({ width, height: 900 });
      // Charts fit themselves to their frame one frame later.
      await opened.page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      overflows[width] = await overflow(opened.page);
      if (width === lookedAt[scheme]) found[width] = await barriers(opened.page);
      await keepPicture(opened.page, `${nameOf(path)}-${width}-${scheme}`);
    }
    await opened.close();
    expect(opened.status).toBe(status);
    if (charts) expect(drawn).toBeGreaterThan(0);
    expect({ overflows, barriers: found }).toEqual({
      overflows: fits(scheme),
      barriers: { [lookedAt[scheme]]: [] },
    });
    expect(opened.faults).toEqual([]);
  },
);

function nameOf(path: string): string {
  return path === '/' ? 'overview' : path.slice(1).replaceAll(/[^\w.-]+/g, '-');
}
