import { SIZE_CLASSES } from '../../../../db/vocab/size-classes.ts';
import { formatDay } from '../../format/dates.ts';
import { formatChange, formatShare } from '../../format/numbers.ts';
import type { Figure } from '../../metrics/figure.ts';
import { paths } from '../paths.ts';
import { type ReviewAnswer, row } from './answer.ts';
import { about, linked, since } from './leaders.ts';
import {
  type At,
  changeCell,
  keysOf,
  lastLook,
  lookUpTo,
  percentCell,
  shareOf,
  shiftWords,
} from './looks.ts';
import type { ReviewReading } from './read-review.ts';

/** What counts as small here: under one billion parameters. */
const small = SIZE_CLASSES.filter(({ from }) => from !== null && from < 1e9).map(({ id }) => id);

/** 5: whether small models take over, or only seem to. */
export function smallModels(reading: ReviewReading): ReviewAnswer {
  const { size, sizeWithout, sizeOfModels, marks } = reading;
  const mark = marks.year ?? marks.before;
  const pair = (figure: Figure) => ({ now: lastLook(figure), past: lookUpTo(figure, mark) });
  const [all, without, ofModels] = [pair(size), pair(sizeWithout), pair(sizeOfModels)];
  const change = ({ now, past }: { now: At; past: At | null }) => {
    const [is, was] = [shareOf(now, small), shareOf(past, small)];
    return is === null || was === null || past?.at === now.at ? null : is - was;
  };
  const moved = change(all);
  const shifted = shiftWords(all.now, all.past);
  const others = [change(without), change(ofModels)];
  const keys = keysOf(size);
  const classes = SIZE_CLASSES.filter(({ from }) => from !== null);
  const stands = `Models under 1B parameters have ${formatShare(shareOf(all.now, small))} of downloads on ${formatDay(marks.now)}`;
  return {
    id: 'sizes',
    question: 'Are small models taking over, or is that a counting effect?',
    says: [
      moved === null || mark === null
        ? `${stands}; there is no earlier snapshot to tell whether they gain.`
        : `${stands}, ${formatChange(moved)} since ${formatDay(mark)}${shifted === null ? '' : `, but ${shifted}`}.`,
      `Without infrastructure models they have ${formatShare(shareOf(without.now, small))}, and of models by number ${formatShare(shareOf(ofModels.now, small))}${moved === null ? '' : shifted !== null ? '; with so much newly known or unknown, no trend can be told' : sameWay(moved, others) ? '; all three moved the same way' : '; the three did not move the same way, so the count matters'}.`,
    ],
    table: {
      heading: 'Size class',
      heads: [
        'Share of downloads',
        since(reading, 'before'),
        since(reading, 'year'),
        'Without infrastructure',
        'Of models',
      ],
      barred: true,
      rows: classes
        .filter(({ id }) => (shareOf(all.now, [id]) ?? 0) > 0 || (shareOf(ofModels.now, [id]) ?? 0) > 0)
        .map(({ id, name }) => {
          const share = shareOf(all.now, [id]);
          return row(
            name,
            [
              percentCell(share),
              changeCell(share, shareOf(lookUpTo(size, marks.before), [id])),
              changeCell(share, shareOf(lookUpTo(size, marks.year), [id])),
              percentCell(shareOf(without.now, [id])),
              percentCell(shareOf(ofModels.now, [id])),
            ],
            { key: keys.get(id) ?? null, share, shareBefore: shareOf(lookUpTo(size, mark), [id]) },
          );
        }),
    },
    beside: [],
    ...about(size),
    links: [
      { says: 'Sizes', href: paths.sizes(linked(size)) },
      { says: 'by the classes of the ATOM project', href: paths.sizes({ ...linked(size), scheme: 'atom' }) },
    ],
  };
}

function sameWay(moved: number, others: readonly (number | null)[]): boolean {
  return others.every((other) => other === null || Math.sign(other) === Math.sign(moved));
}
