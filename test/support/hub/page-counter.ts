import type { Answer, SeenRequest } from './answer.ts';

/** Numbers the pages of a walk, and keeps the last page for those who want it again. */
export interface PageCounter {
  /** 1 without a cursor; a cursor keeps the number it was first given. */
  numberOf(cursor: string | null): number;
  /** Remembers this page's body and returns the body of the page before it. */
  remember(request: SeenRequest, answer: Answer): string | null;
}

export function createPageCounter(): PageCounter {
  const numbers = new Map<string, number>();
  let newest = { page: 0, body: '' };
  let before = { page: 0, body: '' };
  return {
    numberOf: (cursor) => {
      if (cursor === null) return 1;
      const known = numbers.get(cursor);
      if (known !== undefined) return known;
      const next = newest.page + 1;
      numbers.set(cursor, next);
      return next;
    },
    remember: ({ page }, answer) => {
      if (page === null) return null;
      if (page !== newest.page) {
        before = newest;
        newest = { page, body: answer.body };
        linkedTo(answer, page + 1, numbers);
      }
      return before.page === page - 1 && before.page > 0 ? before.body : null;
    },
  };
}

function linkedTo(answer: Answer, page: number, numbers: Map<string, number>): void {
  const next = /<([^>]+)>/.exec(answer.headers.link ?? '')?.[1];
  const cursor = next === undefined ? null : new URL(next).searchParams.get('cursor');
  if (cursor !== null && !numbers.has(cursor)) numbers.set(cursor, page);
}
