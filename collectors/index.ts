import type { Collector } from './collector.ts';
import { type HubOptions, hub, hubHead } from './hub/index.ts';

/** THE REGISTRY: every live collector by the name of its job and panel. */
export const COLLECTORS = {
  'hub-head': (options) => hubHead({ ...options, models: options.hubHeadModels }),
  hub: (options) => hub(options),
} as const satisfies Record<string, (options: HubOptions & { hubHeadModels: number }) => Collector>;

export type CollectorId = keyof typeof COLLECTORS;

export function isCollectorId(name: string): name is CollectorId {
  return Object.hasOwn(COLLECTORS, name);
}
