import { readChoices } from '../../subscribers/choices.ts';
import { type FieldProblem, type Fields, fieldsOf, sentFields } from '../../subscribers/fields.ts';
import { readFields } from '../../subscribers/read-fields.ts';
import { changePreferences, destroy } from '../../subscribers/store/change.ts';
import { readKept, readSubscriber, type Subscriber } from '../../subscribers/store/subscribers.ts';
import { findToken } from '../../subscribers/store/tokens.ts';
import type { Outcome, SubscriberOptions } from './answer-subscriber.ts';
import { endMail, note } from './end-mail.ts';
import type { Place, SettingsAction } from './place.ts';
import { DELETED, UNKNOWN_LINK, UNSUBSCRIBED } from './sayings.ts';
import { pathTo } from './token-pages.ts';
import type { Settings } from './visit.ts';

type SettingsPlace = Extract<Place, { kind: 'settings' }>;

/** The settings of one subscriber: the form as it stands, and ways to leave, to take everything along, to delete it. */
export function createSettings(options: SubscriberOptions) {
  const { db, log } = options;
  return {
    async shown({ token, action }: SettingsPlace): Promise<Outcome> {
      const subscriber = await known(token);
      // What a button does is no page: whoever comes there by a link finds the settings.
      if (subscriber === null || token === null) return nowhere;
      if (action !== null) return moved(pathTo('manage', token));
      return await formPage(token, subscriber, { notice: null });
    },
    async sent({ token, action }: SettingsPlace, sent: URLSearchParams): Promise<Outcome> {
      const subscriber = await known(token);
      if (subscriber === null || token === null) return nowhere;
      if (action !== null) return await done(action, subscriber);
      const fields = sentFields(sent);
      const { preferences, problems } = await readFields(db, fields, await readChoices(db));
      if (preferences === null) return await formPage(token, subscriber, { notice: null, fields, problems });
      const { subscriberId } = subscriber;
      await changePreferences(db, { subscriberId, via: 'settings', preferences });
      return await formPage(token, { ...subscriber, preferences, status: 'active' }, { notice: 'saved' });
    },
  };

  async function done(action: SettingsAction, { subscriberId }: Subscriber): Promise<Outcome> {
    const said = { subscriberId, via: 'settings' };
    switch (action) {
      case 'unsubscribe':
        await endMail(options, said);
        return { kind: 'said', said: UNSUBSCRIBED };
      case 'delete': {
        const gone = await destroy(db, said);
        log('subscriber-deleted', { subscriberId });
        await note(options, gone?.departure ?? null);
        return { kind: 'said', said: DELETED };
      }
      case 'export':
        return new Response(`${JSON.stringify(await readKept(db, subscriberId), null, 2)}\n`, {
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'content-disposition': 'attachment; filename="open-model-census_subscription.json"',
          },
        });
    }
  }

  /** Null for a link of nobody, and of somebody who left. */
  async function known(token: string | null): Promise<Subscriber | null> {
    const subscriberId = token === null ? null : await findToken(db, token, 'manage');
    const subscriber = subscriberId === null ? null : await readSubscriber(db, subscriberId);
    return subscriber?.status === 'unsubscribed' ? null : subscriber;
  }

  async function formPage(
    token: string,
    subscriber: Subscriber,
    as: { notice: Settings['notice']; fields?: Fields; problems?: readonly FieldProblem[] },
  ): Promise<Outcome> {
    const choices = await readChoices(db);
    const { fields = fieldsOf(subscriber.preferences, choices), problems = [] } = as;
    const saveHref = pathTo('manage', token);
    const settings: Settings = {
      email: subscriber.email ?? '',
      notice: as.notice ?? (subscriber.status === 'suspended' ? 'suspended' : null),
      saveHref,
      unsubscribeHref: `${saveHref}/unsubscribe`,
      exportHref: `${saveHref}/export`,
      deleteHref: `${saveHref}/delete`,
    };
    return { kind: 'settings', form: { fields, problems, choices }, settings };
  }
}

const nowhere: Outcome = { kind: 'said', said: UNKNOWN_LINK };

function moved(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
