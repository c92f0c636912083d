import { describe, expect, test } from 'vitest';
import { COLLECTORS } from '../collectors/index.ts';
import { sampleCollectors } from '../collectors/sample/index.ts';
import { readManifest } from '../collectors/sample/read-recordings.ts';
import { VERDICTS } from '../db/vocab/inheritance.ts';
import { LICENSE_CLASSES } from '../db/vocab/license-classes.ts';
import { MEASURES } from '../db/vocab/measures.ts';
import { REGIONS } from '../db/vocab/regions.ts';
import { SIZE_CLASSES } from '../db/vocab/size-classes.ts';
import { METRICS } from '../src/lib/metrics/index.ts';

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

describe('every metric', () => {
  test.each(METRICS)('$id asks a question and says how it is answered', ({ id, title, question, method }) => {
    expect(id).toMatch(slug);
    expect(title).not.toBe('');
    expect(question).toMatch(/^[A-Z].{15,}\?$/);
    expect(method).toMatch(/^[A-Z].{40,}\.$/s);
  });

  // The log of what was left out counts nothing.
  const counting = METRICS.filter(({ id }) => id !== 'quality');

  test.each(counting)('$id says what it counts', ({ method, question }) => {
    expect(`${question} ${method}`).toMatch(/downloads|models|each model|measure/i);
  });

  test('has a name of its own', () => {
    expect(new Set(METRICS.map(({ id }) => id)).size).toBe(METRICS.length);
  });
});

describe('every measure', () => {
  test.each(MEASURES)('$id has a unit and a sentence', ({ unit, says }) => {
    expect(unit).toMatch(/^[a-z].{3,}[^.]$/);
    expect(says).toMatch(/^[A-Z].{15,}\.$/);
  });
});

describe('every panel', () => {
  const live = Object.values(COLLECTORS).map((collector) =>
    collector({ hubUrl: 'https://huggingface.co', token: undefined, hubHeadModels: 50_000 }),
  );

  test.each(live.map(({ panel }) => panel))(
    '$panel, collected live, says what it holds and on which terms',
    (panel) => {
      expect(panel.kind).toBe('live');
      expect(panel.population).toMatch(/^[A-Z].{20,}\.$/);
      expect(panel.terms).toMatch(/^[A-Z].{20,}\.$/);
      expect(panel.sourceUrl).toMatch(/^https:\/\//);
    },
  );

  test('of the sample says what it holds, on which terms, and that it is a recording', async () => {
    const panels = new Map<string, { kind: string; population: string; terms: string; sourceUrl: string }>();
    for await (const { panel } of sampleCollectors()) {
      const known = panels.has(panel.panel);
      panels.set(panel.panel, panel);
      if (known && panels.size === 3) break;
    }
    expect([...panels.keys()].sort()).toEqual(['ai-nexus', 'do-me', 'radar']);
    for (const { kind, population, terms, sourceUrl } of panels.values()) {
      expect(kind).toBe('recording');
      expect(population).toMatch(/^\S.{20,}\.$/s);
      expect(terms).toMatch(/^(MIT|Apache-2\.0|CC-BY-4\.0|CC0-1\.0)\b.*Commit [0-9a-f]{7,40}\./s);
      expect(sourceUrl).toMatch(/^https:\/\//);
    }
  });

  test('has a name and a rank of its own', async () => {
    const recorded = (await readManifest()).map(({ name }) => name);
    const names = [...live.map(({ panel }) => panel.panel), ...recorded];
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(live.map(({ panel }) => panel.rank)).size).toBe(live.length);
  });
});

describe('every word', () => {
  test.each([...REGIONS, ...LICENSE_CLASSES, ...VERDICTS])(
    '$id has a name and a sentence',
    ({ id, name, says }) => {
      expect(id).toMatch(/^[a-z0-9]+([-_][a-z0-9]+)*$/);
      expect(name).not.toBe('');
      expect(says).toMatch(/^\S.{10,}\.$/);
    },
  );

  test('of a list is there once', () => {
    for (const list of [REGIONS, LICENSE_CLASSES, SIZE_CLASSES, VERDICTS]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
      expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
    }
  });

  test('for a size has bounds that touch and do not overlap', () => {
    const bounds = SIZE_CLASSES.flatMap(({ from }) => (from === null ? [] : [from]));
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    expect(bounds[0]).toBe(0);
    expect(SIZE_CLASSES.filter(({ from }) => from === null).map(({ id }) => id)).toEqual(['unknown']);
  });
});
