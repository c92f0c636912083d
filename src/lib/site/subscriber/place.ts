import { SUBSCRIBER_PATHS } from '../../subscribers/links.ts';
import { decoded } from '../decoded.ts';
import { paths } from '../paths.ts';

/** What a token page can do beside what it is for. */
export const SETTINGS_ACTIONS = ['unsubscribe', 'export', 'delete'] as const;
export type SettingsAction = (typeof SETTINGS_ACTIONS)[number];

/** An address that subscribers come to. `token` null: none was in it. */
export type Place =
  | { kind: 'subscribe' }
  | { kind: 'confirm'; token: string | null }
  | { kind: 'unsubscribe'; token: string | null }
  | { kind: 'settings'; token: string | null; action: SettingsAction | null };

/** Which of them a path is; null: none. */
export function placeOf(pathname: string): Place | null {
  if (pathname === paths.subscribe()) return { kind: 'subscribe' };
  for (const kind of ['confirm', 'manage', 'unsubscribe'] as const) {
    const base = SUBSCRIBER_PATHS[kind];
    if (pathname !== base && !pathname.startsWith(`${base}/`)) continue;
    const [token = '', action = '', ...more] = pathname
      .slice(base.length + 1)
      .replace(/\/$/, '')
      .split('/')
      .map(decoded);
    const isAction = kind === 'manage' && SETTINGS_ACTIONS.some((each) => each === action);
    const isWhole = token !== '' && more.length === 0 && (action === '' || isAction);
    const known = isWhole ? token : null;
    if (kind !== 'manage') return { kind, token: known };
    return {
      kind: 'settings',
      token: known,
      action: SETTINGS_ACTIONS.find((each) => each === action) ?? null,
    };
  }
  return null;
}
