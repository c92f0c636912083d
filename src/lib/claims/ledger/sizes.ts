import {
  about,
  fivePercent,
  growth,
  halfPoint,
  onePoint,
  share,
  tenPercent,
  times,
  value,
} from '../ask-of.ts';
import type { Claim, PublishedValue } from '../claim.ts';
import { row } from './row.ts';
import { SOURCES } from './sources.ts';
import { summer2026 } from './words.ts';

const top50 = { top: { count: 50, of: 'publishers', measure: 'downloadsAllTime' } } as const;
const hf = { by: ['size'], scheme: 'hf', universe: 'parameters-known' } as const;
const ends = { from: '2023-12-31', until: '2025-10-31' } as const;
const vision = { measure: 'downloadsGained', by: ['task'] } as const;

/** Z1–Z10: size, architecture, format and modality. */
export const SIZE_CLAIMS: readonly Claim[] = [
  row({
    id: 'Z1',
    title: 'Growth of size, mixtures, quantization, multimodality',
    quote: '17 times mean size; 7 times mixtures, 5 times quantized, 3.4 times multimodal generation.',
    source: SOURCES.economies,
    known: 'F',
    unclear: true,
    definition:
      'Mean size of a download, and shares of downloads, end against beginning; the period is not stated exactly.',
    values: [
      about(
        'Mean size of a download',
        [17, 'times', tenPercent],
        times(
          value({ measure: 'parametersMeanByDownloads', snapshot: ends.until }),
          value({ measure: 'parametersMeanByDownloads', snapshot: ends.from }),
        ),
      ),
      about(
        'Share of quantized models',
        [5, 'times', tenPercent],
        times(
          share({ by: ['relation'], snapshot: ends.until }, 'quantized'),
          share({ by: ['relation'], snapshot: ends.from }, 'quantized'),
        ),
      ),
    ],
    remark:
      'Whether a model is a mixture of experts is reviewed for few models, so the 7 times cannot be computed.',
  }),
  row({
    id: 'Z2',
    title: 'Mean size of a download, 827M to 20.8B',
    quote: 'Mean downloaded size 827M (2023) to 20.8B (2025); median 326M to 406M.',
    source: SOURCES.spring,
    known: 'M',
    unclear: true,
    definition: 'Parameters weighted by downloads in 30 days, at the end of the year.',
    values: [
      about(
        'Mean, 2023',
        [827e6, 'parameters', tenPercent],
        value({ measure: 'parametersMeanByDownloads', snapshot: '2023-12-31' }),
      ),
      about(
        'Mean, 2025',
        [20.8e9, 'parameters', tenPercent],
        value({ measure: 'parametersMeanByDownloads', snapshot: '2025-12-31' }),
      ),
      about(
        'Median, 2023',
        [326e6, 'parameters', tenPercent],
        value({ measure: 'parametersMedianByDownloads', snapshot: '2023-12-31' }),
      ),
      about(
        'Median, 2025',
        [406e6, 'parameters', tenPercent],
        value({ measure: 'parametersMedianByDownloads', snapshot: '2025-12-31' }),
      ),
    ],
    remark: 'The medians are from memory and unchecked.',
  }),
  row({
    id: 'Z3',
    title: 'Small models have the downloads',
    quote: 'Below 1B: 83 % of downloads of all time, over 100B 1 %; over 70B 3 % of 2026’s.',
    source: SOURCES.summer,
    known: 'F',
    definition:
      'Downloads of models of known size, by size: of all time in August 2026, and gained January to July 2026.',
    values: [
      about(
        'Below 1B',
        [83, 'percent', onePoint],
        share({ ...hf, measure: 'downloadsAllTime', snapshot: '2026-08-22' }, 'under-1b'),
      ),
      about(
        '100B and more',
        [1, 'percent', halfPoint],
        share({ ...hf, measure: 'downloadsAllTime', snapshot: '2026-08-22' }, '100b-up'),
      ),
      about(
        '70B and more, 2026',
        [3, 'percent', halfPoint],
        share({ ...hf, measure: 'downloadsGained', window: summer2026 }, '70b-100b', '100b-up'),
      ),
    ],
  }),
  row({
    id: 'Z4',
    title: 'Ninety-two percent below one billion',
    quote:
      '92.48% of downloads are for models with fewer than one billion parameters, 86.33% fewer than 500 million, 69.83% fewer than 200 million',
    verbatim: true,
    source: SOURCES.bourdois,
    known: 'F',
    definition:
      'Downloads of all time of models of known size of the 50 most downloaded publishers, October 2025.',
    values: [
      below('Below 1B', 92.48, 1e9),
      below('Below 500M', 86.33, 5e8),
      below('Below 200M', 69.83, 2e8),
      below('Below 100M', 40.17, 1e8),
    ],
    remark:
      'Size is known for 96.94 % of the 50, and for 77.76 % of the Hub. Their entities are accounts; ours are publishers.',
  }),
  row({
    id: 'Z5',
    title: 'Models of 1 to 9B',
    quote: '1.4 of about 2 billion downloads are of models of 1 to 9B.',
    source: SOURCES.atom,
    known: 'F',
    definition: 'Downloads of all time at the end of January 2026 of tracked models of 1B to 10B.',
    values: [
      about('1B to 10B', [1.4e9, 'downloads', fivePercent], value(tracked(), '1b-5b', '5b-10b')),
      about('All', [2e9, 'downloads', tenPercent], value(tracked())),
    ],
  }),
  row({
    id: 'Z6',
    title: 'Below 7B by name',
    quote: 'Below 7B: 40.7 % of the models of the top 1,000 whose name states a size.',
    source: SOURCES.moclaw,
    known: 'F',
    unclear: true,
    population: 'head',
    definition: 'Of the 1,000 most downloaded models those of known size below 7,000,000,000 parameters.',
    values: [
      about('Below 7B', [40.7, 'percent', onePoint], {
        ask: 'newest',
        at: null,
        population: { top: { count: 1000, of: 'models', measure: 'downloads30d' }, sized: true },
        where: { parametersBelow: 7e9 },
        give: 'share',
      }),
    ],
    remark: 'They read sizes off names; we know more sizes, and what is called 7B is mostly above it.',
  }),
  row({
    id: 'Z7',
    title: 'Repositories by library in 2026',
    quote:
      'Repositories in 2026: gguf +464, lerobot +194, mlx +148, diffusers +21, transformers and peft +16, all +21.5 %.',
    source: SOURCES.summer,
    known: 'F',
    definition: 'Models by library at the beginning of August 2026 against the beginning of the year.',
    values: [
      library('gguf', 464),
      library('lerobot', 194),
      library('mlx', 148),
      library('diffusers', 21),
      library('transformers', 16),
      library('peft', 16),
      about(
        'All',
        [21.5, 'percent', { part: 0.05 }],
        growth(
          value({ measure: 'models', snapshot: '2026-08-01' }),
          value({ measure: 'models', snapshot: '2026-01-01' }),
        ),
      ),
    ],
  }),
  row({
    id: 'Z8',
    title: 'Modalities of the top 50',
    quote:
      'NLP (58.1%), followed by CV at 21.2%, audio at 15.1%, various forms of multimodality at 3.3%, time series at 1.7%',
    verbatim: true,
    source: SOURCES.bourdois,
    known: 'F',
    definition: 'Downloads of all time of the 50 most downloaded publishers by modality, October 2025.',
    values: [
      modality('Text', 58.1, 'text'),
      modality('Vision', 21.2, 'image', 'video'),
      modality('Audio', 15.1, 'audio'),
      modality('Multimodal', 3.3, 'multimodal'),
      modality('Time series', 1.7, 'tabular'),
    ],
    remark:
      'Modality is grouped from the task; our tables stand with time series. Languages are not recorded.',
  }),
  row({
    id: 'Z9',
    title: 'Vision-language models, seven times in a year',
    quote: 'Vision-language models about 7 times in a year, to 10.7 million downloads a day.',
    source: SOURCES.pulse,
    known: 'F',
    unclear: true,
    definition:
      'Downloads gained a day in September 2026 by models of the task image-text-to-text, against a year before.',
    values: [
      about('A day', [10.7e6, 'downloads a day', tenPercent], {
        ask: 'scaled',
        of: value({ ...vision, window: { from: '2026-09-01', until: '2026-10-01' } }, 'image-text-to-text'),
        by: 1 / 30,
      }),
      about(
        'Against a year before',
        [7, 'times', tenPercent],
        times(
          value({ ...vision, window: { from: '2026-09-01', until: '2026-10-01' } }, 'image-text-to-text'),
          value({ ...vision, window: { from: '2025-09-01', until: '2025-10-01' } }, 'image-text-to-text'),
        ),
      ),
    ],
    remark: 'The month is not stated; we read it as the last one before the data set was read.',
  }),
  row({
    id: 'Z10',
    title: 'Robotics data sets',
    quote: 'Robotics data sets from 1,145 to 26,991.',
    source: SOURCES.spring,
    known: 'F',
    definition: 'Data sets on the Hub.',
    fixed: { status: 'not_computable', says: 'It counts data sets; the census counts models.' },
  }),
];

function below(label: string, published: number, parameters: number): PublishedValue {
  return about(label, [published, 'percent', onePoint], {
    ask: 'newest',
    at: '2025-10-15',
    population: { ...top50, sized: true },
    where: { parametersBelow: parameters },
    give: 'shareOf-downloadsAllTime',
  });
}

function modality(label: string, published: number, ...modalities: string[]): PublishedValue {
  return about(label, [published, 'percent', onePoint], {
    ask: 'newest',
    at: '2025-10-15',
    population: top50,
    where: { modalities },
    give: 'shareOf-downloadsAllTime',
  });
}

function tracked() {
  return {
    measure: 'downloadsAllTime',
    by: ['size'],
    scheme: 'atom',
    universe: 'tracked',
    snapshot: '2026-01-31',
  } as const;
}

function library(id: string, published: number): PublishedValue {
  const at = (snapshot: string) => value({ measure: 'models', by: ['library'], snapshot }, id);
  return about(id, [published, 'percent', tenPercent], growth(at('2026-08-01'), at('2026-01-01')));
}
