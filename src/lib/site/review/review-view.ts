import type { Db } from '../../../../db/client.ts';
import { isDay } from '../../definition/days.ts';
import { definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import type { Reach } from '../../definition/parse.ts';
import { brief } from '../../definition/sentences.ts';
import { windowWords } from '../../definition/words.ts';
import { formatDay } from '../../format/dates.ts';
import { readCalendar } from '../../metrics/calendar.ts';
import { addDays, daysBetween } from '../../metrics/days.ts';
import { windowDays } from '../../metrics/engine/looks.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { choosePanel } from '../../metrics/panels.ts';
import { type Choices, panelChoices } from '../choices-view.ts';
import { inForm, paths } from '../paths.ts';
import { rowsAs, type TakenRows } from '../taken.ts';
import type { ReviewAnswer } from './answer.ts';
import { type DayCounts, howSure, unexpected } from './changes.ts';
import { quotable, whoLeads } from './leaders.ts';
import { adoptable, exposed } from './licenses.ts';
import {
  isOver,
  type Marks,
  marksOf,
  parseQuarter,
  quarterAs,
  quartersWith,
  type Stretch,
  usualQuarter,
} from './quarters.ts';
import { readReview } from './read-review.ts';
import { onTheWay } from './releases.ts';
import { smallModels } from './sizes.ts';
import { builtOn, concentrated } from './structure.ts';

/** The panel and the days; every question says itself how it counts. */
export const REVIEW_REACH: Reach = { keys: ['panel', 'window'], measures: ['downloads30d'] };

/** Keys of its own; `from` and `to` are fields of the form, which a window says in one. */
export const REVIEW_KEYS = ['quarter', 'from', 'to'] as const;

/** What `/review` shows. */
export interface ReviewPage {
  panel: PanelFacts;
  /** `the third quarter of 2026`, or days. */
  stretch: string;
  /** What it was read from, and what is not there, one sentence each. */
  says: readonly string[];
  choices: readonly Choices[];
  form: { from: string; until: string; panel: string | null; first: string; last: string };
  /** Empty where nothing was published in the stretch. */
  answers: readonly ReviewAnswer[];
  asOf: string;
  referenceVersion: number | null;
  /** The same stretch, whatever is published later. */
  href: string;
  data: TakenRows;
}

export type Reviewed = { kind: 'page'; page: ReviewPage } | { kind: 'redirect'; to: string };

const quartersOffered = 8;

/** Ten years. A review looks at every day and week of its stretch. */
const mostDays = 3660;

export async function loadReview(
  db: Db,
  { url, definition, panels }: { url: URL; definition: Definition; panels: readonly PanelFacts[] },
): Promise<Reviewed> {
  const written = daysIn(url);
  if (written) return { kind: 'redirect', to: addressAs(definition.panel, written) };
  const asked = url.searchParams.get('quarter')?.trim() || null;
  const panel = choosePanel(panels, definition.panel);
  const calendar = (await readCalendar(db)).filter((day) => day.panel === panel.panel);
  const published = calendar.filter(({ status }) => status === 'published').map(({ day }) => day);
  const { stretch, quarter } = stretchOf(definition, { asked, panel, published });
  // A window that is a quarter has the address of the quarter.
  if (quarter !== null && (asked ?? quarter.id) !== quarter.id)
    return { kind: 'redirect', to: addressOf(definition.panel, quarter.id) };
  if (definition.window !== null && quarter !== null)
    return { kind: 'redirect', to: addressOf(definition.panel, quarter.id) };
  const marks = marksOf(published, stretch);
  const counts = countsIn(calendar, stretch, panel);
  const whole = isOver(stretch, panel.asOf);
  const reading = marks && (await readReview(db, { panel, stretch, marks }));
  const href = addressAs(panel.panel, stretch);
  const page: ReviewPage = {
    panel,
    stretch: quarter?.name ?? windowWords(stretch),
    says: standing({ stretch, marks, counts, whole, panel }),
    choices: choicesOf({ definition, panels, panel, published, chosen: quarter?.id ?? null }),
    form: {
      from: stretch.from,
      until: addDays(stretch.until, -1),
      panel: definition.panel,
      first: panel.from,
      last: panel.asOf,
    },
    answers: reading
      ? [
          whoLeads(reading),
          quotable(reading, url.origin),
          builtOn(reading),
          concentrated(reading),
          smallModels(reading),
          adoptable(reading),
          exposed(reading),
          onTheWay(reading),
          unexpected(reading),
          howSure(reading, counts, whole),
        ]
      : [],
    asOf: marks?.now ?? panel.asOf,
    referenceVersion: reading?.region.referenceVersion ?? null,
    href,
    data: rowsAs((format) => inForm(href, format)),
  };
  return { kind: 'page', page };
}

function addressOf(panel: string | null, quarter: string | null): string {
  return paths.review(definitionOf({ panel }), { quarter });
}

/** The one address of a stretch. */
function addressAs(panel: string | null, stretch: Stretch): string {
  const quarter = quarterAs(stretch);
  return quarter ? addressOf(panel, quarter.id) : paths.review(definitionOf({ panel, window: stretch }));
}

/** What the form says; null where it says nothing. Throws BadDefinition for days there are not. */
function daysIn({ searchParams }: URL): Stretch | null {
  const [from, to] = [searchParams.get('from')?.trim() ?? '', searchParams.get('to')?.trim() ?? ''];
  if (from === '' && to === '') return null;
  if (isDay(from) && isDay(to) && from <= to) return { from, until: addDays(to, 1) };
  throw new BadDefinition([
    `from, to: ${brief(`${from} to ${to}`)} is no stretch of days; write two, the earlier first, as 2026-07-01 and 2026-09-30.`,
  ]);
}

/** The stretch an address asks for; without a word the usual quarter. Throws BadDefinition for what is no stretch. */
function stretchOf(
  { window }: Definition,
  { asked, panel, published }: { asked: string | null; panel: PanelFacts; published: readonly string[] },
) {
  if (asked !== null && window !== null)
    throw new BadDefinition([
      'quarter: it stands beside window, which says the days already; leave one out.',
    ]);
  if (asked !== null) {
    const quarter = parseQuarter(asked);
    if (quarter) return { stretch: { from: quarter.from, until: quarter.until }, quarter };
    const [newest] = quartersWith(published);
    throw new BadDefinition([`quarter: ${brief(asked)} is none; write it as ${newest?.id ?? '2026-q3'}.`]);
  }
  const days = windowDays({ window }, panel.asOf);
  if (days !== null) {
    if (daysBetween(days.from, days.until) > mostDays || days.from < '2000' || days.until > '2100')
      throw new BadDefinition([
        `window: a review is of at most ${mostDays} days between 2000 and 2099; leave it out for the usual quarter.`,
      ]);
    return { stretch: days, quarter: quarterAs(days) };
  }
  const usual = usualQuarter(published);
  if (usual) return { stretch: { from: usual.from, until: usual.until }, quarter: usual };
  return { stretch: { from: panel.from, until: addDays(panel.asOf, 1) }, quarter: null };
}

/** Days outside the record are not missing: nobody looked yet, or not any more. */
function countsIn(
  calendar: readonly { day: string; status: 'published' | 'rejected' }[],
  { from, until }: Stretch,
  panel: PanelFacts,
): DayCounts {
  const inside = calendar.filter(({ day }) => from <= day && day < until);
  const count = (status: string) => inside.filter((day) => day.status === status).length;
  const first = from > panel.from ? from : panel.from;
  const last = [until, addDays(panel.asOf, 1)].toSorted()[0] ?? until;
  const days = Math.max(0, daysBetween(first, last));
  const [published, rejected] = [count('published'), count('rejected')];
  return { published, rejected, missing: Math.max(0, days - published - rejected) };
}

function standing({
  stretch,
  marks,
  counts,
  whole,
  panel,
}: {
  stretch: Stretch;
  marks: Marks | null;
  counts: DayCounts;
  whole: boolean;
  panel: PanelFacts;
}): readonly string[] {
  if (marks === null)
    return [
      `Nothing of the panel “${panel.title}” was published in this stretch; its record runs from ${formatDay(panel.from)} to ${formatDay(panel.asOf)}. Choose another quarter, or another panel.`,
    ];
  const compared =
    marks.before === null
      ? 'There is no earlier look to compare with.'
      : marks.before < stretch.from
        ? `Compared with ${formatDay(marks.before)}, the last look before the stretch${marks.year === null ? '; the record does not reach back a year' : `, and with ${formatDay(marks.year)}, a year before`}.`
        : `The record begins inside the stretch: compared with ${formatDay(marks.before)}.`;
  return [
    `Figures stand at ${formatDay(marks.now)}: ${counts.published === 1 ? 'one snapshot was' : `${counts.published} snapshots were`} published in the stretch. ${compared}`,
    ...(whole ? [] : [`Provisional: the record ends on ${formatDay(panel.asOf)}, before the stretch does.`]),
  ];
}

function choicesOf({
  definition,
  panels,
  panel,
  published,
  chosen,
}: {
  definition: Definition;
  panels: readonly PanelFacts[];
  panel: PanelFacts;
  published: readonly string[];
  chosen: string | null;
}): readonly Choices[] {
  return [
    ...panelChoices(panels, panel.panel, (name) => addressOf(name, null)),
    {
      name: 'Quarter',
      choices: quartersWith(published)
        .slice(0, quartersOffered)
        .map(({ id }) => ({
          name: `Q${id.slice(-1)} ${id.slice(0, 4)}`,
          count: null,
          href: id === chosen ? null : addressOf(definition.panel, id),
        })),
    },
  ];
}
