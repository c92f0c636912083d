import type { MailKind, MailKindId } from '../mail-kind.ts';
import { alertMail } from './alert.ts';
import { confirmMail } from './confirm.ts';
import { issueMail } from './issue.ts';
import { monthMail } from './month.ts';

/** THE REGISTRY of kinds of mail. */
export const MAILS: Readonly<Record<MailKindId, MailKind>> = {
  alert: alertMail,
  confirm: confirmMail,
  issue: issueMail,
  month: monthMail,
};
