import { issueMailOf } from '../issue-mail.ts';

/** The issue of a week; `key`: `2026-W47`, or `2026-W47-2` for its correction. */
export const issueMail = issueMailOf({ kind: 'issue', cadence: 'weekly' });
