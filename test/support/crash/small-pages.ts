import type { Collector } from '../../../collectors/collector.ts';
import { hub } from '../../../collectors/hub/index.ts';
import { walk } from '../../../collectors/hub/walk.ts';

/** The collector of the whole Hub, with pages so small that a walk has many. */
export function smallPages(hubUrl: string, pageSize: number): Collector {
  const options = { hubUrl, token: undefined };
  return {
    ...hub(options),
    walk: (effects, from) => walk(effects, { ...options, order: 'createdAt', atMost: null, pageSize }, from),
  };
}
