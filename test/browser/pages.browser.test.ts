import { expect, test } from 'vitest';
import { drawCharts, keepPicture, overflow, see, violations } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';

const { visit } = reader();

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

const widths = [390, 768, 1440];
/** Barriers are looked for on a phone in light, on a desk in dark: colours and widths do not depend on one another. */
const looks = [
  { scheme: 'light', seen: widths, lookedAt: 390 },
  { scheme: 'dark', seen: process.env.SCREENSHOTS ? widths : [1440], lookedAt: 1440 },
] as const;

const fine = looks.flatMap(({ scheme, seen, lookedAt }) =>
  seen.map((width) => ({
    scheme,
    width,
    overflow: { by: 0, widest: [] },
    violations: width === lookedAt ? [] : null,
  })),
);

test.each(pages)(
  '$path fits its widths, has no barrier in light and dark, and asks nobody else',
  async ({ path, status, charts = false }) => {
    const { page, faults, ...opened } = await visit(path, 390);
    const drawn = await drawCharts(page);
    const found = [];
    for (const { scheme, seen, lookedAt } of looks) {
      for (const width of seen) {
        await see(page, { width, scheme });
        const isLookedAt = width === lookedAt;
        found.push({
          scheme,
          width,
          overflow: await overflow(page),
          violations: isLookedAt ? await violations(page) : null,
        });
        await keepPicture(page, `${nameOf(path)}-${width}-${scheme}`);
      }
    }
    expect(opened.status).toBe(status);
    if (charts) expect(drawn).toBeGreaterThan(0);
    expect(found).toEqual(fine);
    expect(faults).toEqual([]);
  },
);

function nameOf(path: string): string {
  return path === '/' ? 'overview' : path.slice(1).replaceAll(/[^\w.-]+/g, '-');
}
