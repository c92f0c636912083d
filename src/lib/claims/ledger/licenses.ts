import type { Ask } from '../ask.ts';
import {
  about,
  atLeast,
  fivePercent,
  groups,
  halfPoint,
  onePoint,
  otherwise,
  share,
  tenPercent,
  times,
  value,
} from '../ask-of.ts';
import type { Claim } from '../claim.ts';
import { row } from './row.ts';
import { SOURCES } from './sources.ts';

const top1000 = { top: { count: 1000, of: 'models', measure: 'downloads30d' } } as const;
const top300 = { top: { count: 300, of: 'models', measure: 'downloads30d' } } as const;
const mid2025 = '2025-06-30';
const conflicts = ['relabelled-looser', 'missing-license', 'incompatible'];
const judged = ['ok', ...conflicts];

/** P1–P10: licenses and openness. */
export const LICENSE_CLAIMS: readonly Claim[] = [
  row({
    id: 'P1',
    title: 'Two thirds without a license',
    quote:
      '64.4 % of 1,873,342 repositories have no license; 25.1 % of those above 1,000 downloads (20,060).',
    source: { speaker: 'A scan of mid-2025', title: null, url: null, date: '2025' },
    known: 'R',
    definition: 'Models that declare no license, of all models in mid-2025.',
    values: [
      about('Models', [1873342, 'models', fivePercent], value({ measure: 'models', snapshot: mid2025 })),
      about(
        'Without a license',
        [64.4, 'percent', onePoint],
        share({ measure: 'models', by: ['license'], snapshot: mid2025 }, 'none'),
      ),
      about('Without a license above 1,000 downloads', [25.1, 'percent', onePoint], unlicensed('share')),
      about('So many', [20060, 'models', tenPercent], unlicensed('models')),
    ],
    unclear: true,
    remark: 'Second-hand; neither the day nor the kind of downloads is stated, we read 30 days.',
  }),
  row({
    id: 'P2',
    title: 'The top 1,000 are permissive',
    quote: 'Of the top 1,000, 71.5 % are permissive and 49 % Apache.',
    source: SOURCES.moclaw,
    known: 'F',
    unclear: true,
    population: 'head',
    definition: 'License of the 1,000 most downloaded models, by count.',
    values: [
      about('Permissive', [71.5, 'percent', halfPoint], {
        ask: 'newest',
        at: null,
        population: top1000,
        where: { licenseClasses: ['permissive'] },
        give: 'share',
      }),
      about('Apache-2.0', [49, 'percent', onePoint], {
        ask: 'newest',
        at: null,
        population: top1000,
        where: { licenses: ['apache-2.0'] },
        give: 'share',
      }),
    ],
    remark: 'The day of 2026 is not stated.',
  }),
  row({
    id: 'P3',
    title: 'Apache and MIT among the top 300',
    quote:
      'Of the top 300, Apache and MIT are 76 % by count, 92 % by downloads; likes explain 6 % of downloads.',
    source: SOURCES.tunguz,
    known: 'R',
    population: 'head',
    definition: 'License of the 300 most downloaded models in January 2024.',
    values: [
      about('By count', [76, 'percent', onePoint], freeTop300('share')),
      about('By downloads', [92, 'percent', onePoint], freeTop300('shareOf-downloads30d')),
    ],
    remark: 'The R² of 0.06 between likes and downloads is not among our measures.',
  }),
  row({
    id: 'P4',
    title: 'Disclosed training data',
    quote: 'Data disclosed and available 79.3, 58.5, 53.5, 39.8 %; not disclosed 9.8, 23.4, 31.6, 43.1 %.',
    source: SOURCES.economies,
    known: 'R',
    definition: 'Downloads by what the makers disclose about training data, to 2022, 2023, 2024, 2025.',
    fixed: {
      status: 'needs_external',
      says: 'What makers disclose about training data has to be read and noted by hand; the Hub does not say.',
    },
  }),
  row({
    id: 'P5',
    title: 'Open weights ahead of open source',
    quote: 'Open-weights models passed truly open source ones for the first time in 2025.',
    source: SOURCES.economies,
    known: 'R',
    definition: 'Downloads by openness of weights, code and data.',
    fixed: {
      status: 'needs_external',
      says: 'Whether code and data are open has to be read and noted by hand; the Hub does not say.',
    },
  }),
  row({
    id: 'P6',
    title: 'License conflicts of derivatives',
    quote: '37.2% of global-component license pairs and 89.7% of derivative models showing incompatibilities',
    verbatim: true,
    source: SOURCES.liscan,
    known: 'F',
    unclear: true,
    definition:
      'Models with a declared base whose label differs from upstream terms, of those that can be compared.',
    values: [about('Derivatives', [89.7, 'percent', { by: 2 }], labelDiffers('models', judged))],
    alternates: [
      otherwise(
        'By downloads',
        'The same, weighted by downloads in 30 days.',
        'percent',
        labelDiffers('downloads30d', judged),
      ),
      otherwise(
        'No label aside',
        'Without derivatives that declare no license.',
        'percent',
        times(
          value({ measure: 'models', by: ['inheritance'] }, 'relabelled-looser', 'incompatible'),
          value({ measure: 'models', by: ['inheritance'] }, 'ok', 'relabelled-looser', 'incompatible'),
        ),
      ),
    ],
    remark:
      'Their rules come from 82 license texts, ours from classes and labels; the 37.2 % concern parts of one model.',
  }),
  row({
    id: 'P7',
    title: 'From model to application',
    quote: '35.5 % of steps from a model to an application drop clauses of the license.',
    source: { speaker: 'Jewitt and others', title: null, url: null, date: '2025' },
    known: 'R',
    definition: 'Licenses of applications on GitHub against those of the models they use.',
    fixed: {
      status: 'not_computable',
      says: 'It needs the applications on GitHub, which the census does not look at.',
    },
  }),
  row({
    id: 'P8',
    title: 'License texts are missing',
    quote:
      '95.8% of models lack the required license text, only … 3.2% of models satisfy both license text and copyright requirements',
    verbatim: true,
    source: SOURCES.washing,
    known: 'F',
    definition: 'License files in repositories with a permissive label.',
    fixed: {
      status: 'needs_external',
      says: 'It needs the files of every repository; the listing of the Hub does not name them.',
    },
  }),
  row({
    id: 'P9',
    title: 'Licenses get looser down the tree',
    quote:
      'Licenses counter-intuitively drift from restrictive, commercial licenses towards permissive or copyleft licenses',
    verbatim: true,
    source: SOURCES.laufer,
    known: 'F',
    definition:
      'Declared bases and their derivatives: those that restrict less, for each that restricts more; more than one is drift.',
    values: [atLeast('Looser for each tighter', [1, 'times', { by: 0 }], { ask: 'looser-per-tighter' })],
    remark: 'The order of license classes is ours.',
  }),
  row({
    id: 'P10',
    title: 'Sixty-eight license ids',
    quote: '68 license ids in use among 1.3 million models, April 2025.',
    source: { speaker: 'A count of April 2025', title: null, url: null, date: '2025-04' },
    known: 'R',
    unclear: true,
    definition: 'Different declared license ids with at least one model at the end of April 2025.',
    values: [
      about(
        'License ids',
        [68, 'licenses', tenPercent],
        groups({ measure: 'models', by: ['license-id'], snapshot: '2025-04-30' }),
      ),
      about('Models', [1.3e6, 'models', tenPercent], value({ measure: 'models', snapshot: '2025-04-30' })),
    ],
    remark: 'Second-hand. We also know licenses by the name beside “other”.',
  }),
];

function unlicensed(give: 'share' | 'models'): Ask {
  return {
    ask: 'newest',
    at: mid2025,
    population: { top: null, moreThan: { measure: 'downloads30d', value: 1000 } },
    where: { licenseClasses: ['none'] },
    give,
  };
}

function freeTop300(give: 'share' | 'shareOf-downloads30d'): Ask {
  return {
    ask: 'newest',
    at: '2024-01-31',
    population: top300,
    where: { licenses: ['apache-2.0', 'mit'] },
    give,
  };
}

function labelDiffers(measure: 'models' | 'downloads30d', whole: readonly string[]): Ask {
  return times(
    value({ measure, by: ['inheritance'] }, ...conflicts),
    value({ measure, by: ['inheritance'] }, ...whole),
  );
}
