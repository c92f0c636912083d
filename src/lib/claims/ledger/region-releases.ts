import { about, fivePercent, halfPoint, onePoint, share, value } from '../ask-of.ts';
import type { Claim } from '../claim.ts';
import { row } from './row.ts';
import { SOURCES } from './sources.ts';
import { DERIVED, summer2026 } from './words.ts';

const large = ['20b-70b', '70b-100b', '100b-up'];

/** C5–C11: derivatives, releases and tokens by country and region. */
export const REGION_RELEASE_CLAIMS: readonly Claim[] = [
  row({
    id: 'C5',
    title: 'New derivatives on Chinese bases',
    quote:
      'New derivatives on Chinese bases 10 to 70 %, on European ones 58 to 4 %, January 2024 to February 2026.',
    source: SOURCES.atom,
    known: 'F',
    definition: 'Derivatives with more than 5 downloads, of the month, by region of the base’s family.',
    values: [
      about(
        'China, January 2024',
        [10, 'percent', { by: 2 }],
        newDerivatives('cn', '2024-01-01', '2024-02-01'),
      ),
      about(
        'China, February 2026',
        [70, 'percent', { by: 2 }],
        newDerivatives('cn', '2026-02-01', '2026-03-01'),
      ),
      about(
        'Europe, January 2024',
        [58, 'percent', { by: 2 }],
        newDerivatives('europe', '2024-01-01', '2024-02-01'),
      ),
      about(
        'Europe, February 2026',
        [4, 'percent', { by: 2 }],
        newDerivatives('europe', '2026-02-01', '2026-03-01'),
      ),
    ],
    unclear: true,
    remark: 'We count those that are still there, by downloads in 30 days today.',
  }),
  row({
    id: 'C6',
    title: 'Sixty-three percent of new fine-tunes',
    quote: '63 % of new fine-tunes and derivatives in September 2025 had a Chinese base.',
    source: SOURCES.hai,
    known: 'R',
    definition:
      'Models that declare a base, released in September 2025, by region of the lineage root’s publisher.',
    values: [
      about(
        'On a Chinese base',
        [63, 'percent', onePoint],
        share(
          {
            measure: 'newModels',
            by: ['region'],
            attribution: 'creator',
            lenses: { relation: DERIVED },
            window: { from: '2025-09-01', until: '2025-10-01' },
          },
          'cn',
        ),
      ),
    ],
    remark: 'Models that are gone again are not counted.',
  }),
  row({
    id: 'C7',
    title: 'Eastern organizations among the top 1,000',
    quote: 'Eastern organizations have 24.1 % of the downloads of the top 1,000.',
    source: SOURCES.moclaw,
    known: 'F',
    unclear: true,
    population: 'head',
    definition: 'Downloads in 30 days of the 1,000 most downloaded models, by region of the uploader.',
    values: [
      about('China and Asia-Pacific', [24.1, 'percent', halfPoint], {
        ask: 'newest',
        at: null,
        population: { top: { count: 1000, of: 'models', measure: 'downloads30d' } },
        where: { regions: ['cn', 'apac'] },
        give: 'shareOf-downloads30d',
      }),
    ],
    remark: 'Neither “Eastern” nor the day of 2026 is stated.',
  }),
  row({
    id: 'C8',
    title: 'The largest open model of the month',
    quote: 'Largest of the month: China 754B to 2.78T, United States below 130B in 5 of 7 months.',
    source: SOURCES.summer,
    known: 'F',
    definition: 'The largest first-party model released in each month of January to July 2026.',
    values: [
      about('China, least', [754e9, 'parameters', fivePercent], largest('cn', 'least')),
      about('China, most', [2.78e12, 'parameters', fivePercent], largest('cn', 'most')),
      about(
        'United States, months below 130B',
        [5, 'months', { by: 0 }],
        largest('us', { monthsBelow: 130e9 }),
      ),
    ],
  }),
  row({
    id: 'C9',
    title: 'Licenses of large releases',
    quote:
      '178 Chinese releases over 20B: 59 % Apache, 22 % MIT; US: 29 % Apache or MIT, 41 % custom, 30 % none.',
    source: SOURCES.summer,
    known: 'F',
    definition: 'First-party models of 20B and more released January to July 2026, by license.',
    values: [
      about('Chinese releases', [178, 'models', fivePercent], value(released('cn', 'license-id'))),
      about(
        'China, Apache-2.0',
        [59, 'percent', onePoint],
        share(released('cn', 'license-id'), 'apache-2.0'),
      ),
      about('China, MIT', [22, 'percent', onePoint], share(released('cn', 'license-id'), 'mit')),
      about(
        'United States, Apache-2.0 or MIT',
        [29, 'percent', onePoint],
        share(released('us', 'license-id'), 'apache-2.0', 'mit'),
      ),
      about(
        'United States, custom',
        [41, 'percent', onePoint],
        share(
          released('us', 'license'),
          'community',
          'custom_other',
          'rail',
          'non_commercial',
          'research_only',
        ),
      ),
      about('United States, none', [30, 'percent', onePoint], share(released('us', 'license'), 'none')),
    ],
    unclear: true,
  }),
  row({
    id: 'C10',
    title: 'Tokens of open models',
    quote:
      'China 2.8 % (November 2024) to 72.7 % (January 2026) of the tokens of the ten most used open models.',
    source: SOURCES.atom,
    known: 'F',
    definition: 'Tokens that OpenRouter served.',
    fixed: {
      status: 'needs_external',
      says: 'It counts tokens served by OpenRouter, which the census does not collect.',
    },
  }),
  row({
    id: 'C11',
    title: 'Tokens of all models',
    quote: 'Chinese open models rose from 1.2 % to about 30 % of all weekly tokens.',
    source: SOURCES.a16z,
    known: 'F',
    definition: 'Tokens that OpenRouter served, late 2024 to 2025.',
    fixed: {
      status: 'needs_external',
      says: 'It counts tokens served by OpenRouter, which the census does not collect.',
    },
  }),
];

function newDerivatives(region: string, from: string, until: string) {
  return {
    ask: 'derivatives',
    counting: 'direct',
    threshold: 'over-5',
    family: null,
    region: [region],
    from,
    until,
    as: 'share',
  } as const;
}

function largest(region: string, give: 'least' | 'most' | { monthsBelow: number }) {
  return { ask: 'largest-by-month', region, from: '2026-01-01', until: '2026-08-01', give } as const;
}

function released(region: string, by: 'license' | 'license-id') {
  return {
    measure: 'newModels',
    universe: 'first-party',
    scheme: 'hf',
    by: [by],
    lenses: { region: [region], size: large },
    window: summer2026,
  } as const;
}
