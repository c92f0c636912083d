import { createApp } from 'astro/app/entrypoint';
import type { PageHandler } from './census.ts';

const app = createApp({ streaming: false });

/** One page, from Request to Response. The whole of `dist/server/entry.mjs` as `server.ts` sees it. */
export const render: PageHandler = (request, locals) => app.render(request, { locals });
