import { expect, test } from 'vitest';
import { writeContest } from '../../../../src/lib/findings/write-contest.ts';
import { figureOf } from './made-figure.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const months = ['2026-03-02', '2026-03-30', '2026-05-04', '2026-06-01'];
const contest = (values: Parameters<typeof figureOf>[0]['values'], made = {}) => {
  const figure = figureOf({ by: ['region'], values, periods: months, step: 'month', of: 'hub', ...made });
  const ids = Object.keys(values).filter((id) => id !== 'unknown');
  return plain(
    writeContest(
      figure,
      ids.map((id) => [id]),
    ),
  );
};

test('who overtook whom is told with the month, and how far ahead it is', () => {
  expect(contest({ us: [9000, 8000, 6000, 6000], cn: [2000, 4000, 7000, 9000] })).toMatch(
    /^China passed the United States in downloads among all models of the Hub in May 2026 and had 1\.5 times as many on /,
  );
});

test('the last passing counts, and the second of today is named beside the one that was passed', () => {
  expect(
    contest({ us: [9000, 5000, 9000, 3000], cn: [2000, 6000, 7000, 9000], europe: [1000, 1000, 1000, 8000] }),
  ).toMatch(
    /^China passed the United States in downloads .* and leads with 9,000, ahead of Europe with 8,000 and /,
  );
});

test('a leader that never was behind leads throughout the record', () => {
  expect(contest({ us: [9000, 9000, 9000, 9000], cn: [2000, 4000, 7000, 8000] })).toMatch(
    /^The United States leads in downloads .* with 9,000, ahead of China with 8,000 on .*, as throughout the record\.$/,
  );
});

test('small counts tell no leader, equal ones are level, and nothing is nothing', () => {
  expect(contest({ us: [10, 10, 10, 90], cn: [2, 4, 7, 80] })).toMatch(
    /too few downloads .* to tell who leads/,
  );
  expect(contest({ us: [1, 1, 1, 9000], cn: [2, 4, 7, 9000] })).toMatch(
    /are level in downloads .*, with 9,000/,
  );
  expect(contest({ us: [0, 0, 0, 0], cn: [0, 0, 0, 0] })).toMatch(/^None of them has any downloads/);
});

test('a lead over noise is no passing: the one before has to have been worth counting', () => {
  expect(contest({ us: [3, 2, 900, 9000], cn: [5, 4, 800, 3000] })).not.toMatch(/passed/);
});

test('what is not known stands beside it, and a name that begins small is not raised', () => {
  const figure = figureOf({
    by: ['publisher'],
    names: { xai: 'xAI', acme: 'Acme' },
    values: { xai: 9000, acme: 4000, UNREVIEWED: 1000 },
  });
  const says = plain(writeContest(figure, [['xai'], ['acme']]));
  expect(says).toMatch(/^The publisher xAI leads in downloads /);
  expect(says).toMatch(/; 7 % of downloads have no known publisher\.$/);
});
