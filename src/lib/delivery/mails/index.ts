import type { MailKind, MailKindId } from '../mail-kind.ts';
import { confirmMail } from './confirm.ts';
import { issueMail } from './issue.ts';

/** THE REGISTRY of kinds of mail. */
export const MAILS: Readonly<Partial<Record<MailKindId, MailKind>>> = {
  confirm: confirmMail,
  issue: issueMail,
};
