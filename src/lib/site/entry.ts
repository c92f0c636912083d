import { createApp } from 'astro/app/entrypoint';
import type { Db } from '../../../db/client.ts';
import { readKeysAhead } from '../metrics/engine/keys.ts';
import type { PageHandler } from './census.ts';

const app = createApp({ streaming: false });

/** What pages will need of a database, read before they are asked for. */
export const prepare = async (db: Db): Promise<void> => await readKeysAhead(db);

/** One page, from Request to Response. With `prepare` the whole of `dist/server/entry.mjs` as the server sees it. */
export const render: PageHandler = (request, locals) => app.render(request, { locals });
