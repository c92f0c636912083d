import type { Ask } from '../ask.ts';
import {
  about,
  atLeast,
  atMost,
  fivePercent,
  onePoint,
  otherwise,
  scaled,
  share,
  tenPercent,
  times,
  value,
} from '../ask-of.ts';
import type { Claim } from '../claim.ts';
import { row } from './row.ts';
import { SOURCES } from './sources.ts';
import { DERIVED, summer2026 } from './words.ts';

const gguf = { by: ['family'], lenses: { format: ['gguf'] }, snapshot: '2026-08-22' } as const;
const months = {
  january2024: ['2024-01-01', '2024-02-01'],
  february2026: ['2026-02-01', '2026-03-01'],
} as const;
const r1 = ['deepseek-ai/DeepSeek-R1', 'deepseek-ai/DeepSeek-R1-Zero'];
const daysOfSummer = 212;

/** D1–D9: derivatives and lineage. */
export const DERIVATIVE_CLAIMS: readonly Claim[] = [
  row({
    id: 'D1',
    title: 'Derivatives of Qwen',
    quote: 'More than 113,000 derivatives of Qwen, more than 200,000 when tags are counted.',
    source: SOURCES.spring,
    known: 'F',
    definition:
      'Models released to mid-March 2026 that descend from a Qwen model, and models that mention it.',
    values: [
      atLeast(
        'Descendants',
        [113000, 'models', fivePercent],
        derivatives('descendants', 'qwen', '2026-04-01'),
      ),
      atLeast('Mentions', [200000, 'models', fivePercent], derivatives('mentioned', 'qwen', '2026-04-01')),
    ],
    alternates: [
      otherwise(
        'Children only',
        'Models that name a Qwen model as their base.',
        'models',
        derivatives('direct', 'qwen', '2026-04-01'),
      ),
    ],
    unclear: true,
    remark: 'We count those that are still there; “mentioned” looks for the word in name and tags.',
  }),
  row({
    id: 'D2',
    title: 'Qwen 151,448',
    quote: 'Qwen 151,448 derivatives, 2.6 times Meta, 4.7 times Llama; Google 82,506.',
    source: SOURCES.summer,
    known: 'F',
    unclear: true,
    definition: 'Models released to August 2026 that descend from a model of the family.',
    values: [
      about('Qwen', [151448, 'models', fivePercent], derivatives('descendants', 'qwen', '2026-09-01')),
      about(
        'Qwen for each of Llama',
        [4.7, 'times', fivePercent],
        times(
          derivatives('descendants', 'qwen', '2026-09-01'),
          derivatives('descendants', 'llama', '2026-09-01'),
        ),
      ),
    ],
    alternates: [
      otherwise(
        'Qwen, children only',
        'Models that name a Qwen model as their base.',
        'models',
        derivatives('direct', 'qwen', '2026-09-01'),
      ),
      otherwise(
        'Qwen, mentions',
        'Models that mention Qwen in name or tags.',
        'models',
        derivatives('mentioned', 'qwen', '2026-09-01'),
      ),
      otherwise(
        'Gemma',
        'Descendants of Gemma, Google’s largest family; 82,506 was published for all of Google.',
        'models',
        derivatives('descendants', 'gemma', '2026-09-01'),
      ),
    ],
    remark: 'The figures for Meta and Google are by organization; our count is by family.',
  }),
  row({
    id: 'D3',
    title: 'Two hundred Qwen derivatives a day',
    quote: '180 to 210 new Qwen derivatives a day.',
    source: SOURCES.summer,
    known: 'F',
    definition:
      'Models with a declared base whose root is a Qwen model, released January to July 2026, per day.',
    values: [
      atLeast('At least', [180, 'models a day', fivePercent], qwenPerDay()),
      atMost('At most', [210, 'models a day', fivePercent], qwenPerDay()),
    ],
    remark: 'Models that are gone again are not counted.',
  }),
  row({
    id: 'D4',
    title: 'More than 180,000, more than 100,000',
    quote: 'More than 180,000 derivative models (Alibaba); more than 100,000 (USCC, 23 March 2026).',
    source: SOURCES.alibaba,
    known: 'R',
    unclear: true,
    definition: 'Derivatives of Qwen; neither says how they are counted.',
    values: [
      atLeast(
        'Alibaba, January 2026',
        [180000, 'models', fivePercent],
        derivatives('descendants', 'qwen', '2026-02-01'),
      ),
      atLeast(
        'USCC, March 2026',
        [100000, 'models', fivePercent],
        derivatives('descendants', 'qwen', '2026-04-01'),
      ),
    ],
    alternates: [
      otherwise(
        'Children only, to January',
        'Models that name a Qwen model as their base.',
        'models',
        derivatives('direct', 'qwen', '2026-02-01'),
      ),
      otherwise(
        'Mentions, to January',
        'Models that mention Qwen in name or tags.',
        'models',
        derivatives('mentioned', 'qwen', '2026-02-01'),
      ),
    ],
    remark: 'It shows how far counts of one thing are apart.',
  }),
  row({
    id: 'D5',
    title: 'Qwen’s share of new derivatives',
    quote: 'Qwen’s share of new derivatives: 1 % in January 2024, 69 % in February 2026.',
    source: SOURCES.atom,
    known: 'F',
    unclear: true,
    definition: 'Derivatives of the month with more than 5 downloads, by family of the base.',
    values: [
      about('January 2024', [1, 'percent', onePoint], newShare(months.january2024, null)),
      about('February 2026', [69, 'percent', { by: 2 }], newShare(months.february2026, null)),
    ],
    alternates: [
      otherwise(
        'Every derivative, February 2026',
        'Without the line of 5 downloads.',
        'percent',
        newShare(months.february2026, 'all'),
      ),
    ],
    remark: 'Elsewhere it is “over 40 %”, and about 15 % for Meta.',
  }),
  row({
    id: 'D6',
    title: 'GGUF repositories of Qwen',
    quote:
      '28,531 Qwen GGUF repositories, 54 of them by Qwen; a month: Qwen 39.6, Gemma 20.8, Llama 7.5 million.',
    source: SOURCES.summer,
    known: 'F',
    definition:
      'Models in GGUF whose root is of the family, in August 2026: how many, and downloads in 30 days.',
    values: [
      about('Qwen', [28531, 'models', fivePercent], value({ ...gguf, measure: 'models' }, 'qwen')),
      about(
        'By Qwen itself',
        [54, 'models', tenPercent],
        value({ ...gguf, measure: 'models', universe: 'first-party' }, 'qwen'),
      ),
      about('Qwen, downloads', [39.6e6, 'downloads', tenPercent], value(gguf, 'qwen')),
      about('Gemma, downloads', [20.8e6, 'downloads', tenPercent], value(gguf, 'gemma')),
      about('Llama, downloads', [7.5e6, 'downloads', tenPercent], value(gguf, 'llama')),
    ],
  }),
  row({
    id: 'D7',
    title: 'Qwen3-8B through its derivatives',
    quote: '37 % of Qwen3-8B’s monthly downloads go to its 6,283 derivatives.',
    source: SOURCES.pulse,
    known: 'F',
    unclear: true,
    definition: 'Downloads in 30 days of all descendants of Qwen/Qwen3-8B, of those and its own together.',
    values: [
      about('Derivatives', [6283, 'models', tenPercent], subtree(['Qwen/Qwen3-8B'], 'models', null)),
      about('Share of downloads', [37, 'percent', { by: 2 }], {
        ask: 'part',
        of: subtree(['Qwen/Qwen3-8B'], 'downloads30d', null),
        beside: { ask: 'counter', repos: ['Qwen/Qwen3-8B'], measure: 'downloads30d', at: null },
      }),
    ],
    remark: 'The day of 2026 is not stated.',
  }),
  row({
    id: 'D8',
    title: 'DeepSeek-R1 through its derivatives',
    quote: 'DeepSeek-R1: derivatives 6 million downloads, originals 2 million (elsewhere 3.2 of 4 million).',
    source: { speaker: 'fdaudens', title: null, url: null, date: '2025' },
    known: 'R',
    unclear: true,
    definition: 'Downloads in 30 days in early 2025 of the descendants of DeepSeek-R1, and of R1 itself.',
    values: [
      about('Derivatives', [6e6, 'downloads', tenPercent], subtree(r1, 'downloads30d', '2025-02-15')),
      about('Originals', [2e6, 'downloads', tenPercent], {
        ask: 'counter',
        repos: r1,
        measure: 'downloads30d',
        at: '2025-02-15',
      }),
    ],
  }),
  row({
    id: 'D9',
    title: 'Quantized models are leaves',
    quote: '99.41 % of quantized models are leaves; the lineage of over 60 % is undocumented.',
    source: SOURCES.atlas,
    known: 'F',
    definition:
      'Models that declare to be quantized and that no other declares as a base; models without a declared base.',
    values: [
      about('Leaves', [99.41, 'percent', { by: 0.3 }], {
        ask: 'newest',
        at: null,
        population: { top: null, quantized: true },
        where: { leaf: true },
        give: 'share',
      }),
      atLeast(
        'Without a declared base',
        [60, 'percent', onePoint],
        share({ measure: 'models', by: ['inheritance'] }, 'no-base'),
      ),
    ],
    unclear: true,
    remark: 'An original model has no base to declare; the claim counts only those that could.',
  }),
];

function derivatives(counting: 'direct' | 'descendants' | 'mentioned', family: string, until: string): Ask {
  return {
    ask: 'derivatives',
    counting,
    threshold: 'all',
    family: [family],
    region: null,
    from: null,
    until,
    as: 'models',
  };
}

function newShare([from, until]: readonly [string, string], threshold: 'all' | null): Ask {
  return {
    ask: 'derivatives',
    counting: 'direct',
    threshold: threshold ?? 'over-5',
    family: ['qwen'],
    region: null,
    from,
    until,
    as: 'share',
  };
}

function qwenPerDay(): Ask {
  const of = {
    measure: 'newModels',
    by: ['family'],
    lenses: { relation: DERIVED },
    window: summer2026,
  } as const;
  return scaled(value(of, 'qwen'), 1 / daysOfSummer);
}

function subtree(root: readonly string[], give: 'models' | 'downloads30d', at: string | null): Ask {
  return { ask: 'subtree', root, give, at };
}
