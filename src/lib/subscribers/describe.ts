import { clean } from '../digest/clean.ts';
import { formatList } from '../format/list.ts';
import { type Choices, choiceName } from './choices.ts';
import { FOCUS_DIMENSIONS, hasAlerts, type Preferences, type Threshold } from './preferences.ts';

const CADENCE_WORDS = {
  weekly: 'The digest every Monday',
  monthly: 'The digest once a month',
  never: 'No digest',
} as const;

/**
 * What a subscriber chose, a sentence each. `names` false: models are counted, as anybody may name a model on the Hub, and choose
 * it for somebody else’s address.
 */
export function describePreferences(
  preferences: Preferences,
  choices: Choices,
  { names = true }: { names?: boolean } = {},
): string[] {
  const { cadence, focus, watch } = preferences;
  const focused = FOCUS_DIMENSIONS.flatMap((dimension) =>
    focus[dimension].map((id) => choiceName(choices, dimension, id)),
  );
  const publishers = watch.publishers.map(
    (id) => choices.publishers.find((publisher) => publisher.id === id)?.name ?? id,
  );
  const count = watch.models.length;
  const counted = count === 0 ? [] : [count === 1 ? 'one model' : `${count} models`];
  const watched = [...(names ? watch.models.map(clean) : counted), ...publishers];
  return [
    focused.length === 0 || cadence === 'never'
      ? `${CADENCE_WORDS[cadence]}.`
      : `${CADENCE_WORDS[cadence]}, with ${formatList(focused)} in front.`,
    ...(watched.length === 0 ? [] : [`Watched: ${formatList(watched)}.`]),
    hasAlerts(preferences)
      ? `Alerts, at most one mail a day: ${formatList(alertsOf(preferences, choices))}.`
      : 'No alerts.',
  ];
}

function alertsOf({ alerts }: Preferences, choices: Choices): string[] {
  return [
    ...alerts.thresholds.map((threshold) => thresholdWords(threshold, choices)),
    ...(alerts.licenses ? ['licenses of what is watched'] : []),
    ...(alerts.releases ? ['releases of watched publishers'] : []),
    ...(alerts.claims ? ['claims whose status changes'] : []),
  ];
}

/** `China above 50 % of downloads`. */
export function thresholdWords({ dimension, id, side, percent }: Threshold, choices: Choices): string {
  return `${choiceName(choices, dimension, id)} ${side} ${percent} % of downloads`;
}
