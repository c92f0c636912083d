import type { MailKind, MailKindId } from '../mail-kind.ts';
import { issueMail } from './issue.ts';

/** THE REGISTRY of kinds of mail. */
export const MAILS: Readonly<Partial<Record<MailKindId, MailKind>>> = {
  issue: issueMail,
};
