import { test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openPage, drawCharts, barriers, overflow } from '../support/browser-page.ts';
import { sampleSite } from '../support/site.ts';
test('x', async () => {
  let t = Date.now(); const lap = (s: string) => { console.log(s, Date.now() - t); t = Date.now(); };
  const site = await sampleSite(); lap('site');
  const b = await launchBrowser(); lap('browser');
  for (const p of ['/', '/regions', '/regions?panel=do-me', '/sizes', '/licenses', '/models', '/models?panel=do-me', '/methods', '/nope', '/regions?region=xx']) {
    const o = await openPage(b, site.url + p, { width: 390 }); lap('open ' + p);
    console.log(o.status, await drawCharts(o.page)); lap('charts');
    console.log(await overflow(o.page)); lap('overflow');
    console.log(await barriers(o.page)); lap('axe');
    console.log(o.faults, await o.page.locator('main a[href^="/models/"]').evaluateAll((as) => as.slice(0, 4).map((a) => a.getAttribute('href'))));
    await o.close();
  }
  await b.close(); await site.stop();
}, 110_000);
