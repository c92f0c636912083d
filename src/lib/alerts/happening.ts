import { z } from 'zod';
import type { Status } from '../claims/answer.ts';
import { STATUSES } from '../claims/words.ts';
import { CHANGE_KINDS } from '../metrics/changes.ts';
import { FOCUS_DIMENSIONS, type Threshold } from '../subscribers/preferences.ts';

const day = z.iso.date();
const count = z.number().nullable();
const status = z.string().refine((word): word is Status => STATUSES.some(({ id }) => id === word));

/** The share of a group of downloads went through a threshold. */
const threshold = z.strictObject({
  kind: z.literal('threshold'),
  panel: z.string(),
  dimension: z.enum(FOCUS_DIMENSIONS),
  id: z.string(),
  side: z.enum(['above', 'below']),
  /** 0 to 100. */
  percent: z.number(),
  /** What the group is called inside a sentence. */
  phrase: z.string(),
  /** Shares, 0 to 1. */
  was: z.number(),
  is: z.number(),
  /** Part of downloads whose group is known. */
  known: count,
  since: day,
  asOf: day,
});

/** The license label of a model changed. */
const license = z.strictObject({
  kind: z.literal('license'),
  repoId: z.string(),
  earlierNames: z.array(z.string()),
  publisher: z.string().nullable(),
  change: z.enum(CHANGE_KINDS),
  before: z.string().nullable(),
  after: z.string().nullable(),
  downloads30d: count,
  asOf: day,
});

/** A published claim has another status. */
const claim = z.strictObject({
  kind: z.literal('claim'),
  claim: z.string(),
  title: z.string(),
  was: status,
  is: status,
  since: day,
});

/** A publisher released models. */
const release = z.strictObject({
  kind: z.literal('release'),
  panel: z.string(),
  publisher: z.string(),
  name: z.string(),
  /** How many, and the first of them. */
  count: z.int().min(1),
  models: z.array(
    z.strictObject({
      repoId: z.string(),
      releasedOn: day,
      parameters: count,
      licenseId: z.string().nullable(),
      downloads30d: count,
    }),
  ),
  /** Days of release, from the first to the last. */
  from: day,
  to: day,
  asOf: day,
});

/** What happened that somebody asked to hear of, with everything a mail says of it. */
export const happeningSchema = z.discriminatedUnion('kind', [threshold, license, claim, release]);

export type Happening = z.infer<typeof happeningSchema>;
export type HappeningOf<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>;

/** Every name a watchlist may know a model by, in lower case. */
export function namesOf({
  repoId,
  earlierNames,
}: {
  repoId: string;
  earlierNames: readonly string[];
}): string[] {
  return [repoId, ...earlierNames].map((name) => name.toLowerCase());
}

/** Equal for those who set the same threshold. */
export function thresholdKey({ dimension, id, side, percent }: Threshold): string {
  return `threshold ${JSON.stringify([dimension, id, side, percent])}`;
}

/** A mail tells no more; of the others it says how many. */
export const mostTold = 60;

/** What one mail tells: the column `deliveries.payload`. */
export const alertSchema = z.strictObject({
  happened: z.array(happeningSchema).min(1).max(mostTold),
  /** Further happenings that are not told one by one. */
  more: z.int().min(0),
});

export type Alert = z.infer<typeof alertSchema>;
