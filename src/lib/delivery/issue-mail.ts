import type { Db } from '../../../db/client.ts';
import { type Mail, mailOf, readMailPictures } from '../digest/mail.ts';
import type { Payload } from '../digest/payload.ts';
import { openWatched, type WatchedReader } from '../digest/watched.ts';
import { formatDay } from '../format/dates.ts';
import { formatList } from '../format/list.ts';
import { readIssue, type StoredIssue } from '../metrics/digest-issues.ts';
import { type Cadence, FOCUS_DIMENSIONS, type Preferences } from '../subscribers/preferences.ts';
import type { MailKind } from './mail-kind.ts';

/** Issues as they stand frozen in the archive, for readers of one cadence: what they watch and follow comes first. */
export function issueMailOf({ kind, cadence }: { kind: 'issue' | 'month'; cadence: Cadence }): MailKind {
  return {
    kind,
    goesTo: ['active'],
    listed: true,
    async compose({ db, origin, key, recipient: { preferences, confirmedAt }, links }) {
      if (preferences.cadence !== cadence) return null;
      const found = await frozen(db, key);
      if (found === null) return null;
      const personal = {
        why: `You get this because you confirmed it${confirmedAt === null ? '' : ` on ${formatDay(confirmedAt.toISOString().slice(0, 10))}`}.`,
        chosen: chosenOf(preferences),
        manageHref: await links.manage(),
        unsubscribeHref: await links.unsubscribe(),
      };
      const watched = await found.watched.sectionFor(db, preferences.watch);
      return mailOf(found.issue, found.pictures, { origin, personal, focus: preferences.focus, watched });
    },
  };
}

/** What a reader watches and follows, in a sentence; null: everything. */
function chosenOf({ focus, watch }: Preferences): string | null {
  const groups = FOCUS_DIMENSIONS.reduce((sum, dimension) => sum + focus[dimension].length, 0);
  const chosen = [
    ...counted(watch.models.length, 'model'),
    ...counted(watch.publishers.length, 'publisher'),
    ...counted(groups, 'group'),
  ];
  return chosen.length === 0 ? null : `First comes what you chose: ${formatList(chosen)}.`;
}

function counted(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [count === 1 ? `one ${what}` : `${count} ${what}s`];
}

interface Frozen {
  issue: StoredIssue<Payload>;
  pictures: Mail['pictures'];
  watched: WatchedReader;
}

/** An issue never changes: it is read once for all its mails. The last two of each database are kept. */
const kept = new WeakMap<Db, Map<string, Promise<Frozen | null>>>();
const mostKept = 2;

async function frozen(db: Db, key: string): Promise<Frozen | null> {
  const issues = kept.get(db) ?? new Map<string, Promise<Frozen | null>>();
  kept.set(db, issues);
  const known = issues.get(key);
  if (known) return await known;
  const reading = read(db, key);
  issues.set(key, reading);
  for (const oldest of [...issues.keys()].slice(0, -mostKept)) issues.delete(oldest);
  // What is not there may still be built, and a database that was away comes back.
  const forget = () => {
    if (issues.get(key) === reading) issues.delete(key);
  };
  try {
    const found = await reading;
    if (found === null) forget();
    return found;
  } catch (error) {
    forget();
    throw error;
  }
}

async function read(db: Db, key: string): Promise<Frozen | null> {
  const issue = await readIssue<Payload>(db, key);
  return issue && { issue, pictures: await readMailPictures(db, key), watched: openWatched(issue.payload) };
}
