import { expect, test } from 'vitest';
import { type Edge, growTrees, type TreeNode } from '../../../../../src/lib/metrics/lineage/grow-tree.ts';

const edge = (childId: number, parentId: number, place = 1): Edge => ({
  ...{ childId, parentId, place },
  relation: 'finetune',
  declaredIn: 'card',
  verdict: 'ok',
});

/** `1(3(4) 2)`: models with what is below them, in order. */
const drawn = ({ modelId, children }: TreeNode): string =>
  `${modelId}${children.length === 0 ? '' : `(${children.map(drawn).join(' ')})`}`;

const of = (counts: Record<number, number>) => ({
  downloads: new Map(Object.entries(counts).map(([id, count]) => [Number(id), count])),
});

test('the biggest branch comes first, by what is below it too', () => {
  const [tree] = growTrees([1], [edge(2, 1), edge(3, 1), edge(4, 3)], of({ 1: 1, 2: 50, 3: 10, 4: 90 }));
  expect(tree && drawn(tree)).toBe('1(3(4) 2)');
  expect(tree?.sum).toEqual({ models: 4, downloads30d: 151 });
  expect(tree?.height).toBe(2);
});

test('a model of several bases stands once, under the first it declares, and says so', () => {
  const [tree] = growTrees([1], [edge(2, 1), edge(3, 1), edge(4, 3, 1), edge(4, 2, 2)], of({ 4: 7 }));
  expect(tree && drawn(tree)).toBe('1(3(4) 2)');
  expect(tree?.children[0]?.children[0]?.alsoUnder).toBe(1);
  expect(tree?.sum.downloads30d).toBe(7);
});

test('it stands there though another of its bases is nearer to the root; near, as close as it can', () => {
  const edges = [edge(2, 1), edge(3, 2, 1), edge(3, 1, 2)];
  const [tree] = growTrees([1], edges, of({}));
  const [close] = growTrees([1], edges, { ...of({}), near: true });
  expect([tree && drawn(tree), close && drawn(close)]).toEqual(['1(2(3))', '1(2 3)']);
});

test('a first base that hangs below the model itself is passed over', () => {
  const [tree] = growTrees([1], [edge(2, 1, 2), edge(3, 2), edge(2, 3, 1)], of({}));
  expect(tree && drawn(tree)).toBe('1(2(3))');
});

test('circles end', () => {
  const [tree] = growTrees([1], [edge(2, 1), edge(3, 2), edge(1, 3), edge(2, 3)], of({ 1: 1, 2: 1, 3: 1 }));
  expect(tree && drawn(tree)).toBe('1(2(3))');
  expect(tree?.sum.models).toBe(3);
});

test('a model that is there no more holds its branch and counts as no model', () => {
  const [tree] = growTrees([1], [edge(2, 1), edge(3, 2)], of({ 1: 5, 3: 6 }));
  expect(tree && drawn(tree)).toBe('1(2(3))');
  expect(tree?.sum).toEqual({ models: 2, downloads30d: 11 });
});

test('a chain of a thousand models is no danger', () => {
  const edges = Array.from({ length: 1000 }, (_, i) => edge(i + 2, i + 1));
  expect(growTrees([1], edges, of({}))[0]?.height).toBe(1000);
});
