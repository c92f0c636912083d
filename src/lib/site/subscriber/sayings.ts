import { paths } from '../paths.ts';
import type { Said, Subscriptions } from './visit.ts';

/** Pages of a few sentences. The same words for every address, known or not. */

const archive = { href: paths.digest(), says: 'All issues' };
const again = { href: paths.subscribe(), says: 'Subscribe' };
const privacy = { href: paths.privacy(), says: 'What is stored' };

const plain = { status: 200, says: [], button: null, links: [archive] };

/** Why nobody can subscribe, for readers. */
export const CLOSED_WORDS: Readonly<Record<Exclude<Subscriptions, 'open'>, string>> = {
  off: 'Whoever runs this site sends no mail. Every issue is in the archive and in the Atom feed.',
  'no-mail':
    'This site cannot send mail yet: whoever runs it has not named a mail server. Every issue is in the archive and in the Atom feed.',
};

export function asked(address: string): Said {
  return {
    ...plain,
    title: 'Look into your mail',
    lead: `If ${address} is right, a mail is on its way to it.`,
    says: [
      'It holds a link. Open it and press the button: only then does anything come. The link lasts three days.',
      'If nothing arrives within a few minutes, look among unwanted mail. An address gets such a mail once a day at most, however often it is entered. Whoever is subscribed already finds a link to the settings at the end of every mail.',
    ],
    links: [archive, privacy],
  };
}

const TOO_MANY_WORDS = {
  network: 'From your network three addresses were entered within an hour.',
  all: 'Many addresses were entered within an hour, more than one site should write to.',
  forms: 'From your network this form was sent very often within a minute.',
} as const;

export function tooMany(of: keyof typeof TOO_MANY_WORDS): Said {
  return {
    ...plain,
    status: 429,
    title: 'Too many requests',
    lead: TOO_MANY_WORDS[of],
    says: ['This keeps others from filling mailboxes that are not theirs. Please come back in an hour.'],
  };
}

export function closed(why: Exclude<Subscriptions, 'open'>): Said {
  return { ...plain, status: 503, title: 'No subscriptions here', lead: CLOSED_WORDS[why] };
}

export function confirmButton(href: string): Said {
  return {
    ...plain,
    title: 'Confirm the subscription',
    lead: 'One press, and mail comes to the address this link was sent to.',
    says: [
      'Nothing has changed so far. If you did not ask for this, close the page: the address is removed after seven days.',
    ],
    button: { href, says: 'Confirm' },
    links: [privacy],
  };
}

export function confirmed(choices: readonly string[], settingsHref: string): Said {
  return {
    ...plain,
    title: 'Confirmed',
    lead: 'From now on mail comes as you chose.',
    says: choices,
    links: [{ href: settingsHref, says: 'Change what you get' }, archive],
  };
}

export function unsubscribeButton(href: string): Said {
  return {
    ...plain,
    title: 'Unsubscribe',
    lead: 'One press, and no more mail comes from here.',
    says: ['Nothing has changed so far. The address and what was chosen for it are removed at once.'],
    button: { href, says: 'Unsubscribe' },
    links: [privacy],
  };
}

/** Whether or not there was anybody: a link that is known and one that is not lead to the same. */
export const UNSUBSCRIBED: Said = {
  ...plain,
  title: 'Unsubscribed',
  lead: 'No more mail comes from here.',
  says: ['The address that the link belonged to is removed, and so is what was chosen for it.'],
  links: [again, archive],
};

export const DELETED: Said = {
  ...plain,
  title: 'Deleted',
  lead: 'Nothing is kept of this subscription.',
  says: [
    'Address, choices, links and the list of mails are gone. What stays is the record, without any address, that somebody agreed and took it back, and a mark that no address can be read from, so that no backup brings you back.',
  ],
  links: [again, archive],
};

export const UNKNOWN_LINK: Said = {
  ...plain,
  status: 404,
  title: 'This link leads nowhere',
  lead: 'It is cut off, was used up, or is over.',
  says: [
    'Links that confirm last three days. If you are subscribed, every mail ends with a link to your settings and one that unsubscribes.',
    'If you never confirmed, enter your address again, and a new link comes by mail.',
  ],
  links: [again, archive],
};

export const FOREIGN: Said = {
  ...plain,
  status: 403,
  title: 'This form was sent from another site',
  lead: 'Nothing was done.',
  says: ['Addresses are taken from the form on this site alone.'],
  links: [again],
};

export const NOT_A_FORM: Said = {
  ...plain,
  status: 415,
  title: 'This cannot be read',
  lead: 'Forms come here as application/x-www-form-urlencoded, and as nothing else.',
};

export const TOO_LONG: Said = {
  ...plain,
  status: 413,
  title: 'This is too long',
  lead: 'A form has at most 16 kB.',
  says: ['Watch fewer models, or whole publishers.'],
  links: [again],
};

export const TOO_SLOW: Said = {
  ...plain,
  status: 408,
  title: 'This took too long',
  lead: 'The form did not arrive whole in time.',
  links: [again],
};

export const WRONG_METHOD: Said = {
  ...plain,
  status: 405,
  title: 'This is not done here',
  lead: 'Pages are read with GET, and forms are sent with POST.',
};
