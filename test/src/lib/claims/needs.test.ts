import { describe, expect, test } from 'vitest';
import { less, share, times, value } from '../../../../src/lib/claims/ask-of.ts';
import { covers, needsOf, stretchOf } from '../../../../src/lib/claims/needs.ts';
import { relax } from '../../../../src/lib/claims/relax.ts';

const year = { from: '2024-08-01', until: '2025-09-01' };
const gained = share({ measure: 'downloadsGained', by: ['region'], window: year }, 'cn');
const onDay = (snapshot: string) => value({ measure: 'models', snapshot });

describe('what has to be published', () => {
  test('a gain needs snapshots over its window', () => {
    expect(needsOf(gained)).toEqual([{ need: 'span', from: '2024-08-01', until: '2025-09-01' }]);
  });

  test('a count of a day needs a snapshot of that day, a difference one of each', () => {
    expect(needsOf(less(onDay('2025-12-31'), onDay('2024-12-31')))).toEqual([
      { need: 'on', day: '2025-12-31' },
      { need: 'on', day: '2024-12-31' },
    ]);
  });

  test('new models need only a snapshot after their months', () => {
    const ask = value({ measure: 'newModels', window: { from: '2025-09-01', until: '2025-10-01' } });
    expect(needsOf(ask)).toEqual([{ need: 'by', day: '2025-09-30' }]);
  });

  test('a count without a day needs nothing but a snapshot', () => {
    expect(needsOf(value({ measure: 'models' }))).toEqual([]);
  });

  test.each([
    [['2025-08-01'], { need: 'on', day: '2025-08-01' }, true],
    [['2025-07-25'], { need: 'on', day: '2025-08-01' }, true],
    [['2025-07-24'], { need: 'on', day: '2025-08-01' }, false],
    [['2025-08-02'], { need: 'on', day: '2025-08-01' }, false],
    [['2024-08-08', '2025-08-24'], { need: 'span', ...year }, true],
    [['2024-08-09', '2025-08-31'], { need: 'span', ...year }, false],
    [['2024-08-01', '2025-08-23'], { need: 'span', ...year }, false],
    [['2025-09-29'], { need: 'by', day: '2025-09-30' }, false],
    [['2025-09-30'], { need: 'by', day: '2025-09-30' }, true],
    [['2025-08-16'], { need: 'near', day: '2025-09-30' }, true],
    [['2025-08-15'], { need: 'near', day: '2025-09-30' }, false],
    [['2025-08-15'], { need: 'two' }, false],
    [['2025-08-15', '2025-08-16'], { need: 'two' }, true],
    [['2025-01-01', '2025-12-31'], { need: 'trailing', days: 364 }, true],
    [['2025-01-09', '2025-12-31'], { need: 'trailing', days: 364 }, false],
    [[], { need: 'two' }, false],
  ] as const)('days %j meet %j: %s', (days, need, met) => {
    expect(covers(days, need).met).toBe(met);
  });

  test('half a window is half covered', () => {
    const { met, part } = covers(['2025-03-01', '2025-10-01'], { need: 'span', ...year });
    expect(met).toBe(false);
    expect(part).toBeCloseTo(183 / 395, 6);
    expect(covers(['2026-01-01', '2026-02-01'], { need: 'span', ...year }).part).toBe(0);
  });

  test('the days a claim speaks of reach from the first to the last', () => {
    expect(stretchOf([...needsOf(gained), { need: 'on', day: '2023-12-31' }, { need: 'two' }])).toEqual({
      from: '2023-12-31',
      until: '2025-09-01',
    });
    expect(stretchOf([{ need: 'two' }])).toBeNull();
  });
});

describe('the same question of today', () => {
  test('a count of a past day becomes one of the newest', () => {
    expect(relax(onDay('2025-12-31'))).toEqual(value({ measure: 'models' }));
  });

  test('a gain of a window, and a difference of two days, have no such question', () => {
    expect(relax(gained)).toBeNull();
    expect(relax(less(onDay('2025-12-31'), onDay('2024-12-31')))).toBeNull();
  });

  test('a ratio within one day has one', () => {
    const ask = times(onDay('2025-12-31'), onDay('2025-12-31'));
    expect(relax(ask)).toEqual(times(value({ measure: 'models' }), value({ measure: 'models' })));
  });
});
