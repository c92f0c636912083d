import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadReference, readReference } from '../../db/load-reference.ts';
import { packClosedMonths } from '../../db/pack.ts';
import { rejudge } from '../../db/rejudge.ts';
import { printDefinition } from '../../src/lib/definition/print.ts';
import { readFigure } from '../../src/lib/metrics/engine/read-figure.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { firstDifference } from './compare.ts';
import { generateDefinitions } from './generate-definitions.ts';
import { generateWorld } from './generate-population.ts';
import { judgeWorld } from './judge-world.ts';
import { loadWorld, sliceEveryPanel } from './load-world.ts';
import { createOracle } from './oracle.ts';

const shipped = readReference();
const { world: whole, reference } = generateWorld(shipped, 240, 21);
/** Judging anew walks through every look; the newest ones cross the change of reference and the packed months. */
const world = { ...whole, looks: whole.looks.slice(-20) };
const snapshots = judgeWorld(world);
const definitions = generateDefinitions(snapshots, 120, 22);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('a history judged anew answers as if it had been judged so from the beginning', async () => {
  const { db } = database;
  await sliceEveryPanel(db);
  await loadWorld(db, world, shipped);
  expect(await packClosedMonths(db)).not.toEqual([]);
  await loadReference(db, reference);
  await rejudge(db);
  const answer = createOracle(snapshots);
  const wrong: string[] = [];
  for (const definition of definitions) {
    const figure = await readFigure(db, definition);
    const difference = firstDifference(definition, figure, answer(definition, figure.step));
    if (difference !== null)
      wrong.push(`${decodeURIComponent(printDefinition(definition))}\n    ${difference}`);
  }
  expect(wrong).toEqual([]);
}, 240_000);
