import type { SeenRequest } from './answer.ts';
import type { HubItem } from './hub-item.ts';
import type { World } from './world.ts';

/** One thing that goes wrong. The first `times` matching requests meet it, once when not said. */
export interface Fault {
  match?: FaultMatch;
  /** How many requests meet it. `Number.POSITIVE_INFINITY` for all. */
  times?: number;
  action: FaultAction;
}

/** All when missing. `page` counts the pages of a walk from 1: a repeated request keeps its number. */
export type FaultMatch = ((request: SeenRequest) => boolean) | { page?: number; path?: string };

export type FaultAction =
  /** Any status, body and headers. */
  | { kind: 'status'; status: number; body?: string; headers?: Record<string, string> }
  /** 504 with the gateway's HTML page. */
  | { kind: 'gateway-timeout' }
  /** 502 that says JSON and is not. */
  | { kind: 'broken-json-502' }
  | { kind: 'html-200' }
  | { kind: 'empty-200' }
  /** 429: the window is used up, another limiter spoke, or a proxy spoke without headers. */
  | { kind: 'rate-limited'; how: 'window' | 'other-limiter' | 'no-headers'; resetSeconds?: number }
  | { kind: 'redirect'; to: string; status?: 301 | 302 | 307 | 308 }
  | { kind: 'reset-before-headers' }
  | { kind: 'reset-mid-body' }
  /** Half of the JSON, and a clean end. */
  | { kind: 'truncate-json' }
  /** Half of the gzip bytes, and a clean end. */
  | { kind: 'truncate-gzip' }
  | { kind: 'delay'; ms: number }
  | { kind: 'drip'; bytes: number; everyMs: number }
  | { kind: 'no-link' }
  | { kind: 'link'; to: LinkFault }
  /** The page before once more, with this page's Link. */
  | { kind: 'repeat-page' }
  /** A Link back to the very page it came with. */
  | { kind: 'cursor-loop' }
  /** No models, but a Link. */
  | { kind: 'empty-page-with-link' }
  /** Whatever the function makes of the rows; may be no list at all. */
  | { kind: 'items'; change: (items: HubItem[]) => unknown }
  /** Whatever the function makes of the JSON text: for numbers and characters JSON.stringify cannot write. */
  | { kind: 'body'; change: (body: string) => string }
  /** Something happens on the Hub just before this request is answered. */
  | { kind: 'world'; change: (world: World) => void };

export type LinkFault =
  | 'other-host'
  | 'http-scheme'
  | 'relative'
  | 'userinfo'
  | 'two-links'
  | 'other-path'
  | { value: string };

export interface FaultPlan {
  /** The actions this request meets, in the order of the plan. Uses them up. */
  meet(request: SeenRequest): readonly FaultAction[];
  add(...faults: readonly Fault[]): void;
}

export function createFaultPlan(faults: readonly Fault[]): FaultPlan {
  const open: { fault: Fault; left: number }[] = [];
  const add = (...more: readonly Fault[]) => {
    for (const fault of more) open.push({ fault, left: fault.times ?? 1 });
  };
  add(...faults);
  return {
    add,
    meet: (request) => {
      const met = open.filter((entry) => entry.left > 0 && matches(entry.fault.match, request));
      for (const entry of met) entry.left -= 1;
      return met.map((entry) => entry.fault.action);
    },
  };
}

function matches(match: FaultMatch | undefined, request: SeenRequest): boolean {
  if (match === undefined) return true;
  if (typeof match === 'function') return match(request);
  if (match.page !== undefined && match.page !== request.page) return false;
  return match.path === undefined || match.path === request.path;
}
