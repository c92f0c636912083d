import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReference } from '../../db/load-reference.ts';
import { DIMENSIONS } from '../../db/vocab/dimensions.ts';
import { MEASURES } from '../../db/vocab/measures.ts';
import { SIZE_SCHEMES } from '../../db/vocab/size-classes.ts';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import type { Definition } from '../../src/lib/definition/definition.ts';
import { printDefinition } from '../../src/lib/definition/print.ts';
import { readFigure } from '../../src/lib/metrics/engine/read-figure.ts';
import type { Figure } from '../../src/lib/metrics/figure.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { generateDefinitions } from './generate-definitions.ts';
import { generateWorld } from './generate-population.ts';
import { judgeWorld } from './judge-world.ts';
import { loadWorld } from './load-world.ts';
import { createOracle } from './oracle.ts';

const { world, reference } = generateWorld(readReference(), 400, 11);
const snapshots = judgeWorld(world);
const kindOf = new Map(MEASURES.map(({ id, kind }) => [id, kind]));
const ofPublishers = DIMENSIONS.filter(({ of }) => of === 'publisher').map(({ id }) => id);

/** Definitions of what can be added up, and so has shares. */
const definitions = generateDefinitions(snapshots, 200, 12).filter(({ measure }) =>
  ['stock', 'flow'].includes(kindOf.get(measure) ?? ''),
);
const grouped = definitions.filter(({ by, attribution }) => by.length > 0 && attribution !== 'flow');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await loadWorld(database.db, world, reference);
}, 240_000);
afterAll(() => database.drop());

function read(definition: Definition, parts: Partial<Definition> = {}): Promise<Figure> {
  return readFigure(database.db, { ...definition, ...parts });
}

/** A definition by its address, for messages. */
function address(definition: Definition): string {
  return decodeURIComponent(printDefinition(definition));
}

/** Compares up to the last bits of a sum of parts. */
function expectClose(
  got: readonly (number | null)[],
  expected: readonly (number | null)[],
  definition: Definition,
) {
  const says = address(definition);
  expect(got.length, says).toBe(expected.length);
  const scale = Math.max(1, ...expected.map((one) => Math.abs(one ?? 0)));
  const far = got.findIndex((one, i) => {
    const other = expected[i] ?? null;
    return one === null || other === null ? one !== other : Math.abs(one - other) > 1e-9 * scale;
  });
  expect(far < 0 ? null : `${says}: ${far}: ${got[far]}, not ${expected[far]}`).toBeNull();
}

/** The series of the groups, added up by the ids in some places. */
function sumsBy(
  { groups, periods, totals }: Figure,
  places: readonly number[],
): Map<string, (number | null)[]> {
  const sums = new Map<string, (number | null)[]>();
  for (const { ids, series } of groups) {
    const key = places.map((place) => ids[place]).join('\n');
    const before = sums.get(key) ?? periods.map((_, i) => (totals[i] === null ? null : 0));
    sums.set(
      key,
      before.map((one, i) => (one === null ? null : one + (series[i] ?? 0))),
    );
  }
  return sums;
}

/** The places of all ids of a group. */
function placesOf({ definition: { by, attribution } }: Figure): number[] {
  return attribution === 'flow' ? [0, 1] : by.map((_, i) => i);
}

/** Sums by group are equal; a group that is missing counts nothing. */
function expectSameSums(got: Figure, places: readonly number[], expected: Figure, definition: Definition) {
  const [a, b] = [sumsBy(got, places), sumsBy(expected, placesOf(expected))];
  const nothing = got.totals.map((total) => (total === null ? null : 0));
  for (const key of new Set([...a.keys(), ...b.keys()]))
    expectClose(a.get(key) ?? nothing, b.get(key) ?? nothing, definition);
}

test('shares sum to 1, with what is not known or without it', async () => {
  for (const definition of grouped.filter(({ counting }) => counting !== 'full')) {
    for (const unknown of ['keep', 'drop'] as const) {
      const { groups, total } = await read(definition, { unknown });
      if (total) expectClose([groups.reduce((sum, { share }) => sum + (share ?? 0), 0)], [1], definition);
    }
  }
});

test('a share of everything is the share of what is known, times the coverage', async () => {
  for (const definition of grouped) {
    const [keep, drop] = [
      await read(definition, { unknown: 'keep' }),
      await read(definition, { unknown: 'drop' }),
    ];
    if (!drop.total) continue;
    const shares = new Map(drop.groups.map(({ ids, share }) => [ids.join(), share]));
    for (const { ids, open, share } of keep.groups)
      if (!open) expectClose([share], [(shares.get(ids.join()) ?? 0) * (keep.coverage ?? 0)], definition);
    expect(keep.coverage).toBe(drop.coverage);
  }
});

test('a band contains the share of everything and the share of what is known', async () => {
  for (const definition of grouped.filter(
    ({ measure, counting }) => kindOf.get(measure) === 'stock' && counting !== 'full',
  )) {
    const [keep, drop, band] = [
      await read(definition, { unknown: 'keep' }),
      await read(definition, { unknown: 'drop' }),
      await read(definition, { unknown: 'band' }),
    ];
    for (const group of band.groups.filter(({ band: one }) => one !== null)) {
      const same = ({ ids }: { ids: readonly string[] }) => ids.join() === group.ids.join();
      const { low = 0, high = 0 } = group.band ?? {};
      for (const figure of [keep, drop]) {
        const share = figure.groups.find(same)?.share ?? low;
        expect(
          low - 1e-9 <= share && share <= high + 1e-9,
          `${address(definition)} ${group.ids}: ${low} ${share} ${high}`,
        ).toBe(true);
      }
    }
  }
});

test('the totals by creators are those by uploaders', async () => {
  const narrow = definitions.filter(
    ({ lenses, attribution, counting }) =>
      attribution !== 'flow' && counting !== 'full' && !ofPublishers.some((dimension) => lenses[dimension]),
  );
  for (const definition of narrow.filter(({ unknown }) => unknown !== 'drop')) {
    const [creator, uploader] = [
      await read(definition, { attribution: 'creator' }),
      await read(definition, { attribution: 'uploader' }),
    ];
    expectClose(creator.totals, uploader.totals, definition);
    expectClose([creator.total], [uploader.total], definition);
  }
});

test('with infrastructure is without it, and the infrastructure', async () => {
  const alone = createOracle(
    snapshots.map((snapshot) => ({
      ...snapshot,
      models: snapshot.models.filter(({ infrastructure }) => infrastructure),
    })),
  );
  for (const definition of definitions.filter(
    ({ measure, unknown }) => measure !== 'newModels' && unknown !== 'drop',
  )) {
    const [all, without] = [
      await read(definition, { infrastructure: 'with' }),
      await read(definition, { infrastructure: 'without' }),
    ];
    const machines = alone({ ...definition, infrastructure: 'with' }, all.step);
    const both = without.totals.map((total, i) =>
      total === null ? null : total + (machines.totals[i] ?? 0),
    );
    expectClose(all.totals, both, definition);
    for (const { ids, series } of all.groups) {
      const pick = <Group extends { ids: readonly string[] }>(groups: readonly Group[]) =>
        groups.find((one) => one.ids.join('\n') === ids.join('\n'));
      const [a, b] = [pick(without.groups)?.series, pick(machines.groups)?.series];
      expectClose(
        series,
        series.map((one, i) => (one === null ? null : (a?.[i] ?? 0) + (b?.[i] ?? 0))),
        definition,
      );
    }
  }
});

test('every size scheme is a partition, and wider classes are made of narrower ones', async () => {
  for (const definition of definitions.filter(
    ({ lenses, attribution }) => !lenses.size && attribution !== 'flow',
  )) {
    const whole = await read(definition, { by: [], unknown: 'keep', counting: 'primary' });
    for (const { id } of SIZE_SCHEMES) {
      const figure = await read(definition, {
        by: ['size'],
        unknown: 'keep',
        scheme: id,
        counting: 'primary',
      });
      expectSameSums(figure, [], whole, definition);
    }
  }
  const models = definitionOf({ panel: 'hub', measure: 'models', by: ['size'], step: 'week' });
  const [ours, atom] = [await read(models), await read(models, { scheme: 'atom' })];
  const of = (figure: Figure, ids: readonly string[]) =>
    figure.groups
      .filter((group) => ids.includes(group.ids[0] ?? ''))
      .reduce((sum, { value }) => sum + (value ?? 0), 0);
  expect(of(atom, ['under-1b'])).toBe(of(ours, ['under-100m', '100m-1b']));
});

test('the order of lenses and of their groups does not matter', async () => {
  for (const definition of definitions.filter(({ lenses }) => Object.keys(lenses).length > 0)) {
    const turned = Object.fromEntries(
      Object.entries(definition.lenses)
        .toReversed()
        .map(([dimension, ids]) => [dimension, ids.toReversed()]),
    );
    const [one, other] = [await read(definition), await read(definition, { lenses: turned })];
    expect({ ...other, definition: null }, address(definition)).toEqual({ ...one, definition: null });
  }
});

test('the flow adds up to creators one way and to uploaders the other', async () => {
  const flows = definitions.filter(
    ({ attribution, lenses, counting }) =>
      attribution === 'flow' && counting !== 'full' && !ofPublishers.some((dimension) => lenses[dimension]),
  );
  expect(flows.length).toBeGreaterThan(5);
  for (const definition of flows) {
    const flow = await read(definition, { unknown: 'keep' });
    const of = (attribution: Definition['attribution']) => read(definition, { unknown: 'keep', attribution });
    expectSameSums(flow, [0], await of('creator'), definition);
    expectSameSums(flow, [1], await of('uploader'), definition);
  }
});

test('parts of countries add up to the whole; whole countries are at least the first ones', async () => {
  for (const definition of definitions.filter(
    ({ lenses, attribution }) => !lenses.region && !lenses.country && attribution !== 'flow',
  )) {
    for (const dimension of ['region', 'country'] as const) {
      const of = (counting: Definition['counting']) =>
        read(definition, { by: [dimension], counting, unknown: 'keep', step: 'week' });
      if (definition.measure === 'newModels') continue;
      const [primary, fractional, full] = [await of('primary'), await of('fractional'), await of('full')];
      expectClose(sumsBy(fractional, []).get('') ?? fractional.totals, primary.totals, definition);
      expectClose(full.totals, primary.totals, definition);
      if (kindOf.get(definition.measure) !== 'stock') continue;
      const first = new Map(primary.groups.map(({ ids, value }) => [ids[0], value ?? 0]));
      expect(full.groups.filter(({ ids, value }) => (value ?? 0) < (first.get(ids[0]) ?? 0) - 1e-6)).toEqual(
        [],
      );
    }
  }
});

test('models of known size are those that a lens on every known size class leaves', async () => {
  for (const definition of definitions.filter(({ lenses, universe }) => !lenses.size && universe === 'all')) {
    const classes = SIZE_SCHEMES.find(({ id }) => id === definition.scheme)?.classes ?? [];
    const size = classes.filter(({ from }) => from !== null).map(({ id }) => id);
    const step = definition.step === 'day' ? 'week' : definition.step;
    const known = await read(definition, { universe: 'parameters-known', step });
    const lensed = await read(definition, { lenses: { ...definition.lenses, size }, step });
    expectClose(lensed.totals, known.totals, definition);
    expectSameSums(lensed, placesOf(lensed), known, definition);
  }
});

test('a figure by two dimensions adds up to the figure by either', async () => {
  for (const definition of grouped.filter(({ by, counting }) => by.length === 2 && counting === 'primary')) {
    const both = await read(definition, { unknown: 'keep' });
    for (const place of [0, 1]) {
      const one = await read(definition, { unknown: 'keep', by: definition.by.slice(place, place + 1) });
      expectSameSums(both, [place], one, definition);
    }
  }
});
