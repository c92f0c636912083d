import type { Key } from '../../definition/keys.ts';

/** Short words for the choices of a switch: they stand beside its name, so they need not repeat it. */
export const SHORT_CHOICES: Readonly<Partial<Record<Key, Readonly<Record<string, string>>>>> = {
  attribution: { uploader: 'uploader', creator: 'original creator', flow: 'creator → uploader' },
  unknown: { keep: 'kept as rows', drop: 'left out', band: 'as a band' },
  universe: {
    all: 'all models',
    language: 'language',
    'first-party': 'first-party',
    tracked: 'tracked',
    'parameters-known': 'of known size',
  },
  infrastructure: { with: 'with', without: 'without' },
  counting: { primary: 'whole for the first', fractional: 'in equal parts', full: 'whole for each' },
  facts: Object.fromEntries([
    ['then', 'of each day'],
    ['now', 'of today'],
  ]),
  step: { auto: 'automatic', day: 'day', week: 'week', month: 'month' },
};

/** What a switch is called on a page, where the name of its key does not say enough. */
export const SWITCH_NAMES: Readonly<Partial<Record<Key, string>>> = {
  attribution: 'Counted for the',
  unknown: 'Unknown groups',
  universe: 'Universe',
  infrastructure: 'Infrastructure models',
  counting: 'Publishers of several countries',
  facts: 'Facts about publishers',
  scheme: 'Size classes of',
  window: 'Window',
  step: 'Step',
};
