import { DIMENSION_NAMES } from '../../subscribers/choices.ts';
import { CONSENT_WORDS } from '../../subscribers/consent.ts';
import type { FieldId } from '../../subscribers/fields.ts';
import { FOCUS_DIMENSIONS, LIMITS } from '../../subscribers/preferences.ts';
import type { FilledForm } from './visit.ts';

/** The form as a component shows it. */
export interface FormView {
  email: string;
  cadences: readonly { id: string; name: string; says: string; chosen: boolean }[];
  focus: readonly {
    dimension: string;
    name: string;
    options: readonly { id: string; name: string; chosen: boolean }[];
  }[];
  models: string;
  publishers: string;
  /** One row for each share that is watched, and some to fill in. */
  thresholds: readonly { group: string; side: string; percent: string }[];
  /** What a share may be of, by dimension. */
  groups: readonly { name: string; options: readonly { id: string; name: string }[] }[];
  alerts: readonly { id: 'licenses' | 'releases' | 'claims'; says: string; chosen: boolean }[];
  /** What is wrong, by field, in the order of the form. */
  problems: readonly { field: FieldId; says: string }[];
  /** Which parts are open: those that hold something, or something wrong. */
  opens: { focus: boolean; watch: boolean; alerts: boolean };
  limits: typeof LIMITS;
  consent: string;
}

const CADENCES = [
  { id: 'weekly', name: 'Every week', says: 'on Monday, about the week that is over' },
  { id: 'monthly', name: 'Every month', says: 'one mail about the month that is over' },
  { id: 'never', name: 'No digest', says: 'alerts alone' },
] as const;

const ALERTS = [
  { id: 'licenses', says: 'The license of a model I watch, or of a publisher I watch, changes' },
  { id: 'releases', says: 'A publisher I watch releases a model' },
  { id: 'claims', says: 'A published claim gets another status' },
] as const;

const spareRows = 2;

export function formView({ fields, problems, choices }: FilledForm): FormView {
  const { focus, thresholds } = fields;
  const wrong = (...ids: FieldId[]) => problems.some(({ field }) => ids.includes(field));
  const spare = Math.min(spareRows, Math.max(0, LIMITS.thresholds - thresholds.length));
  const blank = { group: '', side: 'above', percent: '' };
  return {
    email: fields.email,
    cadences: CADENCES.map((cadence) => ({ ...cadence, chosen: cadence.id === fields.cadence })),
    focus: FOCUS_DIMENSIONS.map((dimension) => ({
      dimension,
      name: DIMENSION_NAMES[dimension].many,
      options: inView(
        choices.groups[dimension].map(({ id, name }) => ({
          id,
          name,
          chosen: focus[dimension].includes(id),
        })),
      ),
    })),
    models: fields.models,
    publishers: fields.publishers,
    thresholds: [...thresholds, ...Array.from({ length: spare }, () => blank)],
    groups: FOCUS_DIMENSIONS.map((dimension) => ({
      name: DIMENSION_NAMES[dimension].many,
      options: choices.groups[dimension].map(({ id, name }) => ({ id: `${dimension}:${id}`, name })),
    })),
    alerts: ALERTS.map((alert) => ({ ...alert, chosen: fields[alert.id] })),
    problems,
    opens: {
      focus: wrong('focus') || FOCUS_DIMENSIONS.some((dimension) => focus[dimension].length > 0),
      watch: wrong('models', 'publishers') || `${fields.models}${fields.publishers}`.trim() !== '',
      alerts:
        wrong('thresholds', 'alerts') ||
        thresholds.length > 0 ||
        fields.licenses ||
        fields.releases ||
        fields.claims,
    },
    limits: LIMITS,
    consent: CONSENT_WORDS,
  };
}

/** Longer lists scroll; what is chosen in them stands first. */
const longList = 16;

function inView<Option extends { chosen: boolean }>(options: readonly Option[]): readonly Option[] {
  return options.length <= longList
    ? options
    : options.toSorted((a, b) => Number(b.chosen) - Number(a.chosen));
}
