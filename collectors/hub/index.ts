import type { Collector } from '../collector.ts';
import { parse } from './parse.ts';
import { walk } from './walk.ts';

const SOURCE = {
  kind: 'live',
  sourceTitle: 'Hugging Face Hub, public API',
  sourceUrl: 'https://huggingface.co',
  terms: 'Facts read from the public API of the Hugging Face Hub; model cards and files are not copied.',
} as const;

export interface HubOptions {
  hubUrl: string;
  token: string | undefined;
}

/** Every public model, oldest first: the only order in which nothing moves past the cursor. */
export function hub(options: HubOptions): Collector {
  return {
    panel: {
      ...SOURCE,
      panel: 'hub',
      title: 'All models of the Hub',
      population: 'Every public model repository on the Hugging Face Hub, gated ones included.',
      rank: 10,
    },
    asOf: (effects) => effects.now().toISOString().slice(0, 10),
    walk: (effects, from) => walk(effects, { ...options, order: 'createdAt', atMost: null }, from),
    parse,
    expected: async () => ({ models: 3_250_000 }),
  };
}

/** The head of the download list: a pass of about a minute, for today's shares of nearly all downloads. */
export function hubHead(options: HubOptions & { models: number }): Collector {
  return {
    panel: {
      ...SOURCE,
      panel: 'hub-head',
      title: 'Most downloaded models of the Hub',
      population: `The ${options.models.toLocaleString('en')} public models with the most downloads in the last 30 days.`,
      rank: 20,
    },
    asOf: (effects) => effects.now().toISOString().slice(0, 10),
    walk: (effects, from) => walk(effects, { ...options, order: 'downloads', atMost: options.models }, from),
    parse,
    expected: async () => ({ models: options.models }),
  };
}
