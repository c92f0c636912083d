import type { Ask } from '../ask.ts';
import { about, fivePercent, less, otherwise, scaled, tenPercent, value } from '../ask-of.ts';
import type { Claim, PublishedValue } from '../claim.ts';
import { row } from './row.ts';
import { SOURCES } from './sources.ts';

const onePercent = { part: 0.01 } as const;

/** K7–K13: counts, velocity, scores. */
export const COUNT_CLAIMS: readonly Claim[] = [
  row({
    id: 'K7',
    title: 'How many models there are',
    quote:
      '108,473 (end of 2022), 450,208 (2023), 1 M (September 2024), 2 M (August 2025), 2,264,880 (2025), 3,012,377 (22 August 2026).',
    source: {
      speaker: 'Hugging Face and ivanfioravanti',
      title: 'Counts at several dates',
      url: null,
      date: '2026-08',
    },
    known: 'F',
    definition: 'Public model repositories on the day.',
    values: [
      models('30 December 2022', 108473, '2022-12-30'),
      models('End of 2023', 450208, '2023-12-31'),
      models('25 September 2024', 1e6, '2024-09-25'),
      models('August 2025', 2e6, '2025-08-31'),
      models('October 2025', 2126833, '2025-10-31'),
      models('End of 2025', 2264880, '2025-12-31'),
      models('3 August 2026', 2963204, '2026-08-03'),
      models('22 August 2026', 3012377, '2026-08-22'),
    ],
  }),
  row({
    id: 'K8',
    title: 'How many were added',
    quote: 'Added: 341,735 in 2023, 1,184,880 in 2025, 747,497 in 2026 to August.',
    source: {
      speaker: 'Hugging Face and ivanfioravanti',
      title: 'Counts at several dates',
      url: null,
      date: '2026-08',
    },
    known: 'F',
    definition: 'Public model repositories at the end less those at the beginning.',
    values: [
      added('2023', 341735, '2022-12-30', '2023-12-31'),
      added('2025', 1184880, '2024-12-31', '2025-12-31'),
      added('2026 to 22 August', 747497, '2025-12-31', '2026-08-22'),
    ],
    alternates: [
      otherwise(
        'Released in 2025 and still there',
        'Without those that are gone again; more than net where old ones were deleted.',
        'models',
        value({ measure: 'newModels', window: { from: '2025-01-01', until: '2026-01-01' } }),
      ),
    ],
    remark: 'They are net: see the consistency checks.',
  }),
  row({
    id: 'K9',
    title: 'Models, data sets and Spaces',
    quote: 'Models 2.43 to 2.96 M, data sets 711 k to 1 M, Spaces 1.00 to 1.44 M, January to August 2026.',
    source: SOURCES.summer,
    known: 'F',
    definition: 'Public model repositories in January and at the beginning of August 2026.',
    values: [models('January 2026', 2.43e6, '2026-01-31'), models('August 2026', 2.96e6, '2026-08-03')],
    unclear: true,
    remark: 'Its January differs from K7’s end of December by 0.17 million. The census counts models only.',
  }),
  row({
    id: 'K10',
    title: 'A hundred million downloads a day',
    quote: 'About 100 million downloads a day on the Hub, about 62 million a year ago.',
    source: SOURCES.pulse,
    known: 'F',
    unclear: true,
    definition: 'Downloads in 30 days of all models, divided by 30, at the end of September 2026 and 2025.',
    values: [
      about(
        '2026',
        [100e6, 'downloads a day', tenPercent],
        scaled(value({ snapshot: '2026-09-30' }), 1 / 30),
      ),
      about('2025', [62e6, 'downloads a day', tenPercent], scaled(value({ snapshot: '2025-09-30' }), 1 / 30)),
    ],
    remark: 'The day is not stated; we read it as the last month before the data set was read.',
  }),
  row({
    id: 'K11',
    title: 'HHI and Gini over time',
    quote: 'Series of HHI and Gini of downloads.',
    source: SOURCES.economies,
    known: 'R',
    definition: 'How unequal downloads in 30 days are.',
    fixed: {
      status: 'unsourced',
      says: 'Its values could not be read in what was at hand; ours stand alone.',
    },
    alternates: [
      otherwise(
        'HHI of publishers',
        'Sum of squared shares.',
        'points of 10,000',
        inequality('publisher', 'hhi'),
      ),
      otherwise('Gini of all models', 'Of downloads in 30 days.', 'percent', inequality('model', 'gini')),
      otherwise(
        'Gini of models with downloads',
        'Of those with at least one.',
        'percent',
        inequality('model', 'giniActive'),
      ),
    ],
  }),
  row({
    id: 'K12',
    title: 'Scores of relative adoption',
    quote: 'Relative adoption of releases, by size and age.',
    source: SOURCES.atom,
    known: 'R',
    definition: 'Downloads at an age against the median of the ten largest of the size class.',
    fixed: {
      status: 'unsourced',
      says: 'Its scores were not at hand when the ledger was compiled; ours rest on a baseline that is frozen and named.',
    },
  }),
  row({
    id: 'K13',
    title: 'Open models’ part of tokens and revenue',
    quote: 'Open models: 20 % of tokens on OpenRouter, 4 % of revenue, six times cheaper.',
    source: { speaker: 'Nagle and Yue', title: null, url: null, date: '2025' },
    known: 'R',
    definition: 'Tokens and prices at OpenRouter.',
    fixed: {
      status: 'needs_external',
      says: 'It counts tokens and prices at OpenRouter, which the census does not collect.',
    },
  }),
];

function models(label: string, published: number, snapshot: string): PublishedValue {
  return about(label, [published, 'models', onePercent], value({ measure: 'models', snapshot }));
}

function added(label: string, published: number, from: string, until: string): PublishedValue {
  const on = (snapshot: string) => value({ measure: 'models', snapshot });
  return about(label, [published, 'models', fivePercent], less(on(until), on(from)));
}

function inequality(level: 'model' | 'publisher', part: 'hhi' | 'gini' | 'giniActive'): Ask {
  return { ask: 'concentration', level, measure: 'downloads30d', part, at: null };
}
