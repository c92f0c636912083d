import { groupPhrase, modelsOf, type Phrase, shareOfWhole } from './group-phrase.ts';
import type { Look, LookGroup } from './look.ts';
import { measureWords } from './measure-words.ts';
import { populationWords } from './population-words.ts';

/** What a group of this look is called inside a sentence. */
export function phraseIn({ figure }: Look, group: Pick<LookGroup, 'ids' | 'names'>): Phrase {
  const { by, attribution } = figure.definition;
  return groupPhrase(group, { by, isFlow: attribution === 'flow' });
}

/** `China’s share of downloads among …`, by length: full, shorter, shortest. */
export function shareSubjects(look: Look, group: LookGroup): readonly string[] {
  const phrase = phraseIn(look, group);
  return wholes(look).map((whole) => shareOfWhole(phrase, whole));
}

/** What shares are shares of, with the population: `downloads among …`, `the 50,000 most downloaded models`. */
export function wholes({ figure }: Look): readonly string[] {
  const { whole } = measureWords(figure.measure.id);
  return populationWords(figure).map((population) => {
    if (whole !== 'models') return whole + population;
    return population.startsWith(' among ')
      ? population.slice(' among '.length)
      : population.replace(' in ', 'the models of ');
  });
}

/** `Downloads in 30 days among …`, `the mean size of China’s models among …`, by length. */
export function countSubjects(look: Look, group: LookGroup | null): readonly string[] {
  const { count } = measureWords(look.figure.measure.id);
  const phrase = group && group.ids.length > 0 ? phraseIn(look, group) : null;
  const of = phrase === null ? '' : ` of ${modelsOf(phrase)}`;
  return populationWords(look.figure).map((population) => joined(count + of, population));
}

/** "the number of models among language models of the Hub" says models once. */
function joined(subject: string, population: string): string {
  const inside = / models among (?:all models|(.*?models(?: of known size)?)) (of|in) /.exec(
    subject + population,
  );
  if (/size$/.test(subject) && population.startsWith(' in ')) return `${subject} of models${population}`;
  if (!inside || !/^the number of (new )?models$/.test(subject)) return subject + population;
  return (subject + population).replace(inside[0], ` ${inside[1] ?? 'models'} ${inside[2]} `);
}

/** A clause with what was chosen beforehand: the attribution, and what is left out. */
export function settled(look: Look, clause: string): string {
  const words = settingWords(look);
  return words === '' ? clause : `${words}, ${clause}`;
}

/** `by original creator and without infrastructure models`; empty where nothing was chosen. */
export function settingWords({ figure }: Look): string {
  const { attribution, infrastructure } = figure.definition;
  const settings = [
    ...(attribution === 'creator' ? ['by original creator'] : []),
    ...(infrastructure === 'without' ? ['without infrastructure models'] : []),
  ];
  return settings.join(' and ');
}
