import { z } from 'zod';
import { BadDefinition } from '../../definition/errors.ts';
import type { ReleaseSort } from './rule.ts';

/** The last row of a part of the feed: where the next part begins. */
export type ReleaseCursor =
  | { by: 'newest'; releasedOn: string; downloads: number; modelId: number }
  | { by: 'downloads'; downloads: number; modelId: number }
  | { by: 'ram'; score: number; modelId: number };

const modelId = z.int().min(1).max(2_147_483_647);
/** −1 where the counter is not recorded. */
const downloads = z.int().min(-1).max(Number.MAX_SAFE_INTEGER);

const shape = z.union([
  z.tuple([z.literal('n'), z.iso.date(), downloads, modelId]).transform(([, releasedOn, of, id]) => ({
    by: 'newest' as const,
    releasedOn,
    downloads: of,
    modelId: id,
  })),
  z
    .tuple([z.literal('d'), downloads, modelId])
    .transform(([, of, id]) => ({ by: 'downloads' as const, downloads: of, modelId: id })),
  z
    .tuple([z.literal('r'), z.number().min(0), modelId])
    .transform(([, score, id]) => ({ by: 'ram' as const, score, modelId: id })),
]);

/** For an address: base64url, without padding. */
export function printReleaseCursor(cursor: ReleaseCursor): string {
  return Buffer.from(JSON.stringify(partsOf(cursor))).toString('base64url');
}

/** Throws BadDefinition unless this program printed it for that order. */
export function parseReleaseCursor(text: string, sort: ReleaseSort): ReleaseCursor {
  const parsed = shape.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  const by = sort === 'newest' || sort === 'downloads' ? sort : 'ram';
  if (!parsed.success || parsed.data.by !== by || printReleaseCursor(parsed.data) !== text)
    throw new BadDefinition([
      'after: this is not a place in the feed in this order; leave it out to begin at the top.',
    ]);
  return parsed.data;
}

function partsOf(cursor: ReleaseCursor): readonly (string | number)[] {
  if (cursor.by === 'newest') return ['n', cursor.releasedOn, cursor.downloads, cursor.modelId];
  if (cursor.by === 'downloads') return ['d', cursor.downloads, cursor.modelId];
  return ['r', cursor.score, cursor.modelId];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}
