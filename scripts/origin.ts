import type { Env } from '../db/env.ts';
import { addressOf } from '../src/lib/site/server.ts';

/** Where readers find the site: PUBLIC_URL, or where it listens on this machine. Without a slash at the end. */
export function originOf({ publicUrl, host, port }: Pick<Env, 'publicUrl' | 'host' | 'port'>): string {
  return publicUrl === undefined ? addressOf(host, port) : new URL(publicUrl).origin;
}
