import type { Db } from '../../../../db/client.ts';
import { type Mail, mailOf, readMailPictures } from '../../digest/mail.ts';
import type { Payload } from '../../digest/payload.ts';
import { formatDay } from '../../format/dates.ts';
import { readIssue, type StoredIssue } from '../../metrics/digest-issues.ts';
import { FOCUS_DIMENSIONS, type Preferences } from '../../subscribers/preferences.ts';
import type { MailKind } from '../mail-kind.ts';

/** The weekly issue, as it stands frozen in the archive. */
export const issueMail: MailKind = {
  kind: 'issue',
  goesTo: ['active'],
  listed: true,
  compose: async ({ db, origin, key, recipient, links }) => {
    const { preferences, confirmedAt } = recipient;
    const found = await frozen(db, key);
    if (found === null || preferences.cadence !== 'weekly') return null;
    const personal = {
      why: `You get this because you confirmed it${confirmedAt === null ? '' : ` on ${formatDay(confirmedAt.toISOString().slice(0, 10))}`}.`,
      chosen: chosenOf(preferences),
      manageHref: await links.manage(),
      unsubscribeHref: await links.unsubscribe(),
    };
    return mailOf(found.issue, found.pictures, { origin, personal, focus: preferences.focus });
  },
};

/** What a reader follows, in a sentence; null: everything. */
function chosenOf({ focus }: Preferences): string | null {
  const count = FOCUS_DIMENSIONS.reduce((sum, dimension) => sum + focus[dimension].length, 0);
  if (count === 0) return null;
  return `First comes what you follow: ${count === 1 ? 'one group' : `${count} groups`}.`;
}

interface Frozen {
  issue: StoredIssue<Payload>;
  pictures: Mail['pictures'];
}

/** An issue never changes: it is read once for all its mails. The last two of each database are kept. */
const kept = new WeakMap<Db, Map<string, Promise<Frozen | null>>>();
const most = 2;

async function frozen(db: Db, key: string): Promise<Frozen | null> {
  const issues = kept.get(db) ?? new Map<string, Promise<Frozen | null>>();
  kept.set(db, issues);
  const known = issues.get(key);
  if (known) return await known;
  const reading = read(db, key);
  issues.set(key, reading);
  for (const oldest of [...issues.keys()].slice(0, -most)) issues.delete(oldest);
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
  return issue && { issue, pictures: await readMailPictures(db, key) };
}
