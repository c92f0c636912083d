import fc from 'fast-check';
import { expect, test } from 'vitest';
import { definitionOf } from '../../../../src/lib/definition/defaults.ts';
import { describeDefinition, diffDefinitions } from '../../../../src/lib/definition/describe.ts';
import { parseDefinition } from '../../../../src/lib/definition/parse.ts';
import { printDefinition } from '../../../../src/lib/definition/print.ts';
import { anyDefinition } from './any-definition.ts';

const parse = (query: string) => parseDefinition(new URLSearchParams(query));

test.each([
  ['', 'Downloads in the previous 30 days of all models, counted by uploader.'],
  [
    'panel=top-50k&by=region',
    'Downloads in the previous 30 days of all models in the panel top-50k by region, counted by uploader.',
  ],
  [
    'measure=downloadsFirstYear&by=country&window=2024-08-01..2025-09-01&attribution=creator',
    'Downloads in the first 365 days of all models by country, counted by original creator, over the days 1 August 2024 to 31 August 2025.',
  ],
  [
    'measure=downloadsGained&by=region~size&region=us~cn&license=permissive&window=365d&step=week&scheme=atom',
    'Downloads gained by all models by region crossed with size class, counted by uploader, over the last 365 days, only region United States or China, and only license class Permissive; week by week; size classes of the scheme ATOM.',
  ],
  [
    'attribution=flow&by=region&universe=language&infrastructure=without',
    'Downloads in the previous 30 days of language models by region of creator and region of uploader; without infrastructure models.',
  ],
  [
    'measure=models&by=country&counting=full&facts=now&unknown=drop&reference=12&snapshot=2026-08-22',
    'Number of all models by country, counted by uploader; publishers of several countries whole for each; facts about publishers as of today; unknown groups left out; with reference version 12; as of the last snapshot up to 22 August 2026.',
  ],
  [
    'measure=parametersMedianByDownloads&publisher-type=academia',
    'Median size, weighted by downloads, of all models, counted by uploader, only publisher type Academia.',
  ],
  [
    'measure=newModels&publisher=unreviewed~deepseek&osi-approved=yes',
    'Releases by month among all models, counted by uploader, only publisher Unreviewed or deepseek, and only OSI-approved license Yes.',
  ],
])('%s in words', (query, words) => {
  expect(describeDefinition(parse(query))).toBe(words);
});

test('publishers are called by name where somebody knows it', () => {
  const nameOf = (_: string, id: string) => (id === 'deepseek' ? 'DeepSeek' : null);

  expect(describeDefinition(parse('publisher=deepseek~acme'), nameOf)).toBe(
    'Downloads in the previous 30 days of all models, counted by uploader, only publisher acme or DeepSeek.',
  );
});

test('a difference names the part and both sides', () => {
  const before = parse('by=region&region=us~cn&window=365d');
  const after = parse('measure=downloadsFirstYear&by=region~size&attribution=creator&scheme=hf');

  expect(diffDefinitions(before, after).map(({ says }) => says)).toEqual([
    'Measure: Downloads in the first year instead of Downloads, 30 days.',
    'Groups: region and size class instead of region.',
    'Region: all instead of United States or China.',
    'Window: everything recorded instead of the last 365 days.',
    'Attribution: by original creator instead of by uploader.',
    'Size scheme: size classes of the scheme Hugging Face reports instead of size classes of the scheme Census.',
  ]);
});

test('equal definitions do not differ, however their lenses are written', () => {
  const written = definitionOf({ lenses: { region: ['cn', 'us', 'cn'], license: [] } });

  expect(diffDefinitions(written, parse('region=us~cn'))).toEqual([]);
});

test('definitions differ exactly where their addresses do', () => {
  fc.assert(
    fc.property(anyDefinition, anyDefinition, (a, b) => {
      expect(diffDefinitions(a, a)).toEqual([]);
      expect(diffDefinitions(a, b).length > 0).toBe(printDefinition(a) !== printDefinition(b));
    }),
  );
});

test('every definition is one sentence without holes', () => {
  fc.assert(
    fc.property(anyDefinition, (definition) => {
      const words = describeDefinition(definition);
      expect(words).toMatch(/^[A-Z][^\n]*\.$/);
      expect(words).not.toMatch(/undefined|null|NaN| {2}|,,|;;/);
    }),
  );
});
