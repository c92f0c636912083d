import { issueMailOf } from '../issue-mail.ts';

/** The issue of a month; `key`: `2026-11`. */
export const monthMail = issueMailOf({ kind: 'month', cadence: 'monthly' });
