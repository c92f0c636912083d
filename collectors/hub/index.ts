import type { Collector } from '../collector.ts';
import { parse } from './parse.ts';
import { walk } from './walk.ts';

/** What `hub-head` means when nothing else is said: `HUB_HEAD_MODELS` in db/env.ts. */
const DEFAULT_HEAD = 50_000;

const OFFICIAL = 'https://huggingface.co';

/** In titles: the Hub, or the host that stands in for it. */
function placeOf(hubUrl: string): string {
  const { origin, host } = new URL(hubUrl);
  return origin === OFFICIAL ? 'the Hub' : host;
}

/** Where the facts come from: another address than the Hub's own is named as what it is. */
function sourceOf(hubUrl: string) {
  const { origin, host } = new URL(hubUrl);
  const isOfficial = origin === OFFICIAL;
  return {
    kind: 'live' as const,
    sourceTitle: isOfficial ? 'Hugging Face Hub, public API' : `${host}, not the Hugging Face Hub`,
    sourceUrl: isOfficial ? OFFICIAL : hubUrl,
    terms: isOfficial
      ? 'Facts read from the public API of the Hugging Face Hub; model cards and files are not copied.'
      : `Read from ${host}, which stands in for the Hub; its models may be recorded or generated.`,
  };
}

export interface HubOptions {
  hubUrl: string;
  token: string | undefined;
}

/** Every public model, oldest first: the only order in which nothing moves past the cursor. */
export function hub(options: HubOptions): Collector {
  return {
    panel: {
      ...sourceOf(options.hubUrl),
      panel: 'hub',
      title: `All models of ${placeOf(options.hubUrl)}`,
      population: `Every public model repository of ${placeOf(options.hubUrl)}, gated ones included.`,
      rank: 10,
      whole: true,
      everyDays: 1,
    },
    asOf: (effects) => effects.now().toISOString().slice(0, 10),
    walk: (effects, from) => walk(effects, { ...options, order: 'createdAt', atMost: null }, from),
    parse,
    expected: async () => (new URL(options.hubUrl).origin === OFFICIAL ? { models: 3_250_000 } : null),
  };
}

/** The head of the download list: a pass of about a minute, for today's shares of nearly all downloads. */
export function hubHead(options: HubOptions & { models: number }): Collector {
  return {
    panel: {
      ...sourceOf(options.hubUrl),
      // Heads of different length are different populations, so each is a panel of its own.
      panel: options.models === DEFAULT_HEAD ? 'hub-head' : `hub-head-${options.models}`,
      title: `Most downloaded models of ${placeOf(options.hubUrl)}`,
      population: `The ${options.models.toLocaleString('en')} public models of ${placeOf(options.hubUrl)} with the most downloads in the last 30 days.`,
      rank: 20,
      whole: false,
      everyDays: 1,
    },
    asOf: (effects) => effects.now().toISOString().slice(0, 10),
    walk: (effects, from) => walk(effects, { ...options, order: 'downloads', atMost: options.models }, from),
    parse,
    expected: async () => ({ models: options.models }),
  };
}
