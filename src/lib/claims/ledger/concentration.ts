import type { Ask } from '../ask.ts';
import { about, atLeast, fivePercent, halfPoint, onePoint, otherwise, tenPercent, value } from '../ask-of.ts';
import type { Claim } from '../claim.ts';
import { row } from './row.ts';
import { SOURCES } from './sources.ts';

const allTime = 'downloadsAllTime';
const miniLm = ['sentence-transformers/all-MiniLM-L6-v2'];
const kimi = ['moonshotai/Kimi-K3'];

/** K1–K6: concentration. */
export const CONCENTRATION_CLAIMS: readonly Claim[] = [
  row({
    id: 'K1',
    title: 'Two hundred models, half of all',
    quote: 'The top 200 models (0.01 %) have 49.6 % of downloads.',
    source: SOURCES.spring,
    known: 'F',
    unclear: true,
    definition: 'Downloads of all time of the 200 most downloaded models in March 2026, of all.',
    values: [
      about('Top 200 models', [49.6, 'percent', onePoint], top('model', allTime, { top: 200 }, '2026-03-17')),
    ],
    alternates: [
      otherwise(
        'In 30 days',
        'The same by downloads in 30 days.',
        'percent',
        top('model', 'downloads30d', { top: 200 }, '2026-03-17'),
      ),
      otherwise(
        '0.01 % of models',
        'The largest ten-thousandth of all models.',
        'percent',
        top('model', allTime, { topPart: 0.0001 }, '2026-03-17'),
      ),
    ],
    remark: 'That it is of all time is our inference.',
  }),
  row({
    id: 'K2',
    title: 'The long tail',
    quote:
      '1.5 % of repositories have 99.2 % of downloads; 85.6 % of models have fewer than 200 in their life.',
    source: SOURCES.summer,
    known: 'F',
    definition: 'Downloads of all time in August 2026.',
    values: [
      about(
        'Largest 1.5 %',
        [99.2, 'percent', halfPoint],
        top('model', allTime, { topPart: 0.015 }, '2026-08-22'),
      ),
      about('Below 200 downloads', [85.6, 'percent', onePoint], {
        ask: 'newest',
        at: '2026-08-22',
        population: { top: null },
        where: { below: { measure: allTime, value: 200 } },
        give: 'share',
      }),
    ],
    remark: 'In spring the same source said that about half of all models have fewer than 200.',
  }),
  row({
    id: 'K3',
    title: 'One percent has ninety-nine',
    quote: 'over 70% of models have 0 downloads, while 1% account for 99% of downloads',
    verbatim: true,
    source: SOURCES.osborne,
    known: 'F',
    definition: 'Downloads in 30 days of 348,181 models in October 2023.',
    values: [
      about(
        'Largest 1 %',
        [99, 'percent', halfPoint],
        top('model', 'downloads30d', { topPart: 0.01 }, '2023-10-31'),
      ),
      atLeast('Without downloads', [70, 'percent', onePoint], {
        ask: 'newest',
        at: '2023-10-31',
        population: { top: null },
        where: { below: { measure: 'downloads30d', value: 1 } },
        give: 'share',
      }),
    ],
    remark: 'Their 89 % of isolated developers concern who works with whom, which listings do not say.',
  }),
  row({
    id: 'K4',
    title: 'Fifty entities, eighty percent',
    quote:
      'The analysis of the 50 most downloaded entities on the Hugging Face Hub (80.22% of total Hub downloads)',
    verbatim: true,
    source: SOURCES.bourdois,
    known: 'F',
    definition: 'Downloads of all time of the 50 most downloaded namespaces in October 2025, of all.',
    values: [
      about('Top 50', [80.22, 'percent', halfPoint], top('namespace', allTime, { top: 50 }, '2025-10-15')),
      about(
        'All downloads',
        [45.44e9, 'downloads', fivePercent],
        value({ measure: allTime, snapshot: '2025-10-15' }),
      ),
    ],
    alternates: [
      otherwise(
        '50 publishers',
        'Publishers own several namespaces.',
        'percent',
        top('publisher', allTime, { top: 50 }, '2025-10-15'),
      ),
      otherwise(
        '50 models',
        'Single models instead.',
        'percent',
        top('model', allTime, { top: 50 }, '2025-10-15'),
      ),
    ],
  }),
  row({
    id: 'K5',
    title: 'Downloaded is not liked, and not new',
    quote: 'One model is in both top 25; none of 2026 is in that of downloads, 13 are of 2022.',
    source: SOURCES.summer,
    known: 'F',
    population: 'head',
    definition: 'The 25 most downloaded models (30 days) in August 2026: liked as much, and year of release.',
    values: [
      about('In both', [1, 'models', { by: 0 }], leaders('liked-too')),
      about('Released 2026', [0, 'models', { by: 0 }], leaders({ released: '2026' })),
      about('Released 2022', [13, 'models', { by: 1 }], leaders({ released: '2022' })),
    ],
    remark:
      'The Hub dates every older repository to March 2022, so “2022” holds earlier ones; we call those unknown.',
  }),
  row({
    id: 'K6',
    title: 'Downloads are not likes',
    quote:
      'all-MiniLM-L6-v2: 1.55 billion downloads in seven months, 5,156 likes; Kimi-K3 about 60 downloads per like.',
    source: SOURCES.summer,
    known: 'F',
    population: 'head',
    definition: 'The growth of one counter January to July 2026, and likes in August 2026.',
    values: [
      about('all-MiniLM-L6-v2, downloads', [1.55e9, 'downloads', fivePercent], {
        ask: 'grown',
        repos: miniLm,
        from: '2026-01-01',
        until: '2026-08-01',
      }),
      about('all-MiniLM-L6-v2, likes', [5156, 'likes', fivePercent], {
        ask: 'counter',
        repos: miniLm,
        measure: 'likes',
        at: '2026-08-22',
      }),
      about('Kimi-K3, downloads per like', [60, 'downloads per like', tenPercent], {
        ask: 'times',
        over: { ask: 'counter', repos: kimi, measure: allTime, at: '2026-08-22' },
        under: { ask: 'counter', repos: kimi, measure: 'likes', at: '2026-08-22' },
      }),
    ],
    unclear: true,
  }),
];

function top(
  level: 'model' | 'namespace' | 'publisher',
  measure: 'downloads30d' | 'downloadsAllTime',
  part: { top: number } | { topPart: number },
  at: string,
): Ask {
  return { ask: 'concentration', level, measure, part, at };
}

function leaders(give: 'liked-too' | { released: string }): Ask {
  return { ask: 'leaders', of: 25, give, at: '2026-08-22' };
}
