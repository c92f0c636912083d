import type { Page } from './page-cache.ts';

export interface PlainPage {
  status: number;
  title: string;
  says: readonly string[];
}

/** A page that needs neither database nor build: for answers that cannot be rendered. Never cached. */
export function plainPage({ status, title, says }: PlainPage): Page {
  const body = [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>`,
    `<body><main><h1>${escapeHtml(title)}</h1>`,
    ...says.map((sentence) => `<p>${escapeHtml(sentence)}</p>`),
    '<p><a href="/">Open Model Census</a></p></main></body>',
    '</html>',
    '',
  ].join('\n');
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    bodies: { identity: Buffer.from(body) },
    etag: null,
  };
}

/** For programs: one line of text. */
export function plainText(status: number, says: string): Page {
  return {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-robots-tag': 'none',
    },
    bodies: { identity: Buffer.from(`${says}\n`) },
    etag: null,
  };
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
