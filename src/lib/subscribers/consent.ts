import { createHash } from 'node:crypto';

/** What somebody agrees to by asking for mail. Shown beside the button; its hash is kept with the consent. */
export const CONSENT_WORDS =
  'Open Model Census may keep this address and these choices to send what was chosen here, until I unsubscribe or delete them. Every mail ends with a link that does so.';

/** SHA-256 of the words, in hexadecimal: the column `consent_events.words`. */
export const CONSENT_HASH = createHash('sha256').update(CONSENT_WORDS).digest('hex');

/** What is said: the column `consent_events.what`. */
export type ConsentWord = 'asked' | 'confirmed' | 'changed' | 'unsubscribed' | 'deleted';
