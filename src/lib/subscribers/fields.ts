import type { Choices } from './choices.ts';
import { type FOCUS_DIMENSIONS, LIMITS, type Preferences } from './preferences.ts';

/** A form as it was filled in. Nothing in it is checked. */
export interface Fields {
  email: string;
  cadence: string;
  /** Ids of groups, by dimension. */
  focus: Readonly<Record<(typeof FOCUS_DIMENSIONS)[number], readonly string[]>>;
  /** One a line. */
  models: string;
  publishers: string;
  thresholds: readonly { group: string; side: string; percent: string }[];
  licenses: boolean;
  releases: boolean;
  claims: boolean;
}

/** Names of fields, as they stand in the form. */
export type FieldId = 'email' | 'cadence' | 'focus' | 'models' | 'publishers' | 'thresholds' | 'alerts';

/** What is wrong with a field, in a sentence. */
export interface FieldProblem {
  field: FieldId;
  says: string;
}

/** What a browser sends. */
export function sentFields(sent: URLSearchParams): Fields {
  const text = (name: string) => sent.get(name) ?? '';
  const [groups, sides, percents] = ['group', 'side', 'percent'].map((name) => sent.getAll(name));
  return {
    email: text('email'),
    cadence: text('cadence'),
    focus: {
      region: sent.getAll('region'),
      size: sent.getAll('size'),
      license: sent.getAll('license'),
      family: sent.getAll('family'),
    },
    models: text('models'),
    publishers: text('publishers'),
    thresholds: (groups ?? [])
      .map((group, at) => ({ group, side: sides?.[at] ?? '', percent: percents?.[at] ?? '' }))
      .filter(({ group, percent }) => group !== '' || percent.trim() !== '')
      // One more than there may be, so that it can be told.
      .slice(0, LIMITS.thresholds + 1),
    licenses: sent.has('licenses'),
    releases: sent.has('releases'),
    claims: sent.has('claims'),
  };
}

/** The form as it stands for what somebody chose before. */
export function fieldsOf({ cadence, focus, watch, alerts }: Preferences, choices: Choices): Fields {
  // A name is what people know a publisher by, where it names no other.
  const publisher = (id: string) => {
    const name = choices.publishers.find((one) => one.id === id)?.name ?? id;
    return choices.publishers.filter((one) => one.name === name || one.id === name).length > 1 ? id : name;
  };
  return {
    email: '',
    cadence,
    focus,
    models: watch.models.join('\n'),
    publishers: watch.publishers.map(publisher).join('\n'),
    thresholds: alerts.thresholds.map(({ dimension, id, side, percent }) => ({
      group: `${dimension}:${id}`,
      side,
      percent: String(percent),
    })),
    licenses: alerts.licenses,
    releases: alerts.releases,
    claims: alerts.claims,
  };
}
