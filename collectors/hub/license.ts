import { type Fields, raw, repaired, textOf, texts } from './fields.ts';

export interface License {
  licenseId: string | null;
  licenseName: string | null;
  licenseLink: string | null;
  licenseSource: string | null;
}

/** Several ids joined. The id is a key of the rollups, and a key has a limit: faults.md B3. */
const LONGEST = 256;
/** Ids the Hub itself renamed: hub-api.md §5. */
const RENAMED = new Map([['open-mdw', 'openmdw-1.0']]);

/**
 * What the repo declares: the card, else the tags. Several ids are joined by `+` in one order. `unknown` is a
 * declaration; null is none. A source that recorded neither card nor tags has no `licenseSource`.
 */
export function license(fields: Fields, card: Record<string, unknown>, tags: readonly string[]): License {
  const declared = idsOf(texts(fields, 'cardData.license', card['license'], 8));
  const ids = declared.length > 0 ? declared : idsOf(tagged(tags));
  const joined = ids.length < 2 ? (ids[0] ?? '') : [...new Set(ids)].sort().join('+');
  if (joined.length > LONGEST) repaired(fields, `license: ${joined.length} characters joined, cut`);
  const recorded = raw(fields, 'cardData') !== undefined || raw(fields, 'tags') !== undefined;
  return {
    licenseId: joined.slice(0, LONGEST).toWellFormed() || null,
    licenseName: nameOf(textOf(fields, 'cardData.license_name', card['license_name'])),
    licenseLink: textOf(fields, 'cardData.license_link', card['license_link'], 1024)?.trim() || null,
    licenseSource: recorded ? 'hub' : null,
  };
}

function tagged(tags: readonly string[]): string[] {
  return tags.filter((tag) => tag.startsWith('license:')).map((tag) => tag.slice('license:'.length));
}

/** The Hub checks ids on push, so other spellings are rare: `Apache 2.0`, ` MIT `, `cc_by_4.0`. */
function idsOf(stated: readonly string[]): string[] {
  return stated
    .map((one) =>
      one
        .trim()
        .toLowerCase()
        .replace(/[\s_]+/g, '-'),
    )
    .filter((one) => one !== '')
    .map((one) => RENAMED.get(one) ?? one);
}

/** Lower case can be longer than what it was made of. */
function nameOf(name: string | null): string | null {
  return name?.trim().toLowerCase().slice(0, LONGEST).toWellFormed() || null;
}
