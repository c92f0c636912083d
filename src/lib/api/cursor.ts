import { z } from 'zod';
import { BadDefinition } from '../definition/errors.ts';
import { ApiProblem } from './errors.ts';

const shape = z.tuple([z.string().max(40), z.iso.date(), z.string().max(200)]);

interface Place {
  /** The resource it belongs to. */
  of: string;
  /** The day of the snapshot that the list is of. */
  asOf: string;
  /** Where the next part begins, as the resource writes it. */
  last: string;
}

/** For an address: base64url, without padding. */
export function printPlace({ of, asOf, last }: Place): string {
  return Buffer.from(JSON.stringify([of, asOf, last])).toString('base64url');
}

/**
 * Where a list goes on. Throws BadDefinition unless this program printed it for the resource, and ApiProblem 410 where
 * the list is of another snapshot by now: parts of two snapshots would not join.
 */
export function parsePlace(text: string, { of, asOf }: Pick<Place, 'of' | 'asOf'>): string {
  const parsed = shape.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data[0] !== of || printPlace(placeOf(parsed.data)) !== text)
    throw new BadDefinition(['after: this is not a place in the list; leave it out to begin at the top.']);
  const { asOf: was, last } = placeOf(parsed.data);
  if (was === asOf) return last;
  throw new ApiProblem(410, [
    `after: this place is in the list of ${was}, and the list is of ${asOf} by now; leave it out to begin at the top.`,
  ]);
}

function placeOf([of, asOf, last]: z.infer<typeof shape>): Place {
  return { of, asOf, last };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}
