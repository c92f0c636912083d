import { DIMENSIONS } from '../../../db/vocab/dimensions.ts';
import { MEASURES } from '../../../db/vocab/measures.ts';
import { SIZE_SCHEMES } from '../../../db/vocab/size-classes.ts';
import { ATTRIBUTIONS, COUNTINGS, FACTS, INFRASTRUCTURES, STEPS, UNIVERSES, UNKNOWNS } from './choices.ts';
import { SHAPES } from './group-ids.ts';
import { KEYS, type Key, LIST_KEYS } from './keys.ts';
import { groupsOf } from './vocabulary.ts';
import { keyName } from './words.ts';

/** One key of an address, as a reader looks it up. */
export interface GrammarEntry {
  key: Key;
  name: string;
  /** What it decides, in one sentence. */
  says: string;
  /** How a value is written where there is no list of choices; else null. */
  form: string | null;
  /** All values there are, in order; null where the data or the calendar decide. */
  choices: readonly { id: string; name: string; says: string | null }[] | null;
  /** The choice that an address without the key means; null: all, or none. */
  otherwise: string | null;
  /** Several values may be given, joined by `~`. */
  list: boolean;
  /** A key with a value. */
  example: string;
}

type Words = Pick<GrammarEntry, 'says' | 'form' | 'choices' | 'otherwise' | 'example'>;

const chosen = (
  says: string,
  choices: readonly { id: string; name: string; says?: string }[],
  example: string,
): Words => ({
  says,
  form: null,
  choices: choices.map((choice) => ({ id: choice.id, name: choice.name, says: choice.says ?? null })),
  otherwise: choices[0]?.id ?? null,
  example,
});

const written = (says: string, form: string, example: string): Words => ({
  says,
  form,
  choices: null,
  otherwise: null,
  example,
});

const WORDS: Readonly<Partial<Record<Key, Words>>> = {
  panel: written(
    'The panel whose models are counted. Without it the site takes the first one.',
    'the panel’s short name',
    'panel=hub',
  ),
  measure: chosen('What is read off each model.', MEASURES, 'measure=downloadsGained'),
  universe: chosen('Which models of the panel count, before any lens.', UNIVERSES, 'universe=language'),
  by: {
    ...chosen('What the figure is divided by: one dimension, or two crossed.', DIMENSIONS, 'by=region~size'),
    otherwise: null,
  },
  window: written(
    'The days a figure is about. Without it everything recorded.',
    'two days, the second outside, or a number of days up to the snapshot',
    'window=2024-08-01..2025-09-01',
  ),
  step: chosen('How a series is cut.', STEPS, 'step=week'),
  attribution: chosen('Whose a model is.', ATTRIBUTIONS, 'attribution=creator'),
  counting: chosen('How publishers of several countries count.', COUNTINGS, 'counting=fractional'),
  facts: chosen('Which day’s facts about publishers hold.', FACTS, 'facts=now'),
  unknown: chosen('What becomes of groups that are not known.', UNKNOWNS, 'unknown=band'),
  scheme: chosen('How sizes are cut into classes.', SIZE_SCHEMES, 'scheme=atom'),
  infrastructure: chosen(
    'Whether models count that programs fetch again and again.',
    INFRASTRUCTURES,
    'infrastructure=without',
  ),
  reference: written(
    'The version of the reference that the reader saw. Without it whichever is in force.',
    'a whole number from 1 on',
    'reference=12',
  ),
  snapshot: written(
    'The day up to which snapshots count. Without it the newest.',
    'a day, YYYY-MM-DD',
    'snapshot=2026-08-22',
  ),
};

const EXAMPLES: Readonly<Record<string, string>> = {
  region: 'us~cn',
  country: 'DE~FR',
  publisher: 'deepseek',
  packager: 'unsloth-ai',
  'license-id': 'apache-2.0~mit',
  task: 'text-generation',
  library: 'transformers',
  family: 'qwen',
  year: '2025',
};

/** Every key of an address with its choices, in canonical order: what `/methods` and the API list. */
export const GRAMMAR: readonly GrammarEntry[] = KEYS.map((key) => ({
  key,
  name: keyName(key),
  ...(WORDS[key] ?? lensEntry(key)),
  list: LIST_KEYS.includes(key),
}));

function lensEntry(key: Key): Words {
  const dimension = DIMENSIONS.find(({ id }) => id === key);
  if (!dimension) throw new Error(`no words for the key ${key}`);
  const groups = groupsOf(dimension.id, 'default');
  return {
    says: `Lens: only models of these groups. ${dimension.says}`,
    form: SHAPES[dimension.id]?.says ?? null,
    choices: groups?.map(({ id, name }) => ({ id, name, says: null })) ?? null,
    otherwise: null,
    example: `${key}=${EXAMPLES[dimension.id] ?? groups?.[0]?.id ?? ''}`,
  };
}
