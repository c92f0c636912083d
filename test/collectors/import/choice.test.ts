import { describe, expect, test } from 'vitest';
import { createChoice } from '../../../collectors/import/choice.ts';
import { daysOfMonth, isDay } from '../../../collectors/import/days.ts';

const EVERY_DAY = { from: null, to: null, every: 1, again: false };
const held = (published: string[], rejected: string[] = []) => ({ published, rejected, open: null });

describe('a day is', () => {
  test('wanted after the newest published one, and too old before it', () => {
    const { verdictOf } = createChoice(
      held(['2025-09-03', '2025-09-05'], ['2025-09-04', '2025-09-06']),
      EVERY_DAY,
    );

    const days = ['2025-09-02', '2025-09-03', '2025-09-04', '2025-09-05', '2025-09-06', '2025-09-07'];
    expect(days.map(verdictOf)).toEqual([
      'too-old',
      'published',
      'rejected',
      'published',
      'rejected',
      'wanted',
    ]);
  });

  test('outside of what was asked for, whatever is there', () => {
    const { verdictOf } = createChoice(held(['2025-09-03']), {
      ...EVERY_DAY,
      from: '2025-09-04',
      to: '2025-09-05',
    });

    expect(['2025-09-03', '2025-09-04', '2025-09-05', '2025-09-06'].map(verdictOf)).toEqual([
      'outside',
      'wanted',
      'wanted',
      'outside',
    ]);
  });

  test('wanted again after a rejection where that is asked for, once, and never among older days', () => {
    const choice = createChoice(held(['2025-09-03'], ['2025-09-02', '2025-09-04']), {
      ...EVERY_DAY,
      again: true,
    });

    expect(choice.verdictOf('2025-09-02')).toBe('rejected');
    expect(choice.verdictOf('2025-09-04')).toBe('wanted');
    choice.closed('2025-09-04', 'rejected');
    expect(choice.verdictOf('2025-09-04')).toBe('rejected');
  });

  test('wanted a week after the last published one, counted on over the end of a month and over calls', () => {
    const weekly = { ...EVERY_DAY, every: 7 };
    const choice = createChoice(held([]), weekly);
    choice.closed('2025-02-24', 'published');

    expect(choice.verdictOf('2025-03-02')).toBe('between');
    expect(choice.verdictOf('2025-03-03')).toBe('wanted');
    choice.closed('2025-03-03', 'rejected');
    expect(choice.verdictOf('2025-03-04')).toBe('wanted');
    expect(createChoice(held(['2025-02-24'], ['2025-03-03']), weekly).verdictOf('2025-03-04')).toBe('wanted');
  });
});

describe('a text is', () => {
  test.each([
    ['2025-02-28', true],
    ['2024-02-29', true],
    ['2025-02-29', false],
    ['2025-13-01', false],
    ['2014-12-31', false],
    ['2025-09-26', false],
    ['2025-9-1', false],
    ['2025-09-01T00:00:00Z', false],
    [null, false],
  ])('%s a day that can have been: %s', (text, is) => {
    expect(isDay(text, '2025-09-25')).toBe(is);
  });
});

test('a month has its days, also in a leap year', () => {
  expect(daysOfMonth('2024-02')).toHaveLength(29);
  expect(daysOfMonth('2024-02').at(-1)).toBe('2024-02-29');
});
