import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Ask, FigureAsk } from '../../../../src/lib/claims/ask.ts';
import { isFigureAsk } from '../../../../src/lib/claims/ask-of.ts';
import type { Claim } from '../../../../src/lib/claims/claim.ts';
import { CLAIMS } from '../../../../src/lib/claims/index.ts';
import { ORGS } from '../../../../src/lib/claims/ledger/words.ts';
import { partsOf } from '../../../../src/lib/claims/parts-of.ts';
import { definitionOf } from '../../../../src/lib/definition/defaults.ts';
import type { Definition } from '../../../../src/lib/definition/definition.ts';
import { parseDefinition } from '../../../../src/lib/definition/parse.ts';
import { printDefinition } from '../../../../src/lib/definition/print.ts';
import { groupsOf } from '../../../../src/lib/definition/vocabulary.ts';

const upTo = (section: string, last: number) =>
  Array.from({ length: last }, (_, at) => `${section}${at + 1}`);

test('every row of the survey is in the ledger, once and in order', () => {
  expect(CLAIMS.map(({ id }) => id)).toEqual([
    ...upTo('S', 23),
    ...upTo('C', 11),
    ...upTo('O', 11),
    ...upTo('D', 9),
    ...upTo('Z', 10),
    ...upTo('P', 10),
    ...upTo('K', 13),
  ]);
  expect(CLAIMS).toHaveLength(87);
});

describe('every claim', () => {
  test.each(CLAIMS)('$id quotes briefly and says who, what and when', (claim) => {
    expect(claim.title).toMatch(/^\S.{3,80}$/);
    expect(claim.quote.split(/\s+/).length).toBeLessThanOrEqual(25);
    expect(claim.source.speaker).not.toBe('');
    expect(claim.source.url ?? 'https://').toMatch(/^https:\/\//);
    expect(claim.source.date ?? '2026').toMatch(/^20\d\d(-\d\d(-\d\d)?)?$/);
    expect(claim.compiled).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(claim.definition).toMatch(/^[A-Z0-9].+\.$/);
    expect(claim.remark ?? 'None.').toMatch(/[.”]$/);
  });

  test.each(CLAIMS)('$id can be compared with something, or says why not', ({ values, fixed }) => {
    if (fixed) expect(fixed.says).toMatch(/^[A-Z].{20,}\.$/);
    else expect(values.length).toBeGreaterThan(0);
    const labels = values.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  test.each(CLAIMS)('$id publishes numbers of its unit, with a tolerance', ({ values }) => {
    for (const { published, unit, tolerance } of values) {
      if (unit === 'day') expect(published).toMatch(/^20\d\d-\d\d-\d\d$/);
      else expect(published).toBeTypeOf('number');
      expect('by' in tolerance ? tolerance.by : tolerance.part).toBeGreaterThanOrEqual(0);
    }
  });

  test.each(CLAIMS)(
    '$id counts its alternates otherwise, each under its own name',
    ({ values, alternates }) => {
      expect(alternates.filter(({ ask }) => values.some((value) => sameAs(value.ask, ask)))).toEqual([]);
      expect(new Set(alternates.map(({ name }) => name)).size).toBe(alternates.length);
    },
  );
});

describe('every definition of the ledger', () => {
  const asked = CLAIMS.flatMap((claim) => figuresOf(claim).map((ask) => ({ id: claim.id, ask })));

  test.each(asked)('of $id is one the grammar allows, and stays the same through an address', ({ ask }) => {
    const said = { ...ask.of, panel: 'hub' };
    const parsed = parseDefinition(new URLSearchParams(printDefinition(said)));
    expect(printDefinition(parsed)).toBe(printDefinition(said));
    expect(parsed).toEqual({ ...definitionOf(said), lenses: parsed.lenses });
  });

  test.each(asked)('of $id asks for groups that there are', ({ ask }) => {
    for (const { dimension, id } of groupsAsked(ask)) expect(idsOf(dimension, ask.of)).toContain(id);
  });
});

test('publishers and families of the ledger are those of the reference', () => {
  const publishers = firstColumn('publishers');
  expect(
    Object.values(ORGS)
      .flat()
      .filter((id) => !publishers.includes(id)),
  ).toEqual([]);
  const families = firstColumn('families');
  const named = CLAIMS.flatMap((claim) => asksOf(claim).flatMap(familiesIn));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((id) => !families.includes(id))).toEqual([]);
});

function sameAs(a: Ask, b: Ask): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function asksOf({ values, alternates }: Claim): Ask[] {
  return [...values, ...alternates].flatMap(({ ask }) => leaves(ask));
}

function leaves(ask: Ask): readonly Ask[] {
  const parts = partsOf(ask);
  return parts.length > 0 ? parts.flatMap(leaves) : [ask];
}

function figuresOf(claim: Claim): FigureAsk[] {
  return asksOf(claim).filter(isFigureAsk);
}

function groupsAsked(ask: FigureAsk) {
  const wanted = ask.ask === 'first' ? [...ask.more, ...ask.than] : 'groups' in ask ? [...ask.groups] : [];
  const patterns = wanted.flatMap((pattern) =>
    pattern.flatMap((id, at) => (id === '*' ? [] : [{ dimension: ask.of.by[at] ?? 'year', id }])),
  );
  const lenses = Object.entries(ask.of.lenses).flatMap(([dimension, ids]) =>
    (ids ?? []).map((id) => ({ dimension: dimension as keyof Definition['lenses'], id })),
  );
  return [...patterns, ...lenses];
}

/** Group ids of a dimension: those of its words, or of the reference. */
function idsOf(dimension: Parameters<typeof groupsOf>[0], { scheme }: Definition): readonly string[] {
  const closed = groupsOf(dimension, scheme)?.map(({ id }) => id);
  if (closed) return [...closed, 'no-base'];
  if (dimension === 'publisher') return firstColumn('publishers');
  if (dimension === 'family') return firstColumn('families');
  if (dimension === 'license-id') return firstColumn('licenses');
  return ['image-text-to-text', 'gguf', 'lerobot', 'mlx', 'diffusers', 'transformers', 'peft'];
}

function familiesIn(ask: Ask): readonly string[] {
  if (ask.ask === 'family-size') return [ask.family];
  if (ask.ask === 'families-below') return ask.families;
  if (ask.ask === 'derivatives') return ask.family ?? [];
  return [];
}

function firstColumn(file: string): string[] {
  const text = readFileSync(new URL(`../../../../db/reference/${file}.csv`, import.meta.url), 'utf8');
  return text.split('\n').map((line) => line.split(',')[0] ?? '');
}
