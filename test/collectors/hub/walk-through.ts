import { onTestFinished } from 'vitest';
import type { Page, WalkState } from '../../../collectors/collector.ts';
import { type WalkOptions, walk } from '../../../collectors/hub/walk.ts';
import { effectsOn, type TestEffects } from '../../support/effects.ts';
import {
  type Fault,
  type HubItem,
  type HubOptions,
  type StandInHub,
  startHub,
  type World,
} from '../../support/hub/start-hub.ts';

/** A Hub that closes with the test that asked for it. */
export async function hubOf(options: HubOptions): Promise<StandInHub> {
  const hub = await startHub(options);
  onTestFinished(() => hub.close());
  return hub;
}

/** Ten models, oldest first, the oldest downloaded least. */
export const TEN: readonly HubItem[] = Array.from({ length: 10 }, (_, i) => ({
  id: `acme/m${i}`,
  createdAt: new Date(Date.UTC(2024, 0, 1, 0, 0, i)).toISOString(),
  downloads: i * 10,
}));
export const ALL = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9'];

export interface Walked {
  hub: StandInHub;
  effects: TestEffects;
  pages: Page[];
  /** Names in order of appearance, without `acme/`. */
  names: string[];
}

export const START: WalkState = { resumeFrom: null, pages: 0, records: 0 };

export async function walkThrough(
  faults: readonly Fault[] = [],
  options: Partial<WalkOptions> = {},
  from = START,
): Promise<Walked> {
  const hub = await hubOf({ models: TEN, faults });
  return await walkOn(hub, options, from);
}

export async function walkOn(
  hub: StandInHub,
  options: Partial<WalkOptions> = {},
  from = START,
): Promise<Walked> {
  const effects = effectsOn('2026-11-20');
  const pages: Page[] = [];
  const asked = {
    hubUrl: hub.url,
    token: 'hf_token',
    order: 'createdAt',
    atMost: null,
    pageSize: 3,
    ...options,
  } as const;
  for await (const page of walk(effects, asked, from)) pages.push(page);
  return { hub, effects, pages, names: pages.flatMap(namesOf) };
}

export function namesOf(page: Page): string[] {
  return page.entries.map((entry) => /"id":"acme\/(\w+)"/.exec(JSON.stringify(entry))?.[1] ?? '?');
}

export function eventsOf({ effects }: Walked): string[] {
  return effects.logged.map(({ event }) => event);
}

/** Something happens just before this page is answered. */
export function justBefore(page: number, change: (world: World) => void): Fault[] {
  return [{ match: { page }, action: { kind: 'world', change } }];
}
