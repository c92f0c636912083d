import { afterAll, beforeAll, expect, test } from 'vitest';
import { MILESTONES, RAM_AGES } from '../../db/vocab/concentration.ts';
import { addDays, daysBetween } from '../../src/lib/metrics/days.ts';
import { look } from '../collectors/listing.ts';
import { createChance } from '../oracle/chance.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { oldModels, released } from '../support/released.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

interface World {
  days: readonly string[];
  /** Released on `releasedOn`; `seen`: its counter by the day of each look that has it. */
  models: readonly { releasedOn: string; seen: ReadonlyMap<string, number> }[];
}

/** Twenty looks with gaps at thirty models that appear late, rise, fall a little, leave and come back. */
function randomWorld(seed: number): World {
  const chance = createChance(seed);
  const days = ['2026-10-01'];
  while (days.length < 20)
    days.push(addDays(days.at(-1) ?? '', 1 + (chance.happens(0.3) ? chance.below(6) : 0)));
  const models = Array.from({ length: 30 }, () => {
    const releasedOn = addDays('2026-09-28', chance.below(30));
    const from = addDays(releasedOn, chance.below(4));
    const pace = 10 ** (3 + chance.below(3));
    let count = 1500;
    const seen = new Map<string, number>();
    for (const day of days) {
      count += chance.happens(0.2) ? 0 : chance.happens(0.1) ? -Math.floor(count * 0.02) : chance.below(pace);
      if (count < 1100) count = 1100;
      if (day >= from && !chance.happens(0.06)) seen.set(day, count);
    }
    return { releasedOn, seen };
  });
  return { days, models };
}

/** The lines between the looks that have a model; the first begins at nothing on the day of release. */
function linesOf({ releasedOn, seen }: World['models'][number]) {
  const points = [...seen].map(([day, count]) => ({ age: daysBetween(releasedOn, day), count }));
  return points.map((to, at) => ({ from: points[at - 1] ?? { age: Math.min(0, to.age), count: 0 }, to }));
}

function expectedOf({ models, days }: World) {
  const kept = models
    .map((model, n) => ({ n, ...model }))
    .filter(({ releasedOn }) => releasedOn >= (days[0] ?? ''));
  const milestones = kept.flatMap((model) =>
    MILESTONES.flatMap((threshold) => {
      const line = linesOf(model).find(({ from, to }) => from.count < threshold && threshold <= to.count);
      if (!line) return [];
      const { from, to } = line;
      const age = from.age + ((to.age - from.age) * (threshold - from.count)) / (to.count - from.count);
      return [`m${model.n} ${threshold}: ${Math.max(0, age).toFixed(6)}`];
    }),
  );
  const ages = kept.flatMap((model) =>
    RAM_AGES.flatMap((age) => {
      const line = linesOf(model).find(({ from, to }) => from.age < age && age <= to.age);
      if (!line) return [];
      const { from, to } = line;
      const count = from.count + ((to.count - from.count) * (age - from.age)) / (to.age - from.age);
      return count < 1000 ? [] : [`m${model.n} at ${age}: ${count.toFixed(4)}`];
    }),
  );
  return { milestones: milestones.toSorted(), ages: ages.toSorted() };
}

async function keptOf(panel: string) {
  const { db } = database;
  const milestones = await db<{ name: string; threshold: number; age: number }[]>`
    select split_part(m.repo_id, '/', 2) as "name", t.threshold::float8 as "threshold", t.age_days as "age"
    from model_milestones t join models m using (model_id) join panels p using (panel_id) where p.panel = ${panel}`;
  const ages = await db<{ name: string; age: number; downloads: number }[]>`
    select split_part(m.repo_id, '/', 2) as "name", a.age::int as "age", a.downloads as "downloads"
    from model_ages a join models m using (model_id) join panels p using (panel_id) where p.panel = ${panel}`;
  return {
    milestones: milestones
      .map(({ name, threshold, age }) => `${name} ${threshold}: ${age.toFixed(6)}`)
      .toSorted(),
    ages: ages.map(({ name, age, downloads }) => `${name} at ${age}: ${downloads.toFixed(4)}`).toSorted(),
  };
}

test.each([1, 2, 3])(
  'kept look by look, milestones and ages are those of the lines drawn by hand (%i)',
  async (seed) => {
    const world = randomWorld(seed);
    const panel = `random-${seed}`;
    for (const day of world.days) {
      const models = world.models.flatMap(({ releasedOn, seen }, n) => {
        const downloadsAllTime = seen.get(day);
        if (downloadsAllTime === undefined) return [];
        return [released(releasedOn, seed * 100 + n, { id: `${panel}/m${n}`, downloadsAllTime })];
      });
      await look(database.db, day, [...oldModels, ...models], { panel });
    }

    const expected = expectedOf(world);
    expect(expected.milestones.length).toBeGreaterThan(40);
    expect(expected.ages.length).toBeGreaterThan(30);
    expect(await keptOf(panel)).toEqual(expected);

    // Read anew from all observations they are the same.
    await database.db`update model_milestones set reached_on = reached_on + 1`;
    await database.db`update model_ages set reached_on = reached_on + 1`;
    await database.db`select correct_ages(p.panel_id) from panels p where p.panel = ${panel}`;
    expect(await keptOf(panel)).toEqual(expected);
  },
);
