import type { Db } from '../../../db/client.ts';
import type { ApiProgram } from '../api/answer-api.ts';
import type { EditionStore } from '../editions/store.ts';
import type { Version } from '../metrics/publication.ts';
import type { Subscriptions, Visit } from './subscriber/visit.ts';

/** What every page gets as `Astro.locals.census`. A page is a function of it and of its address. */
export interface Census {
  db: Db;
  version: Version;
  /** The beginning of the current UTC hour: a page may say how old its numbers are and still be cached. */
  now: Date;
  /** The editions on the disk of this site. */
  editions: EditionStore;
  subscriptions: Subscriptions;
  /** Whom readers write to, as the operator says it; null: not said. */
  contact: string | null;
  /** Set by the middleware when a page throws, so that the server can say why. */
  fault?: unknown;
}

/** Renders a page. Made by `astro build` from `entry.ts`. */
export type PageHandler = (
  request: Request,
  locals: { census: Census; visit?: Visit | undefined },
) => Promise<Response>;

/** Everything that is built: pages, and the API, which shares what pages have read. */
export interface SiteProgram {
  render: PageHandler;
  /** Reads what pages will need. */
  prepare: (db: Db) => Promise<void>;
  api: ApiProgram;
  /** As `otherForm` in `data/other-form.ts`. */
  otherForm: OtherForm;
}

/**
 * For a page whose rows can be taken in other forms: the address of the form that a request accepts rather than the page;
 * null where it wants the page. Undefined: the page has none.
 */
export type OtherForm = (url: URL, accept: string | undefined) => URL | null | undefined;

const msPerHour = 3_600_000;

/** The beginning of the hour. */
export function hourOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / msPerHour) * msPerHour);
}
