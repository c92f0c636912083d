import { definitionOf } from '../../definition/defaults.ts';
import { about, fivePercent, halfPoint, onePoint, otherwise, share, value } from '../ask-of.ts';
import type { Claim } from '../claim.ts';
import { row } from './row.ts';
import { SOURCES } from './sources.ts';
import { economies2025, PLACES } from './words.ts';

const firstYear = { measure: 'downloadsFirstYear', by: ['region'], window: economies2025 } as const;
const pastYear = {
  measure: 'downloadsGained',
  by: ['region'],
  window: { from: '2025-03-01', until: '2026-03-01' },
} as const;
const places = { lenses: { region: PLACES } } as const;
const tracked = { measure: 'downloadsAllTime', by: ['region'], universe: 'tracked' } as const;

/** C1–C4: downloads by country and region. */
export const REGION_CLAIMS: readonly Claim[] = [
  row({
    id: 'C1',
    title: 'International 23.8, China 17.1, United States 15.8',
    quote: 'International and online 23.8 %, China 17.1 %, United States 15.8 % of downloads.',
    source: SOURCES.economies,
    known: 'R',
    definition:
      'Downloads within a model’s first 365 days, August 2024 to August 2025, by country of the uploader; every row is kept.',
    values: [
      about('International', [23.8, 'percent', halfPoint], share(firstYear, 'international')),
      about('China', [17.1, 'percent', halfPoint], share(firstYear, 'cn')),
      about('United States', [15.8, 'percent', halfPoint], share(firstYear, 'us')),
    ],
    alternates: [
      otherwise(
        'China, only rows with a country',
        'International, individuals and unknown are dropped: the way to the 41 % of C2.',
        'percent',
        share({ ...firstYear, ...places }, 'cn'),
      ),
      otherwise(
        'United States, only rows with a country',
        'The same for the United States.',
        'percent',
        share({ ...firstYear, ...places }, 'us'),
      ),
      otherwise(
        'China, unknown dropped',
        'Rows whose region is not known are dropped; International and individuals stay.',
        'percent',
        share({ ...firstYear, unknown: 'drop' }, 'cn'),
      ),
      otherwise(
        'China, all downloads of the window',
        'Downloads gained by models of every age.',
        'percent',
        share({ ...firstYear, measure: 'downloadsGained' }, 'cn'),
      ),
      otherwise(
        'China, original creator',
        'By the publisher of the lineage root.',
        'percent',
        share({ ...firstYear, attribution: 'creator' }, 'cn'),
      ),
      otherwise(
        'China, language models',
        'Among language models.',
        'percent',
        share({ ...firstYear, universe: 'language' }, 'cn'),
      ),
      otherwise(
        'China, first-party',
        'Among models of the curated families by their own publishers.',
        'percent',
        share({ ...firstYear, universe: 'first-party' }, 'cn'),
      ),
    ],
    remark:
      'The press made of it: new models, companies, language models, “downloader”, November 2025. None of these is what was counted.',
  }),
  row({
    id: 'C2',
    title: 'China 41, United States 36.5',
    quote: 'China 41 % and United States 36.5 % of downloads in the past year.',
    source: SOURCES.spring,
    known: 'F',
    unclear: true,
    definition:
      'Downloads gained in the twelve months to March 2026 by region of the uploader, every row kept.',
    values: [
      about('China', [41, 'percent', onePoint], share(pastYear, 'cn')),
      about('United States', [36.5, 'percent', halfPoint], share(pastYear, 'us')),
    ],
    alternates: [
      otherwise(
        'China, only rows with a country',
        'International, individuals and unknown are dropped.',
        'percent',
        share({ ...pastYear, ...places }, 'cn'),
      ),
      otherwise(
        'United States, only rows with a country',
        'The same for the United States.',
        'percent',
        share({ ...pastYear, ...places }, 'us'),
      ),
      otherwise(
        'China, language models',
        'Among language models, every row kept.',
        'percent',
        share({ ...pastYear, universe: 'language' }, 'cn'),
      ),
      otherwise(
        'China, language models with a country',
        'Both: language models, and rows with a country.',
        'percent',
        share({ ...pastYear, ...places, universe: 'language' }, 'cn'),
      ),
    ],
    remark:
      'The whole is not stated. It comes roughly from 17.1 and 15.8 (C1) when rows without a country are dropped: see the consistency checks.',
  }),
  row({
    id: 'C3',
    title: 'China 1.15 billion, United States 723 million',
    quote: 'By March 2026: China 1.15 billion, United States 723 million downloads.',
    source: SOURCES.atom,
    known: 'F',
    definition: 'Downloads of all time at the end of March 2026 of the models the ATOM project tracks.',
    values: [
      about('China', [1.15e9, 'downloads', fivePercent], value({ ...tracked, snapshot: '2026-03-31' }, 'cn')),
      about(
        'United States',
        [7.23e8, 'downloads', fivePercent],
        value({ ...tracked, snapshot: '2026-03-31' }, 'us'),
      ),
    ],
    remark: 'The list of tracked models has grown since; ours is that of its day in the reference.',
  }),
  row({
    id: 'C4',
    title: 'China passes the United States',
    quote: 'China passed the US in summer 2025; Asia passed North America in August 2025.',
    source: SOURCES.atom,
    known: 'F',
    definition: 'The first month at whose end the tracked models of one had more downloads of all time.',
    values: [
      about(
        'China passes the United States',
        ['2025-07-15', 'day', { by: 46 }],
        firstMonth([['cn']], [['us']]),
      ),
      about(
        'Asia passes North America',
        ['2025-08-15', 'day', { by: 31 }],
        firstMonth([['cn'], ['apac']], [['us'], ['americas']]),
      ),
    ],
    remark: 'Our Other Americas hold Latin America as well; our Asia-Pacific holds Oceania.',
  }),
];

function firstMonth(more: readonly [string][], than: readonly [string][]) {
  const of = definitionOf({ ...tracked, step: 'month', window: { from: '2025-01-01', until: '2026-04-01' } });
  return { ask: 'first', of, more, than } as const;
}
