import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readReference } from '../../db/load-reference.ts';
import { DIMENSIONS } from '../../db/vocab/dimensions.ts';
import { MEASURES } from '../../db/vocab/measures.ts';
import { SIZE_SCHEMES } from '../../db/vocab/size-classes.ts';
import {
  ATTRIBUTIONS,
  COUNTINGS,
  FACTS,
  INFRASTRUCTURES,
  STEPS,
  UNIVERSES,
  UNKNOWNS,
} from '../../src/lib/definition/choices.ts';
import { printDefinition } from '../../src/lib/definition/print.ts';
import { readFigure } from '../../src/lib/metrics/engine/read-figure.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { firstDifference } from './compare.ts';
import { generateDefinitions } from './generate-definitions.ts';
import { generateWorld } from './generate-population.ts';
import { judgeWorld } from './judge-world.ts';
import { loadWorld, sliceEveryPanel } from './load-world.ts';
import { createOracle } from './oracle.ts';

/** CENSUS_ORACLE=20000 makes the world as large as the engine was proven on. */
const MODELS = Number(process.env.CENSUS_ORACLE ?? 300);
const SEED = Number(process.env.CENSUS_ORACLE_SEED ?? 4);
const DEFINITIONS = 320;

const { world, reference } = generateWorld(readReference(), MODELS, SEED);
const snapshots = judgeWorld(world);
const definitions = generateDefinitions(snapshots, DEFINITIONS, SEED);
const answer = createOracle(snapshots);

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await sliceEveryPanel(database.db);
  await loadWorld(database.db, world, reference);
}, 1_800_000);

afterAll(() => database.drop());

test(`the engine answers ${DEFINITIONS} definitions as a plain count of ${MODELS} models does`, async () => {
  const wrong: string[] = [];
  for (const definition of definitions) {
    const address = decodeURIComponent(printDefinition(definition));
    const figure = await readFigure(database.db, definition).catch((error: unknown) => String(error));
    const difference =
      typeof figure === 'string'
        ? figure
        : firstDifference(definition, figure, answer(definition, figure.step));
    if (difference !== null) wrong.push(`${address}\n    ${difference}`);
  }
  expect(wrong).toEqual([]);
}, 1_800_000);

describe('the definitions ask for everything', () => {
  const occurring = <Word>(read: (definition: (typeof definitions)[number]) => readonly Word[]) =>
    new Set(definitions.flatMap(read));

  test.each([
    ['measure', MEASURES, occurring(({ measure }) => [measure])],
    ['by', DIMENSIONS, occurring(({ by }) => by)],
    ['lens', DIMENSIONS, occurring(({ lenses }) => Object.keys(lenses))],
    ['universe', UNIVERSES, occurring(({ universe }) => [universe])],
    ['attribution', ATTRIBUTIONS, occurring(({ attribution }) => [attribution])],
    ['counting', COUNTINGS, occurring(({ counting }) => [counting])],
    ['facts', FACTS, occurring(({ facts }) => [facts])],
    ['unknown', UNKNOWNS, occurring(({ unknown }) => [unknown])],
    ['scheme', SIZE_SCHEMES, occurring(({ scheme }) => [scheme])],
    ['infrastructure', INFRASTRUCTURES, occurring(({ infrastructure }) => [infrastructure])],
    ['step', STEPS, occurring(({ step }) => [step])],
  ])('every %s', (_, choices, words) => {
    expect(choices.map(({ id }) => id).filter((id) => !new Set<string>(words).has(id))).toEqual([]);
  });

  test('every kind of pair, up to three lenses, every kind of window', () => {
    const kindOf = (id: string) => DIMENSIONS.find((one) => one.id === id)?.of;
    const pairs = occurring(({ by }) => (by.length === 2 ? [by.map(kindOf).toSorted().join(' ')] : []));
    expect([...pairs].toSorted()).toEqual([
      'model model',
      'model origin',
      'model publisher',
      'origin publisher',
      'publisher publisher',
    ]);
    expect([...occurring(({ lenses }) => [Object.keys(lenses).length])].toSorted()).toEqual([0, 1, 2, 3]);
    const windows = occurring(({ window }) => [
      window === null ? 'whole' : 'days' in window ? 'trailing' : 'clipped',
    ]);
    expect(windows.size).toBe(3);
  });
});
