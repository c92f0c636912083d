import { expect, test } from 'vitest';
import { BadDefinition } from '../../../../src/lib/definition/errors.ts';
import { parseDefinition } from '../../../../src/lib/definition/parse.ts';

const problemsOf = (query: string): readonly string[] => {
  try {
    parseDefinition(new URLSearchParams(query));
  } catch (error) {
    if (error instanceof BadDefinition) return error.problems;
    throw error;
  }
  return [];
};

test.each([
  ['panel=A!', 'panel: a panel is named in small letters, digits and hyphens.'],
  [`panel=${'a'.repeat(41)}`, 'panel: a panel’s name has at most 40 characters.'],
  ['panel=a&panel=b', 'panel: give one value, got 2.'],
  [
    'measure=stars',
    'measure: "stars" is not one of downloads30d, models, newModels, downloadsAllTime, downloadsGained, downloadsFirstYear, likes, parametersMean, parametersMeanByDownloads, parametersMedian, parametersMedianByDownloads.',
  ],
  ['universe=llm', 'universe: "llm" is not one of all, language, first-party, tracked, parameters-known.'],
  ['by=region~region', 'by: region stands there twice; cross two different dimensions, or name one.'],
  ['by=region~size~license', 'by: at most two dimensions can be crossed, as region~size; got 3.'],
  [
    'region=us~xx',
    'region: "xx" is not one of us, cn, europe, apac, mena, americas, africa, elsewhere, international, person, unknown, unreviewed.',
  ],
  [
    'country=France',
    'country: "France" cannot be one: a country is two capital letters of ISO 3166, or one of INTL, PERSON, UNKNOWN, UNREVIEWED.',
  ],
  [
    'publisher=Mistral AI',
    'publisher: "Mistral AI" cannot be one: a publisher is named in small letters, digits and hyphens, as in the reference, or is unreviewed.',
  ],
  ['gated=maybe', 'gated: "maybe" is not one of no, auto, manual, yes, unrecorded.'],
  ['year=24', 'year: "24" cannot be one: a year is written 2024, or is unknown.'],
  [
    'size=100m-1b&scheme=atom',
    'size: "100m-1b" is a class of the scheme default; of the scheme atom choose among under-1b, 1b-5b, 5b-10b, 10b-50b, 50b-100b, 100b-250b, 250b-up, unknown.',
  ],
  [
    'size=1b-7b',
    'size: "1b-7b" is a class of the scheme article; of the scheme default choose among under-100m, 100m-1b, 1b-5b, 5b-10b, 10b-50b, 50b-100b, 100b-250b, 250b-up, unknown.',
  ],
  [
    'size=huge',
    'size: "huge" is not one of under-100m, 100m-1b, 1b-5b, 5b-10b, 10b-50b, 50b-100b, 100b-250b, 250b-up, unknown.',
  ],
  [
    'window=2025-02-30..2025-03-01',
    'window: "2025-02-30..2025-03-01" is no window; write two days, the second outside, as 2024-08-01..2025-09-01, or up to 9999 days back, as 365d.',
  ],
  [
    'window=0d',
    'window: "0d" is no window; write two days, the second outside, as 2024-08-01..2025-09-01, or up to 9999 days back, as 365d.',
  ],
  [
    'window=2025-01-01..2025-01-01',
    'window: it ends before it begins; write the earlier day first, and the day after the last one second.',
  ],
  [
    'window=2025-01-01..2025-02-01&snapshot=2024-12-31',
    'window: it begins after the snapshot of 2024-12-31; choose a window up to that day, or a later snapshot.',
  ],
  ['snapshot=2026-13-01', 'snapshot: a snapshot is named by its day, YYYY-MM-DD, as 2026-08-22.'],
  ['reference=0', 'reference: a reference version is a whole number from 1 on.'],
  [
    'attribution=flow',
    'attribution: flow crosses creator and uploader, so it needs exactly one of these as by: region, country, publisher, publisher-type, packager.',
  ],
  [
    'attribution=flow&by=size',
    'attribution: flow crosses creator and uploader, so it needs exactly one of these as by: region, country, publisher, publisher-type, packager.',
  ],
  [
    'attribution=flow&by=region~country',
    'attribution: flow crosses creator and uploader, so it needs exactly one of these as by: region, country, publisher, publisher-type, packager.',
  ],
  ['measure=newModels&step=week', 'step: newModels counts by month of release; choose month or auto.'],
  ['unknown=band', 'unknown: band is about shares of groups, so it needs by; or choose keep or drop.'],
  [
    'unknown=band&by=region&measure=parametersMean',
    'unknown: parametersMean has no shares, so no band; choose keep or drop.',
  ],
  [
    'measure=parametersMedian&by=region~license',
    'measure: medians are kept for all models and by one of region, publisher-type, license, relation, modality; got region and license.',
  ],
  [
    'measure=parametersMedian&by=country',
    'measure: medians are kept for all models and by one of region, publisher-type, license, relation, modality; got country.',
  ],
  [
    'measure=parametersMedian&by=region&license=rail',
    'measure: medians are kept for all models and by one of region, publisher-type, license, relation, modality; got region and license.',
  ],
  [
    'measure=parametersMedian&region=us~cn',
    'region: a median of several groups together is not kept; name one group, or ask for by=region.',
  ],
  [
    'measure=parametersMedianByDownloads&by=license&attribution=creator',
    'attribution: medians by original creator are kept by region only; choose by=region, or uploader.',
  ],
  [
    'measure=parametersMedian&universe=language',
    'universe: medians are kept of all models, not of language; choose all or parameters-known.',
  ],
  [
    'measure=parametersMedian&by=region&facts=now',
    'facts: medians by group are kept with the facts of each day; choose then.',
  ],
  [
    'measure=parametersMedian&by=region&counting=full',
    'counting: medians by region are kept for the first country of each publisher; choose primary.',
  ],
])('%s is refused in words', (query, problem) => {
  expect(problemsOf(query)).toEqual([problem]);
});

test.each([
  'attribution=flow&by=region',
  'measure=newModels&step=month',
  'unknown=band&by=region~size',
  'measure=parametersMedian&by=region&region=us~cn',
  'measure=parametersMedian&region=us&attribution=creator',
  'measure=parametersMedian&attribution=creator&infrastructure=without',
  'size=under-1b&scheme=atom',
  'task=text-generation&library=llama.cpp&license-id=mit&publisher=unreviewed&year=unknown',
  'window=2025-01-01..2025-01-02&snapshot=2025-01-01',
])('%s is a definition', (query) => {
  expect(problemsOf(query)).toEqual([]);
});

test('each word that is wrong gets its own sentence, in the order of keys', () => {
  expect(
    problemsOf('snapshot=today&scheme=gguf&by=colour&size=huge').map((problem) => problem.split(':')[0]),
  ).toEqual(['by', 'scheme', 'snapshot']);
});

test('a word too long to repeat is cut', () => {
  expect(problemsOf(`step=${'x'.repeat(99)}`)).toEqual([
    `step: "${'x'.repeat(40)}…" is not one of auto, day, week, month.`,
  ]);
});
