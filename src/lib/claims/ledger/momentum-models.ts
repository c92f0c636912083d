import { about, atLeast, atMost, otherwise, share, tenPercent, times, value } from '../ask-of.ts';
import type { Claim, PublishedValue } from '../claim.ts';
import { row } from './row.ts';
import { SOURCES } from './sources.ts';

const fromMomentum = { source: SOURCES.momentum, known: 'F', verbatim: true } as const;
const trailing = { from: '2025-06-10', until: '2026-06-10' };
const conflicts = ['relabelled-looser', 'missing-license', 'incompatible'];
const judged = ['ok', ...conflicts];

/** S10 and S12–S23: what the articles say about releases, licenses, sizes and structure. */
export const MOMENTUM_MODELS: readonly Claim[] = [
  row({
    ...fromMomentum,
    id: 'S10',
    title: 'From one major model a quarter to several a month',
    quote: 'In 2022, a new major open model every quarter … 2025 multiple monthly',
    definition: 'First-party models a month that reached 100,000 downloads within 90 days of release.',
    unclear: true,
    values: [
      about('2022', [1 / 3, 'models a month', { part: 0.5 }], majors(null, '2022-01-01', '2023-01-01', 12)),
      atLeast('2025', [2, 'models a month', tenPercent], majors(null, '2025-01-01', '2026-01-01', 12)),
    ],
    remark: '“Major” is not defined; ours is one of two usual readings.',
  }),
  row({
    ...fromMomentum,
    id: 'S12',
    title: '7B as good as 65B',
    quote: '7B in 2025 match 65B of 2023',
    definition: 'Scores on benchmarks.',
    fixed: {
      status: 'not_computable',
      says: 'It is about scores on benchmarks, which the Hub does not count.',
    },
  }),
  row({
    ...fromMomentum,
    id: 'S13',
    title: 'One license per family',
    verbatim: false,
    quote:
      'License table: Llama under Meta’s community terms, Gemma under its own, Mistral and Qwen Apache-2.0, DeepSeek and Phi MIT.',
    definition: 'Of the first-party models of each family, those under the license the table names.',
    values: [
      mix('Llama, community terms', 'llama', 'license', 'community'),
      mix('Gemma, its own terms', 'gemma', 'license', 'community'),
      mix('Mistral, Apache-2.0', 'mistral', 'license-id', 'apache-2.0'),
      mix('Qwen, Apache-2.0', 'qwen', 'license-id', 'apache-2.0'),
      mix('DeepSeek, MIT', 'deepseek', 'license-id', 'mit'),
      mix('Phi, MIT', 'phi', 'license-id', 'mit'),
    ],
    remark: 'A family has a mix of licenses; the table gives one word for each.',
  }),
  row({
    ...fromMomentum,
    id: 'S14',
    title: 'Parameter ranges of families',
    verbatim: false,
    quote: 'Llama 3 7–405B, Mistral 7–123B, Gemma 1–27B, Qwen 0.5–72B, DeepSeek 7–671B, Phi 2.7–14B.',
    definition: 'The smallest and the largest first-party model of each family today.',
    values: [
      ...range('Llama 3', 'llama', 7e9, 405e9, '^(Meta-)?Llama-3'),
      ...range('Mistral', 'mistral', 7e9, 123e9),
      ...range('Gemma', 'gemma', 1e9, 27e9),
      ...range('Qwen', 'qwen', 0.5e9, 72e9),
      ...range('DeepSeek', 'deepseek', 7e9, 671e9),
      ...range('Phi', 'phi', 2.7e9, 14e9),
    ],
    remark: 'Qwen3 already reached 235B. Names round: what is called 7B may have 7.6 billion parameters.',
  }),
  row({
    ...fromMomentum,
    id: 'S15',
    title: 'Every family goes below 7B',
    quote: 'Every major family has sub-7B versions',
    definition: 'Families of the article with a first-party model of fewer than 7,000,000,000 parameters.',
    values: [
      about('Families, of six', [6, 'families', { by: 0 }], {
        ask: 'families-below',
        families: ['llama', 'mistral', 'gemma', 'qwen', 'deepseek', 'phi'],
        parameters: 7e9,
      }),
    ],
    remark: 'Names say 7B where the weights hold 7.6 billion.',
  }),
  row({
    ...fromMomentum,
    id: 'S16',
    title: 'Gemma below one billion',
    quote: 'Gemma 1B … less than 1 billion parameters',
    population: 'none',
    definition: 'Parameters of google/gemma-3-1b-it and -pt.',
    values: [
      atMost('gemma-3-1b-it', [1e9, 'parameters', { by: 1 }], parameters('google/gemma-3-1b-it')),
      atMost('gemma-3-1b-pt', [1e9, 'parameters', { by: 1 }], parameters('google/gemma-3-1b-pt')),
    ],
    remark: 'The weights hold just under a billion: a class must say which number decides.',
  }),
  row({
    ...fromMomentum,
    id: 'S17',
    title: 'DeepSeek V3, 37B of 671B active',
    quote: 'DeepSeek V3 37B active of 671B',
    population: 'none',
    definition: 'Total and active parameters of deepseek-ai/DeepSeek-V3 in the reviewed table.',
    values: [
      about('Total', [671e9, 'parameters', { part: 0.005 }], parameters('deepseek-ai/DeepSeek-V3')),
      about('Active', [37e9, 'parameters', { part: 0.01 }], {
        ask: 'parameters',
        repo: 'deepseek-ai/DeepSeek-V3',
        which: 'active',
      }),
    ],
    remark: 'The Hub shows 685B, with the module for multi-token prediction.',
  }),
  row({
    ...fromMomentum,
    id: 'S18',
    title: 'As many good Chinese models as American',
    quote: 'Chinese labs now contribute as many high-quality models as US',
    definition:
      'First-party releases of twelve months with 100,000 downloads within 90 days, China against United States.',
    unclear: true,
    values: [
      atLeast(
        'China for each of the United States',
        [1, 'times', tenPercent],
        times(majors('cn', trailing.from, trailing.until, 1), majors('us', trailing.from, trailing.until, 1)),
      ),
    ],
    remark: '“High-quality” is not defined; downloads stand in for it.',
  }),
  row({
    ...fromMomentum,
    id: 'S19',
    title: 'The clause of 700 million users',
    verbatim: false,
    quote: 'Meta’s license asks for separate terms above 700 million monthly users.',
    population: 'none',
    definition: 'The notes on the licenses llama2 to llama4 in our table.',
    values: [
      about('The licenses have the clause', [1, 'yes or no', { by: 0 }], {
        ask: 'license-note',
        licenses: ['llama2', 'llama3', 'llama3.1', 'llama3.2', 'llama3.3', 'llama4'],
        words: '700 million monthly active users',
      }),
    ],
  }),
  row({
    ...fromMomentum,
    id: 'S20',
    title: 'Enterprises, cost and growth of the market',
    verbatim: false,
    quote:
      'Over 60 % of enterprises; 78, 65, 52 %; 15.1 % a year; $6M against $40M; 60–90 % saved; 2–3 times a year.',
    definition: 'Surveys, finance and benchmarks.',
    fixed: {
      status: 'not_computable',
      says: 'Surveys, finance and benchmarks cannot be computed from what the Hub counts.',
    },
  }),
  row({
    id: 'S21',
    title: 'Licenses decide what derivatives inherit',
    quote: 'Licenses decide whether derivatives inherit restrictions; record version and source.',
    source: SOURCES.impact,
    known: 'F',
    definition: 'Derivatives whose license label differs from upstream terms.',
    fixed: {
      status: 'definition_unclear',
      says: 'It states no number; ours can be read beside those of P6 and P8.',
    },
    alternates: [
      otherwise(
        'Label differs, by models',
        'Models with a declared base whose label differs from upstream terms, of those that can be compared.',
        'percent',
        times(
          value({ measure: 'models', by: ['inheritance'] }, ...conflicts),
          value({ measure: 'models', by: ['inheritance'] }, ...judged),
        ),
      ),
      otherwise(
        'Label differs, by downloads',
        'The same, weighted by downloads in 30 days.',
        'percent',
        times(
          value({ measure: 'downloads30d', by: ['inheritance'] }, ...conflicts),
          value({ measure: 'downloads30d', by: ['inheritance'] }, ...judged),
        ),
      ),
    ],
  }),
  row({
    id: 'S22',
    title: 'Clear baselines',
    quote: 'are baselines clear or cherry-picked',
    verbatim: true,
    source: SOURCES.impact,
    known: 'F',
    definition: 'None: a question to every figure.',
    population: 'none',
    fixed: {
      status: 'not_computable',
      says: 'A principle, not a number: every figure here carries its definition.',
    },
  }),
  row({
    id: 'S23',
    title: 'Public utility or concentrated platform',
    quote: 'public utility vs concentrated platform economy',
    verbatim: true,
    source: SOURCES.eating,
    known: 'F',
    definition: 'How concentrated downloads are.',
    fixed: {
      status: 'definition_unclear',
      says: 'It states no number; ours show how concentrated downloads are.',
    },
    alternates: [
      otherwise(
        'HHI of publishers',
        'Sum of squared shares of downloads in 30 days.',
        'points of 10,000',
        concentration('publisher', 'hhi'),
      ),
      otherwise(
        'Four largest publishers',
        'Their share of downloads in 30 days.',
        'percent',
        concentration('publisher', { top: 4 }),
      ),
      otherwise(
        'Four largest families',
        'Their share of downloads in 30 days.',
        'percent',
        concentration('family', { top: 4 }),
      ),
      otherwise(
        'Individuals',
        'Downloads in 30 days of models of single persons.',
        'percent',
        share({ by: ['publisher-type'] }, 'individual'),
      ),
    ],
  }),
];

function mix(label: string, family: string, by: 'license' | 'license-id', group: string): PublishedValue {
  const of = { measure: 'models', universe: 'first-party', lenses: { family: [family] }, by: [by] } as const;
  return about(label, [100, 'percent', { by: 5 }], share(of, group));
}

function range(label: string, family: string, least: number, most: number, names?: string): PublishedValue[] {
  const size = (which: 'least' | 'most') =>
    ({ ask: 'family-size', family, which, ...(names === undefined ? {} : { names }) }) as const;
  return [
    about(`${label}, smallest`, [least, 'parameters', tenPercent], size('least')),
    about(`${label}, largest`, [most, 'parameters', tenPercent], size('most')),
  ];
}

function majors(region: string | null, from: string, until: string, months: number) {
  return {
    ask: 'scaled',
    of: { ask: 'major', downloads: 100000, age: 90, region, from, until },
    by: 1 / months,
  } as const;
}

function parameters(repo: string) {
  return { ask: 'parameters', repo, which: 'total' } as const;
}

function concentration(level: 'publisher' | 'family', part: { top: number } | 'hhi') {
  return { ask: 'concentration', level, measure: 'downloads30d', part, at: null } as const;
}
