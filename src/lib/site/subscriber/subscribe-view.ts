import { readChoices } from '../../subscribers/choices.ts';
import { fieldsOf } from '../../subscribers/fields.ts';
import { DEFAULT_PREFERENCES } from '../../subscribers/preferences.ts';
import type { Census } from '../census.ts';
import { type FormView, formView } from './form-view.ts';
import { CLOSED_WORDS } from './sayings.ts';
import type { FilledForm } from './visit.ts';

/** The page with the form: as it was sent and came back, or empty. Where nobody can subscribe, why. */
export async function readSubscribePage(
  { db, subscriptions }: Pick<Census, 'db' | 'subscriptions'>,
  sent: FilledForm | null,
): Promise<{ form: FormView | null; closed: string | null }> {
  if (subscriptions !== 'open') return { form: null, closed: CLOSED_WORDS[subscriptions] };
  if (sent) return { form: formView(sent), closed: null };
  const choices = await readChoices(db);
  const fields = fieldsOf(DEFAULT_PREFERENCES, choices);
  return { form: formView({ fields, problems: [], choices }), closed: null };
}
