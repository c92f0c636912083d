import Negotiator from 'negotiator';
import type { OtherForm } from '../census.ts';
import { ROW_VIEWS } from './answer-rows.ts';
import { VIEWS } from './views.ts';

const TYPES = [
  { type: 'text/html', ending: null },
  { type: 'application/xhtml+xml', ending: null },
  { type: 'text/csv', ending: 'csv' },
  { type: 'application/json', ending: 'json' },
] as const;

/** As `OtherForm` says. */
export const otherForm: OtherForm = (url, accept) => {
  const path = url.pathname === '/' ? '/overview' : url.pathname;
  const name = path.slice(1);
  if (!VIEWS.has(name) && !ROW_VIEWS.has(name) && name !== 'models') return undefined;
  if (accept === undefined) return null;
  const type = new Negotiator({ headers: { accept } }).mediaType(TYPES.map((one) => one.type));
  const ending = TYPES.find((one) => one.type === type)?.ending ?? null;
  return ending && new URL(`${path}.${ending}${url.search}`, url);
};
