import { formatDay } from '../format/dates.ts';
import { formatExact } from '../format/numbers.ts';
import type { Change, ChangeKind } from '../metrics/changes.ts';
import { named, type Phrase } from './phrase.ts';

/** One change as a list shows it. */
export interface ChangeLine {
  /** The day of the look that found it. */
  asOf: string;
  says: Phrase;
}

/** Changes of one model in sentences, in the order given. What several panels saw is said once. */
export function changeLines(changes: readonly Change[]): readonly ChangeLine[] {
  return saidOnce(changes).map((change) => ({ asOf: change.asOf, says: sayChange(change) }));
}

/** A change as one sentence without a full stop. */
export function sayChange(change: Pick<Change, 'kind' | 'before' | 'after'>): Phrase {
  return SENTENCES[change.kind](change);
}

/** The n-th newest sighting of a change in one panel is the n-th newest in every other; the first to see it tells. */
function saidOnce(changes: readonly Change[]): readonly Change[] {
  const sightings = new Map<string, number>();
  const kept = new Map<string, Change>();
  for (const change of changes) {
    const { panel, kind, before, after } = change;
    const what = JSON.stringify([kind, before, after]);
    const here = JSON.stringify([panel, what]);
    const nth = (sightings.get(here) ?? 0) + 1;
    sightings.set(here, nth);
    const known = kept.get(`${nth} ${what}`);
    if (!known || change.eventId < known.eventId) kept.set(`${nth} ${what}`, change);
  }
  return [...kept.values()].toSorted((a, b) => b.eventId - a.eventId);
}

type Sentence = (change: Pick<Change, 'before' | 'after'>) => Phrase;

const SENTENCES: Readonly<Record<ChangeKind, Sentence>> = {
  renamed: ({ before, after }) => ['Renamed from ', named(before ?? ''), ' to ', named(after ?? '')],
  'license-tighter': labelWent('tighter'),
  'license-looser': labelWent('looser'),
  'license-lateral': labelWent('neither tighter nor looser'),
  'license-changed': labelWent('which way cannot be told'),
  'license-declared': ({ after }) => ['License label declared: ', named(after ?? ''), ', none before'],
  'license-dropped': ({ before }) => ['License label dropped, was ', named(before ?? '')],
  gating: ({ before, after }) => ['Gating: ', gating(after), ', was ', gating(before)],
  parameters: ({ before, after }) => [`Parameters: ${count(after)}, was ${count(before)}`],
  disabled: ({ after }) => [after === 'true' ? 'Disabled by the Hub' : 'No longer disabled by the Hub'],
  bases: ({ before, after }) => ['Declared bases: ', ...names(after), '; was ', ...names(before)],
  task: ({ before, after }) => ['Task: ', ...value(after), ', was ', ...value(before)],
  removed: ({ before }) => [
    'Removed: not named by two complete looks; ',
    before === null
      ? 'its last downloads are not recorded'
      : `last seen with ${formatExact(Number(before))} downloads in 30 days`,
  ],
  reappeared: ({ before }) => [
    `Back on the Hub${before === null ? '' : `, after it was found gone on ${formatDay(before)}`}`,
  ],
  recreated: () => ['A new repo under a name that an earlier model had; the two are kept apart'],
};

function labelWent(way: string): Sentence {
  return ({ before, after }) => [
    'License label went from ',
    named(before ?? ''),
    ' to ',
    named(after ?? ''),
    `, ${way}`,
  ];
}

/** The Hub says `auto`, `manual`, or that it does not ask; recordings may know that it asks, not how. */
function gating(said: string | null): Phrase[number] {
  if (said === null) return 'not stated';
  return said === 'no' || said === 'false' ? 'open' : named(said);
}

function count(said: string | null): string {
  return said === null ? 'unknown' : formatExact(Number(said));
}

function value(said: string | null): Phrase {
  return [said === null ? 'none' : named(said)];
}

/** Names of several bases come with a space between them. */
function names(said: string | null): Phrase {
  if (said === null || said === '') return ['none'];
  return said.split(' ').flatMap((each, at) => (at === 0 ? [named(each)] : [', ', named(each)]));
}
