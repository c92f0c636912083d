import { expect, test } from 'vitest';
import { readReference } from '../../db/load-reference.ts';
import { generateWorld } from './generate-population.ts';
import { judgeWorld } from './judge-world.ts';
import type { Entry } from './world.ts';

const { world } = generateWorld(readReference(), 2000, 4);
const published = world.looks.filter(({ fate }) => fate === 'published');
const snapshots = judgeWorld(world);
const newest = snapshots.at(-1)?.models ?? [];

/** Every model with what it said in each published look; null where it was not there. */
const histories = world.models.map((_, n) => published.map(({ entries }) => found(entries, n)));

function found(entries: readonly Entry[], model: number): Entry | null {
  // Entries stand in the order of models.
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.model ?? Infinity) < model) low = middle + 1;
    else high = middle;
  }
  const entry = entries[low];
  return entry?.model === model ? entry : null;
}

/** In how many histories two looks, one after the other, are such. */
function stepsWhere(is: (before: Entry, after: Entry) => boolean): number {
  return histories.filter((history) =>
    history.some((after, i) => {
      const before = history[i - 1];
      return before && after && is(before, after);
    }),
  ).length;
}

test('the same seed makes the same world, another seed another', () => {
  const of = (seed: number) => JSON.stringify(generateWorld(readReference(), 50, seed).world.looks);
  expect(of(1)).toBe(of(1));
  expect(of(1)).not.toBe(of(2));
});

test('40 looks are published, one gave way to another, one was rejected', () => {
  expect(published.length).toBe(40);
  expect(world.looks.map(({ fate }) => fate).filter((fate) => fate !== 'published')).toEqual([
    'rejected',
    'superseded',
  ]);
});

test.each([
  ['leaves for good', () => histories.filter((all) => all.at(-1) === null && all.some((one) => one)).length],
  [
    'comes back',
    () =>
      histories.filter((all) =>
        all.some((one, i) => one && all[i - 1] === null && all.slice(0, i).some((early) => early)),
      ).length,
  ],
  ['appears later', () => histories.filter((all) => all[0] === null && all.some((one) => one)).length],
  ['is renamed', () => stepsWhere((a, b) => a.said.repoId !== b.said.repoId)],
  [
    'moves to another namespace',
    () => stepsWhere((a, b) => a.said.repoId.split('/')[0] !== b.said.repoId.split('/')[0]),
  ],
  ['changes its license', () => stepsWhere((a, b) => a.said.licenseId !== b.said.licenseId)],
  ['changes its bases', () => stepsWhere((a, b) => a.said.bases !== b.said.bases)],
  ['loses downloads', () => stepsWhere((a, b) => (b.downloadsAllTime ?? 0) < (a.downloadsAllTime ?? 0))],
  [
    'says no counter of all time',
    () => histories.filter((all) => all.some((one) => one?.downloadsAllTime === null)).length,
  ],
  ['says no likes', () => histories.filter((all) => all.some((one) => one?.likes === null)).length],
])('some model %s', (_, count) => {
  expect(count()).toBeGreaterThan(5);
});

test.each([
  ['several roots', () => newest.filter(({ kind }) => kind.roots.length > 2).length],
  [
    'a base and no resolved root',
    () => newest.filter(({ kind }) => kind.derived && kind.inheritance === 'no-base').length,
  ],
  ['a size that nobody knows', () => newest.filter(({ kind }) => kind.parameters === null).length],
  [
    'an uploader of several countries',
    () => newest.filter(({ kind }) => kind.uploader.onDay.seats.length > 1).length,
  ],
  [
    'an uploader whose facts change',
    () =>
      snapshots[0]?.models.filter(({ kind }) => kind.uploader.onDay.type !== kind.uploader.today.type).length,
  ],
  [
    'an uploader nobody reviewed',
    () => newest.filter(({ kind }) => kind.uploader.onDay.publisher === '').length,
  ],
  [
    'a correction of its release',
    () => newest.filter(({ kind }) => kind.released?.startsWith('2021')).length,
  ],
  [
    'a family by its root',
    () => newest.filter(({ kind }) => kind.derived && kind.roots.some(({ family }) => family !== '')).length,
  ],
  ['the mark of infrastructure', () => newest.filter(({ infrastructure }) => infrastructure).length],
  ['a place on the tracked list', () => newest.filter(({ kind }) => kind.tracked).length],
  ['a family of its uploader', () => newest.filter(({ kind }) => kind.firstParty).length],
])('some model has %s', (_, count) => {
  expect(count()).toBeGreaterThan(5);
});

test('packed models count as their base does', () => {
  const packed = published.at(-1)?.entries.filter(({ said }) => said.quantization !== null) ?? [];
  const differing = packed.filter(({ model, said }) => {
    const at = published.at(-1)?.entries.findIndex((entry) => entry.model === model) ?? -1;
    return newest[at]?.kind.parameters !== said.parameters;
  });
  expect(differing.length).toBeGreaterThan(20);
});
