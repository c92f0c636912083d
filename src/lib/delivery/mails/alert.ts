import { alertSchema } from '../../alerts/happening.ts';
import { alertHtml, alertText, letterOf } from '../../alerts/letter.ts';
import { personalHtml, personalText } from '../../digest/personal.ts';
import { formatDay } from '../../format/dates.ts';
import { hasAlerts } from '../../subscribers/preferences.ts';
import type { MailKind } from '../mail-kind.ts';

/** What a subscriber asked to hear of at once; `key`: the UTC day. Throws where the payload is not one of ours. */
export const alertMail: MailKind = {
  kind: 'alert',
  goesTo: ['active'],
  listed: true,
  async compose({ origin, key, payload, recipient, links }) {
    if (!hasAlerts(recipient.preferences)) return null;
    const letter = letterOf(alertSchema.parse(payload), key);
    const confirmed = recipient.confirmedAt?.toISOString().slice(0, 10);
    const personal = {
      why: `You get this because you asked for alerts${confirmed ? ` and confirmed your address on ${formatDay(confirmed)}` : ''}.`,
      chosen: null,
      manageHref: await links.manage(),
      unsubscribeHref: await links.unsubscribe(),
    };
    return {
      subject: letter.subject,
      html: personalHtml(alertHtml(letter, { origin, pictureHref: (picture) => `cid:${picture}` }), personal),
      text: personalText(alertText(letter, { origin }), personal),
      pictures: [],
    };
  },
};
