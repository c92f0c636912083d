import { expect, onTestFinished } from 'vitest';
import { politeReader } from '../../collectors/http.ts';
import { effectsOn, type TestEffects } from '../support/effects.ts';
import { type FaultAction, type HubOptions, type StandInHub, startHub } from '../support/hub/start-hub.ts';

export const TOKEN = 'hf_standInTokenStandInToken';

/** A Hub of one model that closes with the test that asked for it. */
export async function hubOf(options: HubOptions = {}): Promise<StandInHub> {
  const hub = await startHub({ models: [{ id: 'acme/a', downloads: 5 }], ...options });
  onTestFinished(() => hub.close());
  return hub;
}

export interface Asked {
  hub: StandInHub;
  effects: TestEffects;
  read: () => Promise<unknown>;
}

/** A reader of a Hub that meets this fault once, or as often as said. */
export async function reading(
  action: FaultAction | null,
  times = 1,
  options: HubOptions = {},
): Promise<Asked> {
  const hub = await hubOf({ faults: action ? [{ action, times }] : [], ...options });
  const effects = effectsOn('2026-11-20');
  const ask = politeReader({ base: hub.url, token: TOKEN, effects });
  const read = async () => (await ask(`${hub.url}/api/models?expand=downloads`, Array.isArray)).body;
  return { hub, effects, read };
}

/** What it answers when nothing goes wrong. */
export const ONE = [expect.objectContaining({ id: 'acme/a', downloads: 5 })];
