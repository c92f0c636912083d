import type { SeenRequest } from './answer.ts';
import { unknownFields } from './bad-items.ts';
import type { Fault, FaultAction } from './faults.ts';
import type { HubItem } from './hub-item.ts';
import { chance, hash } from './random.ts';

/** A page that stays empty however often it is asked is passed by its Link, so none is emptied twice. */
const EMPTY: FaultAction = { kind: 'empty-page-with-link' };
const NOTHING: FaultAction = { kind: 'items', change: () => [] };

/** Faults that say nothing false about a model: the walk must get over them. */
const RECOVERABLE: readonly FaultAction[] = [
  ...[408, 500, 502, 503, 520].map((status): FaultAction => ({ kind: 'status', status })),
  { kind: 'gateway-timeout' },
  { kind: 'broken-json-502' },
  { kind: 'html-200' },
  { kind: 'empty-200' },
  { kind: 'rate-limited', how: 'window' },
  { kind: 'rate-limited', how: 'other-limiter' },
  { kind: 'rate-limited', how: 'no-headers' },
  { kind: 'status', status: 429, headers: { 'retry-after': 'Fri, 20 Nov 2026 12:02:00 GMT' } },
  { kind: 'reset-before-headers' },
  { kind: 'reset-mid-body' },
  { kind: 'truncate-json' },
  { kind: 'truncate-gzip' },
  { kind: 'no-link' },
  { kind: 'link', to: 'other-host' },
  { kind: 'link', to: 'http-scheme' },
  { kind: 'link', to: 'relative' },
  { kind: 'link', to: 'userinfo' },
  { kind: 'link', to: 'two-links' },
  { kind: 'link', to: 'other-path' },
  { kind: 'link', to: { value: '</api/models?limit=1&author=acme>; rel="next"' } },
  { kind: 'link', to: { value: `<${'x'.repeat(9000)}>; rel="next"` } },
  { kind: 'repeat-page' },
  { kind: 'cursor-loop' },
  EMPTY,
  { kind: 'items', change: () => ({ error: 'maintenance' }) },
  { kind: 'items', change: unknownFields },
];

/** Faults after which records are missing, or come twice: what cannot be had again must not be published. */
const LOSING: readonly FaultAction[] = [
  { kind: 'items', change: (items: HubItem[]) => items.map(({ id: _, ...item }) => item) },
  { kind: 'items', change: (items: HubItem[]) => [...items, ...items] },
  NOTHING,
];

/** Every request meets a fault with the given chance: of the kinds that can be got over, or of all. */
export function randomFaults(seed: number, share: number, kinds: 'recoverable' | 'all'): Fault[] {
  const actions = kinds === 'all' ? [...RECOVERABLE, ...LOSING] : RECOVERABLE;
  const chosen = new WeakMap<SeenRequest, number>();
  const emptied = new Set<number | null>();
  let asked = 0;
  const turnOf = (request: SeenRequest): number => {
    const known = chosen.get(request);
    if (known !== undefined) return known;
    asked += 1;
    let turn = chance(seed, asked, 91) < share ? hash(seed, asked, 92) % actions.length : -1;
    if (actions[turn] === EMPTY || actions[turn] === NOTHING) {
      if (emptied.has(request.page)) turn = -1;
      emptied.add(request.page);
    }
    chosen.set(request, turn);
    return turn;
  };
  return actions.map((action, n) => ({
    match: (request) => request.path === '/api/models' && turnOf(request) === n,
    action,
    times: Number.POSITIVE_INFINITY,
  }));
}
