import type { Facts, Said } from './world.ts';

export interface JudgedLicense {
  /** What rules look up. */
  key: string;
  class: string;
  /** The group of the dimension `license-id`. */
  id: string;
  flags: Readonly<Record<'osi-approved' | 'commercial-use' | 'share-alike' | 'use-restrictions', string>>;
}

/** What the declared license is. */
export function judgeLicense(said: Said, { licenses }: Facts): JudgedLicense {
  if (said.licenseSource === null) return all('unrecorded');
  if (said.licenseId === null) return all('none');
  const declared = said.licenseId.toLowerCase();
  const key = said.licenseId === 'other' ? (said.licenseName ?? 'other').toLowerCase() : declared;
  const row = licenses.get(key) ?? licenses.get(declared);
  return {
    key,
    class: row?.class ?? 'unreviewed',
    id: licenses.has(key) ? key : said.licenseId,
    flags: {
      'osi-approved': row?.osi_approved ?? 'unreviewed',
      'commercial-use': row?.commercial_use ?? 'unreviewed',
      'share-alike': row?.share_alike ?? 'unreviewed',
      'use-restrictions': row?.use_restrictions ?? 'unreviewed',
    },
  };
}

function all(word: 'unrecorded' | 'none'): JudgedLicense {
  return {
    key: word,
    class: word,
    id: word,
    flags: { 'osi-approved': word, 'commercial-use': word, 'share-alike': word, 'use-restrictions': word },
  };
}

/** The license of a base that nobody ever saw. */
export const UNSEEN: Pick<JudgedLicense, 'key' | 'class'> = { key: 'unseen', class: 'unseen' };

type Label = Pick<JudgedLicense, 'key' | 'class'>;

/** How the label of a derivative stands to that of one base: the first rule that fits decides. */
export function verdictOf(child: Label, parent: Label, { rules, licenses }: Facts): string {
  const own = licenses.get(child.key);
  const upstream = licenses.get(parent.key);
  const rule = rules.find(
    (one) =>
      holds(one.parent_class, parent.class) &&
      holds(one.child_class, child.class) &&
      holds(one.parent_share_alike, upstream?.share_alike) &&
      holds(one.parent_derivatives, upstream?.derivatives) &&
      (one.relation === null ||
        (one.relation === 'same-license' && child.key === parent.key) ||
        (one.relation === 'same-family' &&
          own !== undefined &&
          own.family !== null &&
          own.family === upstream?.family)),
  );
  return rule?.verdict ?? 'undecidable';
}

function holds(words: string | null, word: string | undefined): boolean {
  return words === null || (word !== undefined && words.split(' ').includes(word));
}

/** Least favorable first. */
export const VERDICT_ORDER = ['incompatible', 'relabelled-looser', 'missing-license', 'undecidable', 'ok'];
