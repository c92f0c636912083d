import type { Page } from 'playwright-core';
import { keepPicture, overflow, see, violations } from './browser-page.ts';

const looks = (['light', 'dark'] as const).flatMap((scheme) =>
  [360, 1280].map((width) => ({ scheme, width })),
);

/** What stands out of its window and what axe finds, on a phone and on a desk, in light and dark. Compare with `NO_FAULT`. */
export async function lookAtAll(page: Page, name: string): Promise<unknown[]> {
  const found = [];
  for (const look of looks) {
    await see(page, look);
    found.push({ ...look, overflow: await overflow(page), violations: await violations(page) });
    await keepPicture(page, `${name}-${look.width}-${look.scheme}`);
  }
  return found;
}

export const NO_FAULT = looks.map((look) => ({
  ...look,
  overflow: { by: 0, widest: [] },
  violations: [],
}));
