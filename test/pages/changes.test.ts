import { expect, test } from 'vitest';
import { CHANGE_KINDS, type Change } from '../../src/lib/metrics/changes.ts';
import { changeLines, sayChange } from '../../src/lib/site/changes-view.ts';
import { textOf } from '../../src/lib/site/phrase.ts';
import { hostile } from './fixtures.ts';

const change: Change = {
  eventId: 1,
  panel: 'made-up',
  asOf: '2026-08-05',
  modelId: 1,
  repoId: 'acme/a',
  kind: 'renamed',
  before: null,
  after: null,
};

test.each([
  ['renamed', 'a/b', 'c/d', 'Renamed from a/b to c/d'],
  ['license-looser', 'llama3.1', 'apache-2.0', 'License label went from llama3.1 to apache-2.0, looser'],
  ['license-tighter', 'mit', 'other: mnpl', 'License label went from mit to other: mnpl, tighter'],
  [
    'license-lateral',
    'mit',
    'apache-2.0',
    'License label went from mit to apache-2.0, neither tighter nor looser',
  ],
  ['license-changed', 'mit', 'x', 'License label went from mit to x, which way cannot be told'],
  ['license-declared', 'none', 'mit', 'License label declared: mit, none before'],
  ['license-dropped', 'mit', 'none', 'License label dropped, was mit'],
  ['gating', 'no', 'manual', 'Gating: manual, was open'],
  ['gating', null, 'no', 'Gating: open, was not stated'],
  ['parameters', '7000000000', '8000000000', 'Parameters: 8,000,000,000, was 7,000,000,000'],
  ['parameters', '7000000000', null, 'Parameters: unknown, was 7,000,000,000'],
  ['disabled', 'false', 'true', 'Disabled by the Hub'],
  ['disabled', 'true', 'false', 'No longer disabled by the Hub'],
  ['bases', null, 'acme/a acme/b', 'Declared bases: acme/a, acme/b; was none'],
  ['bases', 'acme/a', '', 'Declared bases: none; was acme/a'],
  ['task', 'text-generation', null, 'Task: none, was text-generation'],
  [
    'removed',
    '3000000000',
    null,
    'Removed: not named by two complete looks; last seen with 3,000,000,000 downloads in 30 days',
  ],
  ['removed', null, null, 'Removed: not named by two complete looks; its last downloads are not recorded'],
  ['reappeared', '2026-08-02', null, 'Back on the Hub, after it was found gone on 2 August 2026'],
  ['recreated', '66', '67', 'A new repo under a name that an earlier model had; the two are kept apart'],
] as const)('%s from %s to %s is a sentence', (kind, before, after, says) => {
  expect(textOf(sayChange({ ...change, kind, before, after }))).toBe(says);
});

test('every kind of change has a sentence', () => {
  expect(CHANGE_KINDS.filter((kind) => textOf(sayChange({ ...change, kind })).length < 12)).toEqual([]);
});

test('a name from outside stands apart from the words around it', () => {
  expect(sayChange({ ...change, before: hostile, after: 'acme/b' })).toEqual([
    'Renamed from ',
    { name: hostile, href: null },
    ' to ',
    { name: 'acme/b', href: null },
  ]);
});

test('what two panels saw is said once, on the day of the first; what happened twice is said twice', () => {
  const seen = (eventId: number, panel: string, asOf: string, before: string, after: string): Change => ({
    ...change,
    eventId,
    panel,
    asOf,
    kind: 'gating',
    before,
    after,
  });
  const lines = changeLines([
    seen(5, 'head', '2026-08-06', 'no', 'auto'),
    seen(4, 'hub', '2026-08-05', 'no', 'auto'),
    seen(3, 'head', '2026-08-04', 'auto', 'no'),
    seen(2, 'hub', '2026-08-03', 'auto', 'no'),
    seen(1, 'hub', '2026-08-01', 'no', 'auto'),
  ]);
  expect(lines.map(({ asOf, says }) => `${asOf} ${textOf(says)}`)).toEqual([
    '2026-08-05 Gating: auto, was open',
    '2026-08-03 Gating: open, was auto',
    '2026-08-01 Gating: auto, was open',
  ]);
});
