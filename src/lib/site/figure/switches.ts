import { type DimensionId, PUBLISHER_DIMENSIONS } from '../../../../db/vocab/dimensions.ts';
import { SIZE_SCHEMES } from '../../../../db/vocab/size-classes.ts';
import {
  ATTRIBUTIONS,
  COUNTINGS,
  FACTS,
  INFRASTRUCTURES,
  STEPS,
  UNIVERSES,
  UNKNOWNS,
} from '../../definition/choices.ts';
import { crossProblems } from '../../definition/cross-rules.ts';
import type { Definition } from '../../definition/definition.ts';
import type { Key } from '../../definition/keys.ts';
import { lensed, withLens } from '../../definition/lenses.ts';
import { printKey } from '../../definition/print.ts';
import { keyName, windowWords } from '../../definition/words.ts';
import { SHORT_CHOICES, SWITCH_NAMES } from './switch-words.ts';

/** One choice of a switch. `href` null: it is the one in force, or `refused` says why it cannot be asked. */
export interface SwitchChoice {
  name: string;
  /** What a figure does that is asked for it. */
  says: string;
  href: string | null;
  chosen: boolean;
  refused: string | null;
  /** The key that chooses it. */
  shortcut?: string | undefined;
}

/** One key of the definition that a reader can change with a link. */
export interface Switch {
  key: Key;
  name: string;
  choices: readonly SwitchChoice[];
}

/** Windows that are offered, in days; others can be written in the address. */
export const OFFERED_WINDOWS = [28, 91, 365, 1095] as const;

/** The switches a definition has use for, each choice with the one address of the definition it makes. */
export function switchesOf(
  definition: Definition,
  address: (definition: Definition) => string,
): readonly Switch[] {
  const named = [...definition.by, ...lensed(definition)];
  const uses = (...dimensions: readonly DimensionId[]) => dimensions.some((each) => named.includes(each));
  const publishers = uses(...PUBLISHER_DIMENSIONS);
  const make = <Choice extends { id: string; says?: string }>(
    key: Key,
    choices: readonly Choice[],
    change: (id: Choice['id']) => Definition,
  ): Switch => ({
    key,
    name: SWITCH_NAMES[key] ?? keyName(key),
    choices: choices.map((choice) => {
      const changed = change(choice.id);
      const chosen = printKey(changed, key) === printKey(definition, key);
      const refused = chosen ? null : (crossProblems(changed)[0] ?? null);
      const name = SHORT_CHOICES[key]?.[choice.id] ?? choice.id;
      const href = chosen || refused !== null ? null : address(changed);
      return {
        name: 'name' in choice && !SHORT_CHOICES[key] ? String(choice.name) : name,
        says: choice.says ?? '',
        href,
        chosen,
        refused,
      };
    }),
  });
  return [
    make('attribution', attributionsFor(definition), (attribution) => ({ ...definition, attribution })),
    make('unknown', UNKNOWNS, (unknown) => ({ ...definition, unknown })),
    make('universe', UNIVERSES, (universe) => ({ ...definition, universe })),
    make('infrastructure', INFRASTRUCTURES, (infrastructure) => ({ ...definition, infrastructure })),
    // Classes of one scheme are no groups of another.
    ...(uses('size')
      ? [make('scheme', SIZE_SCHEMES, (scheme) => ({ ...withLens(definition, 'size', []), scheme }))]
      : []),
    ...(uses('region', 'country')
      ? [make('counting', COUNTINGS, (counting) => ({ ...definition, counting }))]
      : []),
    ...(publishers ? [make('facts', FACTS, (facts) => ({ ...definition, facts }))] : []),
    windowSwitch(definition, address),
    stepSwitch(make('step', STEPS, (step) => ({ ...definition, step }))),
  ];
}

const stepKeys: readonly (string | undefined)[] = STEPS.map(({ id }) =>
  id === 'auto' ? undefined : id.slice(0, 1),
);

function stepSwitch(made: Switch): Switch {
  return { ...made, choices: made.choices.map((choice, at) => ({ ...choice, shortcut: stepKeys[at] })) };
}

/** Keys of windows by their days; `a` is all. */
const windowKeys: Readonly<Record<string, string>> = { '91': 'q', '365': 'y' };

/** The flow needs one dimension of publishers; where there is none it is not offered. */
function attributionsFor({ by }: Definition) {
  const [only] = by;
  const flows = by.length === 1 && only !== undefined && PUBLISHER_DIMENSIONS.includes(only);
  return ATTRIBUTIONS.filter(({ id }) => id !== 'flow' || flows);
}

function windowSwitch(definition: Definition, address: (definition: Definition) => string): Switch {
  const { window } = definition;
  const offered: readonly Definition['window'][] = [null, ...OFFERED_WINDOWS.map((days) => ({ days }))];
  const printed = printKey(definition, 'window');
  const all = offered.some((each) => printKey({ ...definition, window: each }, 'window') === printed)
    ? offered
    : [...offered, window];
  return {
    key: 'window',
    name: SWITCH_NAMES.window ?? keyName('window'),
    choices: all.map((each) => {
      const changed = { ...definition, window: each };
      const chosen = printKey(changed, 'window') === printed;
      const name = each === null ? 'everything recorded' : windowWords(each).replace('the last ', '');
      const shortcut = each === null ? 'a' : 'days' in each ? windowKeys[each.days] : undefined;
      return { name, says: '', href: chosen ? null : address(changed), chosen, refused: null, shortcut };
    }),
  };
}
