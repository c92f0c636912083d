import type { PageMeasureId } from '../definition/page-reach.ts';
import { formatDay, formatMonth } from '../format/dates.ts';
import { formatShare } from '../format/numbers.ts';
import type { GroupReading, Point, Reading } from '../metrics/metric.ts';
import { GROUPINGS, optionsOf } from './series-view.ts';

const OF: Readonly<Record<PageMeasureId, string>> = {
  downloads30d: 'of 30\u2011day downloads',
  downloadsAllTime: 'of all\u2011time downloads',
  likes: 'of likes',
  models: 'of models',
};

/** `of 30-day downloads`: what the shares of a measure are shares of. */
export function ofMeasure(measure: PageMeasureId): string {
  return OF[measure];
}

/** The title of the newest shares: who holds the largest part, and how much. */
export function latestFinding(reading: Reading): string {
  const of = ofMeasure(reading.measure.id);
  const known = byShare(reading.groups.filter((group) => !group.open));
  const open = byShare(reading.groups.filter((group) => group.open));
  const [first, second] = known;
  if (reading.total === 0) return `No ${of.slice(3)} in this selection`;
  if (!first?.share) return `${GROUPINGS[reading.grouping].subject} is known for no part ${of}`;
  const largest = `${subjectOf(reading, first)} ${formatShare(first.share)} ${of}`;
  if ((open[0]?.share ?? 0) > first.share) return `${largest}, the largest known part`;
  if (!second?.share) return largest;
  return `${largest}, ahead of ${inSentence(reading, second)} with ${formatShare(second.share)}`;
}

/** The title of a trend: who leads now among the known groups, and since when. */
export function trendFinding(reading: Reading): string {
  const points = reading.series.filter((point) => point.total > 0);
  const [first] = points;
  const last = points.at(-1);
  const leader = last && leaderOf(reading, last);
  if (!first || !last || first === last || !leader) return latestFinding(reading);
  const of = ofMeasure(reading.measure.id);
  if (mostOpen(reading) > shareAt(last, leader.id)) {
    return `${GROUPINGS[reading.grouping].subject} is known for ${formatShare(reading.coverage)} ${of}; ${leader.name} leads that part`;
  }
  const before = points.findLastIndex((point) => leaderOf(reading, point)?.id !== leader.id);
  const since = points[before + 1] ?? last;
  const now = formatShare(shareAt(last, leader.id));
  const name = nameIn(reading, leader);
  if (since === first)
    return `${name} led throughout: ${formatShare(shareAt(first, leader.id))} ${of} at first, ${now} now`;
  if (since === last) return `${name} came to lead on ${formatDay(last.asOf)}, with ${now} ${of}`;
  return `${name} has led since ${formatMonth(since.asOf.slice(0, 7))} and now stands at ${now} ${of}`;
}

/** Share of the largest group that is not known. */
function mostOpen({ groups }: Reading): number {
  return Math.max(0, ...groups.filter(({ open }) => open).map(({ share }) => share ?? 0));
}

/** The largest known group of a day; null where none occurs. */
function leaderOf(reading: Reading, point: Point): GroupReading | null {
  const [first] = reading.groups
    .filter(({ id, open }) => !open && (point.values[id] ?? 0) > 0)
    .toSorted((a, b) => (point.values[b.id] ?? 0) - (point.values[a.id] ?? 0));
  return first ?? null;
}

function nameIn({ grouping }: Reading, { id, name }: GroupReading): string {
  if (grouping === 'size') return `The class ${name}`;
  if (grouping === 'license')
    return id === 'none' ? 'Models without a declared license' : `The class “${name}”`;
  return name;
}

/** One sentence on what moved most since the compared day; null where there is none. */
export function changeFinding(reading: Reading): string | null {
  const { comparedWith } = reading;
  if (comparedWith === null) return null;
  const moves = reading.groups
    .filter((group) => !group.open && group.share !== null && group.shareBefore !== null)
    .map((group) => ({ name: group.name, points: ((group.share ?? 0) - (group.shareBefore ?? 0)) * 100 }))
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const [first] = moves;
  const words = GROUPINGS[reading.grouping];
  if (!reading.groups.some(({ open, value }) => !open && value > 0)) {
    return `${words.many}: this panel says nothing of them, so no change can be seen.`;
  }
  if (!first || Math.abs(first.points) < 0.05) {
    return `${words.many}: no share moved by 0.1 points or more since ${formatDay(comparedWith)}.`;
  }
  const verb = first.points > 0 ? 'gained' : 'lost';
  const points = Math.abs(first.points).toFixed(1);
  return `${words.many}: ${first.name} ${verb} ${points} points ${ofMeasure(reading.measure.id)} since ${formatDay(comparedWith)}, the largest move.`;
}

/** How much of the whole is known: the sentence that stands beside every share. */
export function coverageSentence(reading: Reading): string {
  if (reading.coverage === null) return 'Nothing to cover: the total is 0.';
  const subject = GROUPINGS[reading.grouping].subject;
  return `${subject} is known for ${formatShare(reading.coverage)} ${ofMeasure(reading.measure.id)}.`;
}

function subjectOf(reading: Reading, group: GroupReading): string {
  if (reading.grouping === 'size') {
    const size = group.name.startsWith('under') ? group.name : `of ${group.name}`;
    return `Models ${size} parameters ${reading.measure.id === 'models' ? 'are' : 'take'}`;
  }
  if (reading.grouping === 'region') return regionTakes(reading, group);
  if (group.id === 'none')
    return `Models without a declared license ${reading.measure.id === 'models' ? 'are' : 'take'}`;
  return `${group.name} licenses cover`.replace('terms licenses', 'terms');
}

function regionTakes(reading: Reading, group: GroupReading): string {
  const kind = optionsOf('region').find((option) => option.id === group.id);
  const name = kind?.name ?? group.name;
  const what = reading.measure.id === 'models' ? 'publish' : 'draw';
  return group.id === 'person' ? `Individual accounts ${what}` : `${name} publishers ${what}`;
}

function inSentence(reading: Reading, group: GroupReading): string {
  if (reading.grouping === 'license' && group.id === 'none') return 'models without one';
  if (reading.grouping === 'license')
    return group.name.toLowerCase().replace('responsible ai', 'Responsible AI');
  if (reading.grouping === 'region' && group.id === 'person') return 'individuals';
  return group.name;
}

function byShare(groups: readonly GroupReading[]): GroupReading[] {
  return groups.toSorted((a, b) => b.value - a.value);
}

function shareAt(point: Point, id: string): number {
  return (point.values[id] ?? 0) / point.total;
}
