import { readChoices } from '../../subscribers/choices.ts';
import { describePreferences } from '../../subscribers/describe.ts';
import { subscriberHref } from '../../subscribers/links.ts';
import { confirmSubscriber } from '../../subscribers/store/change.ts';
import { readSubscriber } from '../../subscribers/store/subscribers.ts';
import { findToken, issueToken } from '../../subscribers/store/tokens.ts';
import type { Outcome, SubscriberOptions } from './answer-subscriber.ts';
import { endMail } from './end-mail.ts';
import { confirmButton, confirmed, UNKNOWN_LINK, UNSUBSCRIBED, unsubscribeButton } from './sayings.ts';
import type { Said } from './visit.ts';

/** Pages that a link of a mail leads to and that have one button: programs that look into mail open links, and press nothing. */
export function createTokenPages(options: SubscriberOptions) {
  const { db, log } = options;
  return {
    confirm: {
      async shown(token: string | null): Promise<Outcome> {
        const subscriber = await known(token);
        if (token === null || subscriber === null) return page(UNKNOWN_LINK);
        return page(confirmButton(pathTo('confirm', token)));
      },
      /** Once confirmed, a link changes nothing more, and says so again for as long as it lasts. */
      async pressed(token: string | null): Promise<Outcome> {
        const subscriber = await known(token);
        if (subscriber === null) return page(UNKNOWN_LINK);
        const { subscriberId, preferences } = subscriber;
        if (await confirmSubscriber(db, { subscriberId, via: 'mail' }))
          log('subscriber-confirmed', { subscriberId });
        const settings = await issueToken(db, { subscriberId, purpose: 'manage' });
        const chosen = describePreferences(preferences, await readChoices(db));
        return page(confirmed(chosen, pathTo('manage', settings)));
      },
    },
    unsubscribe: {
      shown(token: string | null): Outcome {
        return page(token === null ? UNKNOWN_LINK : unsubscribeButton(pathTo('unsubscribe', token)));
      },
      async pressed(token: string | null): Promise<Outcome> {
        const subscriberId = token === null ? null : await findToken(db, token, 'unsubscribe');
        if (subscriberId !== null) await endMail(options, { subscriberId, via: 'mail' });
        return page(UNSUBSCRIBED);
      },
    },
  };

  /** Whoever a link confirms: somebody who waits for it, or has pressed it already. */
  async function known(token: string | null) {
    const subscriberId = token === null ? null : await findToken(db, token, 'confirm');
    const subscriber = subscriberId === null ? null : await readSubscriber(db, subscriberId);
    return subscriber?.status === 'unconfirmed' || subscriber?.status === 'active' ? subscriber : null;
  }
}

function page(said: Said): Outcome {
  return { kind: 'said', said };
}

/** The path alone: these pages stay on the site that is open. */
export function pathTo(purpose: 'confirm' | 'manage' | 'unsubscribe', token: string): string {
  return subscriberHref('', purpose, encodeURIComponent(token.toWellFormed()));
}
