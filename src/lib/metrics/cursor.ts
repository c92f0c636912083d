import { z } from 'zod';
import { BadDefinition } from '../definition/errors.ts';

/** The last row of a list: where the next one begins. */
export interface ListCursor {
  /** −1 where the counter is not recorded: the place of null in the order. */
  downloads: number;
  modelId: number;
}

const shape = z
  .tuple([z.int().min(-1).max(Number.MAX_SAFE_INTEGER), z.int().min(1).max(2_147_483_647)])
  .transform(([downloads, modelId]) => ({ downloads, modelId }));

/** For an address: base64url, without padding. */
export function printCursor({ downloads, modelId }: ListCursor): string {
  return Buffer.from(JSON.stringify([downloads, modelId])).toString('base64url');
}

/** Throws BadDefinition unless this program printed it. */
export function parseCursor(text: string): ListCursor {
  const parsed = shape.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!parsed.success || printCursor(parsed.data) !== text) {
    throw new BadDefinition(['after: this is not a place in the list; leave it out to begin at the top.']);
  }
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}
