import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import { UNIVERSES } from '../definition/choices.ts';
import { isAlone, lensed, lensOf } from '../definition/lenses.ts';
import { keyName, pluralOf, wordsOf } from '../definition/words.ts';
import type { Figure } from '../metrics/figure.ts';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Which models a figure is about, as it follows its subject: full, with the lenses counted, and shortest. */
export function populationWords(figure: Figure): readonly [string, string, string] {
  const among = panelWords(figure);
  const names = lensNames(figure);
  const counted = namedLenses(figure.definition).length;
  const short =
    counted === 0 ? '' : ` under ${NUMBERS[counted] ?? counted} ${counted === 1 ? 'lens' : 'lenses'}`;
  return [
    among + (names === '' ? '' : ` (${names})`),
    among + short,
    (universeWords(figure) === null ? ' in this panel' : ` among ${universeWords(figure)}`) + short,
  ];
}

/**
 * The panel in words: heads of the download list by their number, whole lists by their title, all others by their
 * title in quotes. Titles and populations are those of collectors/hub.
 */
function panelWords(figure: Figure): string {
  const { title, population } = figure.panel;
  const universe = universeWords(figure);
  const head = /^The ([\d,]+) public models of .+ with the most downloads\b/.exec(population)?.[1];
  if (head !== undefined) {
    const most = `the ${head} most downloaded`;
    return universe === null ? ` among ${most} models` : ` among ${universe} of ${most}`;
  }
  const whole = /^All models (of .+)$/.exec(title)?.[1];
  if (whole !== undefined) return ` among ${universe ?? 'all models'} ${whole}`;
  const quoted = `“${shortTitle(figure)}”`;
  return universe === null ? ` in ${quoted}` : ` among ${universe} in ${quoted}`;
}

/** The title of a figure’s panel, cut so that a sentence can hold it. */
export function shortTitle({ panel }: Figure): string {
  const letters = [...panel.title];
  return letters.length > 60 ? `${letters.slice(0, 59).join('').trimEnd()}…` : panel.title;
}

function universeWords({ definition }: Figure): string | null {
  if (definition.universe === 'all') return null;
  return UNIVERSES.find(({ id }) => id === definition.universe)?.name ?? null;
}

/** Every lens with its groups; a group is called as the figure names it, where it does. */
function lensNames(figure: Figure): string {
  const { definition } = figure;
  return namedLenses(definition)
    .map((dimension) => {
      const words = wordsOf(definition, dimension, (asked, id) => nameIn(figure, asked, id));
      return lensOf(definition, dimension).length > 4
        ? `${lensOf(definition, dimension).length} ${pluralOf(dimension)}`
        : `${keyName(dimension).toLowerCase().replace('osi', 'OSI')}: ${words}`;
    })
    .join('; ');
}

/** A lens on the one group that a sentence is about is said by its subject. */
function namedLenses(definition: Figure['definition']): readonly DimensionId[] {
  const all = lensed(definition);
  return isAlone(definition) ? all.filter((dimension) => dimension !== definition.by[0]) : all;
}

function nameIn(
  { definition, groups, lensNames }: Figure,
  dimension: DimensionId,
  id: string,
): string | null {
  const named = lensNames.find((one) => one.dimension === dimension && one.id === id);
  if (named) return named.name;
  const at = definition.by.indexOf(dimension);
  if (at < 0) return null;
  return groups.find(({ ids }) => ids[at] === id)?.names[at] ?? null;
}
