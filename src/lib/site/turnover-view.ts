import { formatDay } from '../format/dates.ts';
import { formatExact, formatShare } from '../format/numbers.ts';
import type { Leader, Turnover } from '../metrics/structure/read-turnover.ts';
import type { Choices } from './choices-view.ts';
import type { Frame } from './frame.ts';
import { paths } from './paths.ts';
import { structureFrame } from './structure-frame.ts';

export interface LeaderRow {
  repoId: string;
  href: string;
  place: number | null;
  placeBefore: number | null;
  value: number;
  releasedOn: string | null;
}

/** Who leads a panel, who came and who left. */
export interface TurnoverView {
  frame: Frame;
  choices: Choices;
  unit: string;
  comparedWith: string | null;
  leaders: readonly LeaderRow[];
  entrants: readonly LeaderRow[];
  leavers: readonly LeaderRow[];
  years: { frame: Frame; rows: readonly { year: string; models: number; share: number }[] };
}

const UNITS = {
  downloads30d: 'Downloads, 30 days',
  downloadsAllTime: 'Downloads, all time',
  likes: 'Likes',
} as const;

export function turnoverView(turnover: Turnover, { choices }: { choices: Choices }): TurnoverView {
  const { comparedWith, listed, measure } = turnover;
  const unit = UNITS[measure];
  const frame = (id: string, title: string, subtitle: string, notes?: readonly string[]) =>
    structureFrame(turnover, {
      ...{ id, title, subtitle, unit: 'models' },
      window:
        comparedWith === null
          ? formatDay(turnover.asOf)
          : `${formatDay(comparedWith)} and ${formatDay(turnover.asOf)}`,
      attribution: 'none: models keep their place under a new name',
      covered: 'of the list is known',
      gaps: comparedWith === null ? 'none: one published snapshot' : 'two snapshots are compared',
      ...(notes ? { notes } : {}),
    });
  const dated = listed - (turnover.years.find(({ year }) => year === 'unknown')?.models ?? 0);
  return {
    frame: frame('turnover', titleOf(turnover), `${unit}: the first ${turnover.places} of the panel`, [
      ...turnover.notes,
      ...overlapNote(turnover),
    ]),
    choices,
    unit,
    comparedWith,
    leaders: turnover.leaders.map(leaderRow),
    entrants: turnover.entrants.map(leaderRow),
    leavers: turnover.leavers.map(leaderRow),
    years: {
      frame: {
        ...frame(
          'years',
          yearsTitle(turnover, dated),
          `Years of release of the first ${turnover.places}`,
          [],
        ),
        footer: coveredBy(frame('years', '', '', []), dated, listed),
      },
      rows: turnover.years.map(({ year, models }) => ({ year, models, share: models / Math.max(1, listed) })),
    },
  };
}

function titleOf({ comparedWith, turnover, entrants, listed }: Turnover): string {
  if (listed === 0) return 'No model of this panel has anything of this measure';
  if (comparedWith === null || turnover === null) return 'There is no earlier list to compare with';
  return `${formatShare(turnover)} of the list is new since ${formatDay(comparedWith)}; ${entrants.length} of ${listed} models`;
}

function overlapNote({ overlap }: Turnover): readonly string[] {
  return overlap === null
    ? []
    : [
        `Rank-biased overlap of the two lists: ${overlap.value.toFixed(3)} (p = ${overlap.p}); 1 is the same order.`,
      ];
}

/** An age speaks for the leaders only where most of them are dated. */
function yearsTitle({ medianAgeDays, listed }: Turnover, dated: number): string {
  if (medianAgeDays === null) return 'No release of the leaders is dated';
  if (dated * 2 < listed) return `A day of release is known for ${dated} of ${listed} leaders`;
  const who = dated === listed ? 'the leaders' : `the ${dated} dated leaders`;
  return `Half of ${who} are older than ${formatExact(medianAgeDays)} days`;
}

function coveredBy({ footer }: Frame, dated: number, listed: number): Frame['footer'] {
  const says = `${formatShare(listed === 0 ? null : dated / listed)} of the list has a day of release`;
  return footer.map((line) => (line.term === 'Coverage' ? { ...line, says } : line));
}

function leaderRow({ repoId, place, placeBefore, value, releasedOn }: Leader): LeaderRow {
  return { repoId, href: paths.model(repoId), place, placeBefore, value, releasedOn };
}
