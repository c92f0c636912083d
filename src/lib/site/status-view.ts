import type { Db } from '../../../db/client.ts';
import { type JobStatus, jobStatus } from '../../../db/status.ts';
import type { Definition } from '../definition/definition.ts';
import { datesInWords, formatDay, formatMonth } from '../format/dates.ts';
import { formatExact } from '../format/numbers.ts';
import { type CalendarDay, readCalendar } from '../metrics/calendar.ts';
import { addDays } from '../metrics/days.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { type Quality, quality } from '../metrics/quality.ts';
import { type Choices, panelChoices } from './choices-view.ts';
import { type CoverageView, readCoverage } from './coverage-view.ts';
import { panelDefinition } from './lens-view.ts';
import { inForm, paths } from './paths.ts';
import { rowsAs, type TakenRows } from './taken.ts';

export type DayState = 'published' | 'rejected' | 'missing';

/** A month of a panel, day by day, as far as its record goes. */
export interface CalendarMonth {
  month: string;
  says: string;
  days: readonly { day: string; state: DayState }[];
  published: number;
  rejected: number;
  missing: number;
  /** Models of the last published day; null where there is none. */
  models: number | null;
}

/** What `/status` shows. */
export interface StatusPage {
  panel: PanelFacts;
  says: string;
  choices: readonly Choices[];
  /** What the calendar shows. */
  calendarSays: string;
  months: readonly CalendarMonth[];
  entries: Quality['entries'];
  rejected: Quality['rejected'];
  /** Older ones that are not listed. */
  moreRejected: number;
  newest: Quality['newest'];
  coverage: CoverageView;
  data: TakenRows;
  jobs: readonly JobStatus[];
}

const entriesShown = 25;
const rejectedShown = 12;

export async function readStatusPage(
  db: Db,
  { definition, panels }: { definition: Definition; panels: readonly PanelFacts[] },
): Promise<StatusPage> {
  const [{ panel, entries, rejected, newest }, calendar, jobs, coverage] = await Promise.all([
    quality.read(db, definition),
    readCalendar(db),
    jobStatus(db),
    readCoverage(db, definition.panel),
  ]);
  const days = calendar.filter(({ panel: name }) => name === panel.panel);
  const months = monthsOf(days);
  const missing = months.reduce((sum, month) => sum + month.missing, 0);
  const count = (state: 'published' | 'rejected') => days.filter(({ status }) => status === state).length;
  return {
    panel,
    says: saysOf(panel, {
      published: count('published'),
      rejected: count('rejected'),
      missing,
      last: days.at(-1)?.day,
    }),
    choices: panelChoices(panels, panel.panel, (name) => paths.status(panelDefinition(name))),
    calendarSays: calendarWords(days.length + missing, count('published')),
    months: months.toReversed(),
    entries: entries.slice(0, entriesShown).map((entry) => ({ ...entry, says: datesInWords(entry.says) })),
    rejected: rejected
      .slice(0, rejectedShown)
      .map((look) => ({ ...look, failed: look.failed.map(datesInWords) })),
    moreRejected: Math.max(0, count('rejected') - rejectedShown),
    newest,
    coverage,
    data: rowsAs((format) => inForm(paths.status(definition), format)),
    jobs,
  };
}

/** Days that were rejected or are missing may lie after the last that is published: then the record says how far it goes. */
function saysOf(
  { title, from, asOf }: PanelFacts,
  {
    published,
    rejected,
    missing,
    last = asOf,
  }: { published: number; rejected: number; missing: number; last: string | undefined },
): string {
  const others = `${rejected === 0 ? 'none' : formatExact(rejected)} rejected, ${missing === 0 ? 'none' : formatExact(missing)} missing`;
  return `${title}: ${dayWords(published)} published from ${formatDay(from)} to ${formatDay(asOf)}${last > asOf ? `; ${others} up to ${formatDay(last)}` : `, ${others}`}.`;
}

function calendarWords(all: number, published: number): string {
  if (all === 0) return 'No day is on record';
  if (all === 1)
    return published === 1 ? 'The one day on record is published' : 'The one day on record is rejected';
  return published === all
    ? `All ${formatExact(all)} days on record are published`
    : `${formatExact(published)} of ${formatExact(all)} days are published`;
}

const dayWords = (days: number) => (days === 1 ? 'one day' : `${formatExact(days)} days`);

/** Every day from the first of the record to the last; days outside the record are not missing. */
export function daysOf(
  days: readonly CalendarDay[],
): readonly { day: string; state: DayState; models: number | null }[] {
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  if (first === undefined || last === undefined) return [];
  const known = new Map(days.map((day) => [day.day, day]));
  const all: { day: string; state: DayState; models: number | null }[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const found = known.get(day);
    all.push({ day, state: found?.status ?? 'missing', models: found?.models ?? null });
  }
  return all;
}

/** The same by month. */
export function monthsOf(days: readonly CalendarDay[]): readonly CalendarMonth[] {
  return [...Map.groupBy(daysOf(days), ({ day }) => day.slice(0, 7))].map(([month, of]) => {
    const count = (state: DayState) => of.filter((one) => one.state === state).length;
    return {
      month,
      says: formatMonth(month),
      days: of.map(({ day, state }) => ({ day, state })),
      published: count('published'),
      rejected: count('rejected'),
      missing: count('missing'),
      models: of.findLast(({ state }) => state === 'published')?.models ?? null,
    };
  });
}
