import { createApp } from 'astro/app/entrypoint';
import type { Db } from '../../../db/client.ts';
import { API } from '../api/answer-api.ts';
import { readKeysAhead } from '../metrics/engine/keys.ts';
import type { PageHandler, SiteProgram } from './census.ts';
import { otherForm } from './data/other-form.ts';

const app = createApp({ streaming: false });

/** What pages will need of a database, read before they are asked for. */
const prepare = async (db: Db): Promise<void> => await readKeysAhead(db);

/** One page, from Request to Response. */
const render: PageHandler = (request, locals) => app.render(request, { locals });

/** The whole of `dist/server/entry.mjs` as the server sees it. */
export const program: SiteProgram = { render, prepare, api: API, otherForm };
