import {
  about,
  atLeast,
  fivePercent,
  growth,
  halfPoint,
  onePoint,
  otherwise,
  share,
  tenPercent,
  value,
} from '../ask-of.ts';
import type { Claim } from '../claim.ts';
import { row } from './row.ts';
import { SOURCES } from './sources.ts';
import { DERIVED } from './words.ts';

const lastYear = { from: '2025-06-10', until: '2026-06-10' };
const yearBefore = { from: '2024-06-10', until: '2025-06-10' };
const small = ['under-1b', '1b-7b', '7b-10b'];
const bySize = {
  measure: 'downloadsGained',
  by: ['size'],
  scheme: 'article',
  universe: 'parameters-known',
} as const;

/** S6–S11: what it says about counts, concentration and growth. */
export const MOMENTUM_GROWTH: readonly Claim[] = [
  row({
    id: 'S6',
    title: 'Tens of millions a day',
    quote: 'daily downloads for top repositories hit tens of millions',
    verbatim: true,
    source: SOURCES.momentum,
    known: 'F',
    unclear: true,
    population: 'head',
    definition: 'The largest growth of one repository’s counter in a day.',
    values: [
      atLeast('Fastest repository', [1e7, 'downloads a day', fivePercent], { ask: 'fastest-day', at: null }),
    ],
    remark: 'One repository or the top ones together? The largest had 7.3 million a day over seven months.',
  }),
  row({
    id: 'S7',
    title: 'Half a million models',
    quote: 'over 500,000 models as of early 2026',
    verbatim: true,
    source: SOURCES.momentum,
    known: 'F',
    definition: 'Public model repositories at the beginning of 2026.',
    values: [
      about('Models', [500000, 'models', tenPercent], value({ measure: 'models', snapshot: '2026-01-01' })),
    ],
    remark: 'Hugging Face counted 2,264,880 at the end of 2025.',
  }),
  row({
    id: 'S8',
    title: 'Mostly fine-tunes and experiments',
    quote: 'vast majority are fine-tunes or experimental variants',
    verbatim: true,
    source: SOURCES.momentum,
    known: 'F',
    definition: 'Models that declare a base, of all models; we read “vast majority” as three quarters.',
    values: [
      atLeast(
        'Models with a declared base',
        [75, 'percent', onePoint],
        share({ measure: 'models', by: ['relation'] }, ...DERIVED),
      ),
    ],
    alternates: [
      otherwise('Hardly used', 'Models with fewer than 200 downloads of all time.', 'percent', {
        ask: 'newest',
        at: null,
        population: { top: null },
        where: { below: { measure: 'downloadsAllTime', value: 200 } },
        give: 'share',
      }),
    ],
    unclear: true,
    remark: 'Whether a model without a declared base is original is not known unless its publisher is.',
  }),
  row({
    id: 'S9',
    title: 'A hundred models, eighty percent',
    quote: 'top 100 models account for 80%+ of downloads',
    verbatim: true,
    source: SOURCES.momentum,
    known: 'F',
    definition: 'Downloads in 30 days of the 100 most downloaded models, of all.',
    values: [
      atLeast('Top 100 models, 30 days', [80, 'percent', halfPoint], top('model', 'downloads30d', 100)),
    ],
    alternates: [
      otherwise(
        'Of all time',
        'The same by downloads of all time.',
        'percent',
        top('model', 'downloadsAllTime', 100),
      ),
      otherwise(
        '50 namespaces, of all time',
        'The 50 most downloaded namespaces instead of 100 models.',
        'percent',
        top('namespace', 'downloadsAllTime', 50),
      ),
    ],
    remark: 'Likely a garble of “50 entities have 80.22 %” (K4); the top 200 models have 49.6 % (K1).',
  }),
  row({
    id: 'S11',
    title: 'Small models grow faster',
    quote: 'under 10B grew 180% year-over-year … over 50B only 45%',
    verbatim: true,
    source: SOURCES.momentum,
    known: 'F',
    definition: 'Downloads gained in twelve months against the twelve before, models of known size.',
    fixed: { status: 'unsourced', says: 'No source was found for this claim in three searches.' },
    values: [
      about('Under 10B', [180, 'percent', tenPercent], yearly(small)),
      about('50B and more', [45, 'percent', tenPercent], yearly(['50b-up'])),
    ],
  }),
];

function yearly(classes: readonly string[]) {
  return growth(
    value({ ...bySize, window: lastYear }, ...classes),
    value({ ...bySize, window: yearBefore }, ...classes),
  );
}

function top(level: 'model' | 'namespace', measure: 'downloads30d' | 'downloadsAllTime', count: number) {
  return { ask: 'concentration', level, measure, part: { top: count }, at: null } as const;
}
