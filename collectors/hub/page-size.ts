import type { Effects } from '../collector.ts';

/** How many models a page asks for: fewer where the Hub keeps failing, more again once it has recovered. */
export interface PageSize {
  /** The same page in the size of now. A cursor names a place, not a page: it fits every size. */
  on: (url: string) => string;
  /** The same page in a smaller size once it has stalled too often; null where it is to be asked as it is. */
  lighten: (url: string, stalls: number) => string | null;
  /** A page came. */
  answered: () => void;
}

/** hub-api.md §1.4: pages that time out at one size for hours have come at a smaller one. */
const SMALLER = [500, 200];
const STALLS_TO_LOWER = 3;
const PAGES_TO_RAISE = 20;

/** Starts at the largest size, or at that of the page a walk is resumed from. */
export function pageSize(largest: number, resumeFrom: string | null, log: Effects['log']): PageSize {
  // A step that is hardly smaller would only put off the end.
  const sizes = [largest, ...SMALLER.filter((size) => size <= largest / 2)];
  let size = sizes.find((one) => resumeFrom !== null && limitOf(resumeFrom) === String(one)) ?? largest;
  let inARow = 0;

  const on = (url: string) => (limitOf(url) === String(size) ? url : withLimit(url, size));
  const move = (event: string, to: number) => {
    log(event, { from: size, to });
    size = to;
    inARow = 0;
  };
  return {
    on,
    lighten: (url, stalls) => {
      inARow = 0;
      const smaller = sizes.find((one) => one < size);
      if (stalls < STALLS_TO_LOWER || smaller === undefined) return null;
      move('page-size-lowered', smaller);
      return on(url);
    },
    answered: () => {
      const larger = sizes.findLast((one) => one > size);
      if (++inARow >= PAGES_TO_RAISE && larger !== undefined) move('page-size-raised', larger);
    },
  };
}

function limitOf(url: string): string | null {
  return new URL(url).searchParams.get('limit');
}

function withLimit(url: string, size: number): string {
  const sized = new URL(url);
  sized.searchParams.set('limit', String(size));
  return sized.href;
}
