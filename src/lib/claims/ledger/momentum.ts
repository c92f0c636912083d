import { definitionOf } from '../../definition/defaults.ts';
import { about, atLeast, fivePercent, halfPoint, otherwise, share } from '../ask-of.ts';
import type { Claim } from '../claim.ts';
import { row } from './row.ts';
import { SOURCES } from './sources.ts';
import { economies2025, ORGS } from './words.ts';

const firstYear = { measure: 'downloadsFirstYear', by: ['region'], window: economies2025 } as const;
const in2022 = { snapshot: '2022-12-31' } as const;

/** S1–S5: what the article on momentum says about who leads. */
export const MOMENTUM: readonly Claim[] = [
  row({
    id: 'S1',
    title: 'China ahead of the United States',
    quote:
      'In November 2025, China surpassed the US in AI model downloads on Hugging Face—17.1% versus 15.8%.',
    verbatim: true,
    source: SOURCES.momentum,
    known: 'F',
    definition:
      'Downloads within a model’s first 365 days, August 2024 to August 2025, by country of the uploader, of all of them.',
    values: [
      about('China', [17.1, 'percent', halfPoint], share(firstYear, 'cn')),
      about('United States', [15.8, 'percent', halfPoint], share(firstYear, 'us')),
    ],
    alternates: [
      otherwise(
        'China, original creator',
        'The same by the publisher of the lineage root.',
        'percent',
        share({ ...firstYear, attribution: 'creator' }, 'cn'),
      ),
      otherwise(
        'China, language models',
        'The same among language models.',
        'percent',
        share({ ...firstYear, universe: 'language' }, 'cn'),
      ),
    ],
    remark:
      'November 2025 is the month of publication, not the window. International was larger than either, at 23.8 %: see C1.',
  }),
  row({
    id: 'S2',
    title: 'Sixty percent of models from the United States until 2022',
    quote: 'Around 60% of open models originated in the US',
    verbatim: true,
    source: SOURCES.momentum,
    known: 'F',
    definition: 'Models uploaded by publishers of the United States, of all models at the end of 2022.',
    values: [
      about(
        'Models of the United States',
        [60, 'percent', { by: 5 }],
        share({ measure: 'models', by: ['region'], ...in2022 }, 'us'),
      ),
    ],
    alternates: [
      otherwise(
        'Downloads instead of models',
        'Downloads of all time at the end of 2022; the paper behind the sentence speaks of downloads.',
        'percent',
        share({ measure: 'downloadsAllTime', by: ['region'], ...in2022 }, 'us'),
      ),
    ],
    remark: 'Likely a garble of a share of downloads.',
  }),
  row({
    id: 'S3',
    title: 'Google, Meta and OpenAI until 2022',
    quote: 'Google, Meta, and OpenAI accounting for 40-60% of cumulative downloads',
    verbatim: true,
    source: SOURCES.momentum,
    known: 'F',
    definition:
      'Downloads of all time of the three, of all, at each month’s end to 2022: the least and the most.',
    values: [
      about('Least', [40, 'percent', { by: 3 }], giants('least')),
      about('Most', [60, 'percent', { by: 3 }], giants('most')),
    ],
    remark: 'The range is one over time, not an uncertainty.',
  }),
  row({
    id: 'S4',
    title: 'Llama 3 ahead of Chinese models until mid-2024',
    quote: 'Llama 3 outperformed Chinese open models until mid-2024',
    verbatim: true,
    source: SOURCES.momentum,
    known: 'F',
    unclear: true,
    definition:
      'The first month in which language models of Chinese publishers gained more downloads than the Llama family.',
    values: [
      about(
        'China passes Llama in a month',
        ['2024-06-15', 'day', { by: 45 }],
        passes('downloadsGained', 'all'),
      ),
    ],
    alternates: [
      otherwise(
        'Of all time',
        'The first month at whose end the counters of all time cross.',
        'day',
        passes('downloadsAllTime', 'all'),
      ),
      otherwise(
        'Of all time, tracked models',
        'The same among the models the ATOM project tracks.',
        'day',
        passes('downloadsAllTime', 'tracked'),
      ),
    ],
    remark:
      'Counters of all time cross in summer 2025, Qwen alone passes Llama in September 2025: three dates, all right.',
  }),
  row({
    id: 'S5',
    title: 'Llama 405B, a million in a week',
    quote: 'Llama 3 405B crossed 1 million downloads in the first week',
    verbatim: true,
    source: SOURCES.momentum,
    known: 'F',
    definition: 'Downloads of all time of Meta’s repositories of the 405B model seven days after release.',
    values: [
      atLeast('After seven days', [1e6, 'downloads', fivePercent], {
        ask: 'at-age',
        age: 7,
        repos: [
          'meta-llama/Llama-3.1-405B',
          'meta-llama/Llama-3.1-405B-Instruct',
          'meta-llama/Llama-3.1-405B-FP8',
          'meta-llama/Llama-3.1-405B-Instruct-FP8',
        ],
      }),
    ],
    alternates: [
      otherwise('Without FP8', 'The base and the instruct repository only.', 'downloads', {
        ask: 'at-age',
        age: 7,
        repos: ['meta-llama/Llama-3.1-405B', 'meta-llama/Llama-3.1-405B-Instruct'],
      }),
    ],
    remark: 'It is Llama 3.1, of 23 July 2024; histories of the whole Hub begin in about that week.',
  }),
];

function giants(which: 'least' | 'most') {
  return {
    ask: 'extreme',
    of: definitionOf({
      measure: 'downloadsAllTime',
      by: ['publisher'],
      step: 'month',
      window: { from: '2020-01-01', until: '2023-01-01' },
    }),
    groups: [...ORGS.google, ...ORGS.meta, ...ORGS.openai].map((id) => [id]),
    which,
  } as const;
}

function passes(measure: 'downloadsGained' | 'downloadsAllTime', universe: 'all' | 'tracked') {
  return {
    ask: 'first',
    of: definitionOf({
      measure,
      by: ['region', 'family'],
      universe: universe === 'all' ? 'language' : universe,
      step: 'month',
      window: { from: '2024-04-01', until: '2026-01-01' },
    }),
    more: [['cn', '*']],
    than: [['*', 'llama']],
  } as const;
}
