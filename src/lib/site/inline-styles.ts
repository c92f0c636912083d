import { createHash } from 'node:crypto';
import type { Page } from './page-cache.ts';

/** The styles of the built site, ready to stand in its pages. */
export interface InlineStyles {
  /** Sources for `style-src`: the hash of each. */
  sources: readonly string[];
  /** A page with its links to styles replaced by the styles. */
  into: (html: string) => string;
}

/**
 * Styles inside the page spare a first reader a whole round trip before anything shows; over a slow phone network that is
 * half a second. The policy allows these styles by their hashes and no others.
 */
export function inlineStyles(files: ReadonlyMap<string, Page>): InlineStyles {
  const styles = new Map(
    [...files]
      .filter(([path]) => path.startsWith('/_astro/') && path.endsWith('.css'))
      .map(([path, { bodies }]) => [path, bodies.identity.toString('utf8')] as const)
      .filter(([, css]) => !css.includes('</')),
  );
  return {
    sources: [...styles.values()].map(
      (css) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`,
    ),
    into: (html) =>
      html.replaceAll(/<link rel="stylesheet" href="([^"]+)">/g, (link, path: string) => {
        const css = styles.get(path);
        return css === undefined ? link : `<style>${css}</style>`;
      }),
  };
}
