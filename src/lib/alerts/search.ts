import type { Db } from '../../../db/client.ts';
import { CLAIMS } from '../claims/index.ts';
import { readStatuses } from '../claims/read/results.ts';
import {
  type Newcomer,
  type NewestLook,
  readJudgedBy,
  readLabelNews,
  readNewcomers,
  readNewestEvent,
  readNewestLook,
} from '../metrics/news.ts';
import { readVersion } from '../metrics/publication.ts';
import {
  beginSearch,
  forgetOld,
  note,
  type Position,
  readAwaitedPublishers,
  readCrossingsNoted,
  readPosition,
  readThresholds,
  readWatchedLicenses,
} from '../subscribers/store/happenings.ts';
import { readCrossings } from './crossings.ts';
import { type Happening, type HappeningOf, namesOf, thresholdKey } from './happening.ts';

/**
 * Searches what was published since the last search for what any subscriber wants to hear of, once for all of them.
 * Returns how much it found; null where nothing was published since. The first search finds nothing.
 */
export async function searchForHappenings(db: Db): Promise<number | null> {
  // The version first: what is published meanwhile then has a newer one, and is searched the next time.
  const { version, ledgerVersion } = await readVersion(db);
  const position = await readPosition(db);
  if (position?.version === version && position.ledgerVersion === ledgerVersion) return null;
  const look = await readNewestLook(db);
  if (look === null) return null;
  const statuses = await readStatuses(db);
  const claims = Object.fromEntries([...statuses].map(([claim, { status }]) => [claim, status]));
  const here = { panelId: look.panelId, snapshotId: look.snapshotId, claims, version, ledgerVersion };
  const turns = turnsOf(position?.claims ?? {}, statuses);
  if (position?.panelId !== look.panelId) return await beginAnew(db, position, { here, look, turns });
  const { crossings, ...shares } = await findCrossings(db, position, look);
  const { labels, eventId } = await findLabels(db, position);
  const found: readonly Happening[] = [
    ...crossings,
    ...labels,
    ...turns,
    ...(await findReleases(db, position, look)),
  ];
  const isNoted = await note(db, { found, from: position, to: { ...here, ...shares, eventId } });
  await forgetOld(db);
  return isNoted ? found.length : 0;
}

/** Of a panel that was not searched before nothing is news: there is nothing to hold it against. */
async function beginAnew(
  db: Db,
  position: Position | null,
  {
    here,
    look,
    turns: found,
  }: { here: Omit<Position, keyof Shares | 'eventId'>; look: NewestLook; turns: readonly Happening[] },
): Promise<number> {
  const { asOf } = look;
  const to: Position = { ...here, sharesFrom: asOf, sharesAsOf: asOf, eventId: await readNewestEvent(db) };
  if (position === null) {
    await beginSearch(db, to);
    return 0;
  }
  return (await note(db, { found, from: position, to })) ? found.length : 0;
}

type Shares = Pick<Position, 'sharesFrom' | 'sharesAsOf'>;

/**
 * Shares of two days can be compared once one reference judged both; until then everything waits. A day that is looked at
 * again is held against the same earlier day as before, and tells what it did not tell yet.
 */
async function findCrossings(
  db: Db,
  { panelId, sharesFrom, sharesAsOf }: Position,
  { panel, asOf, judgedBy }: NewestLook,
): Promise<Shares & { crossings: readonly Happening[] }> {
  const since = asOf > sharesAsOf ? sharesAsOf : sharesFrom;
  const compared = { sharesFrom: since, sharesAsOf: asOf };
  if (since >= asOf) return { ...compared, crossings: [] };
  const then = await readJudgedBy(db, { panelId, day: since });
  if (then === undefined) return { sharesFrom: asOf, sharesAsOf: asOf, crossings: [] };
  if (then !== judgedBy) return { sharesFrom, sharesAsOf, crossings: [] };
  const told = new Set((await readCrossingsNoted(db, asOf)).map((crossing) => thresholdKey(crossing)));
  const thresholds = (await readThresholds(db)).filter((threshold) => !told.has(thresholdKey(threshold)));
  return { ...compared, crossings: await readCrossings(db, { panel, since, asOf, thresholds }) };
}

/** A day on which a large publisher relabels everything comes in parts. */
const labelsAtOnce = 2000;

async function findLabels(
  db: Db,
  { panelId, sharesFrom: from, eventId: last }: Position,
): Promise<{ labels: readonly Happening[]; eventId: number }> {
  const labels: Happening[] = [];
  let eventId = last;
  for (;;) {
    const part = await readLabelNews(db, { panelId, from, after: eventId, limit: labelsAtOnce });
    const watched = await readWatchedLicenses(db, {
      models: part.flatMap((news) => namesOf(news)),
      publishers: [...new Set(part.flatMap(({ publisher }) => publisher ?? []))],
    });
    labels.push(
      ...part
        .filter(
          (news) =>
            namesOf(news).some((name) => watched.models.has(name)) ||
            (news.publisher !== null && watched.publishers.has(news.publisher)),
        )
        .map(({ eventId: _eventId, kind: change, ...news }) => ({
          ...news,
          kind: 'license' as const,
          change,
          earlierNames: [...news.earlierNames],
        })),
    );
    eventId = part.at(-1)?.eventId ?? eventId;
    if (part.length < labelsAtOnce) return { labels, eventId };
  }
}

/** Claims of the ledger whose status is another than at the last search. */
function turnsOf(
  before: Position['claims'],
  now: Awaited<ReturnType<typeof readStatuses>>,
): readonly Happening[] {
  return CLAIMS.flatMap(({ id, title }) => {
    const [was, is] = [before[id], now.get(id)];
    if (was === undefined || is === undefined || is.status === was) return [];
    return [{ kind: 'claim' as const, claim: id, title, was, is: is.status, since: is.since }];
  });
}

/** What appears later than this after its day of release is an old model that came into view. */
const daysNew = 30;
const releasesNamed = 5;

async function findReleases(db: Db, position: Position, look: NewestLook): Promise<readonly Happening[]> {
  const { panel, panelId, snapshotId, asOf } = look;
  if (snapshotId <= position.snapshotId) return [];
  const publishers = await readAwaitedPublishers(db);
  if (publishers.length === 0) return [];
  const newcomers = await readNewcomers(db, {
    ...{ panelId, publishers, asOf, days: daysNew },
    ...{ afterSnapshot: position.snapshotId, upToSnapshot: snapshotId },
  });
  return [...Map.groupBy(newcomers, ({ publisher }) => publisher).values()].map((own) =>
    releaseOf(own, { panel, asOf }),
  );
}

function releaseOf(
  own: readonly Newcomer[],
  { panel, asOf }: Pick<NewestLook, 'panel' | 'asOf'>,
): HappeningOf<'release'> {
  const days = own.map(({ releasedOn }) => releasedOn).toSorted();
  return {
    kind: 'release',
    panel,
    publisher: own[0]?.publisher ?? '',
    name: own[0]?.publisherName ?? '',
    count: own.length,
    models: own
      .slice(0, releasesNamed)
      .map(({ publisher: _publisher, publisherName: _name, ...model }) => model),
    from: days[0] ?? asOf,
    to: days.at(-1) ?? asOf,
    asOf,
  };
}
