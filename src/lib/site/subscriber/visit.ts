import type { Choices } from '../../subscribers/choices.ts';
import type { FieldProblem, Fields } from '../../subscribers/fields.ts';

/** What a page about subscriptions shows, beside the census: what came of a request. Never kept, never of another reader. */
export type Visit =
  | { kind: 'form'; form: FilledForm }
  | { kind: 'settings'; form: FilledForm; settings: Settings }
  | { kind: 'said'; said: Said };

export interface FilledForm {
  fields: Fields;
  problems: readonly FieldProblem[];
  choices: Choices;
}

export interface Settings {
  /** The address that gets the mail. */
  email: string;
  notice: 'saved' | 'suspended' | null;
  saveHref: string;
  unsubscribeHref: string;
  exportHref: string;
  deleteHref: string;
}

/** A page of a few sentences, with one button at most. */
export interface Said {
  status: number;
  title: string;
  lead: string;
  says: readonly string[];
  button: { href: string; says: string } | null;
  links: readonly { href: string; says: string }[];
}

/** Whether mail can be asked for: `off` the operator says no, `no-mail` the site has no way to send any. */
export type Subscriptions = 'open' | 'off' | 'no-mail';
