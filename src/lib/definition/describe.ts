import type { MeasureId } from '../../../db/vocab/measures.ts';
import { DEFAULTS } from './defaults.ts';
import type { Definition } from './definition.ts';
import { KEYS, type Key } from './keys.ts';
import { lensed } from './lenses.ts';
import { printKey } from './print.ts';
import { groupedBy, keyName, type NameOf, windowWords, wordsOf } from './words.ts';

const OPENINGS: Readonly<Record<MeasureId, string>> = {
  downloads30d: 'Downloads in the previous 30 days of',
  models: 'Number of',
  newModels: 'Releases by month among',
  downloadsAllTime: 'Downloads of all time of',
  downloadsGained: 'Downloads gained by',
  downloadsFirstYear: 'Downloads in the first 365 days of',
  likes: 'Likes of',
  parametersMean: 'Mean size of',
  parametersMeanByDownloads: 'Mean size, weighted by downloads, of',
  parametersMedian: 'Median size of',
  parametersMedianByDownloads: 'Median size, weighted by downloads, of',
};

/** Settings that are said only where they are not the usual ones. */
const settings: readonly Key[] = ['step', 'counting', 'facts', 'unknown', 'scheme', 'infrastructure'];

/**
 * One English sentence that says what a definition asks for. Attribution is always said, other settings where they
 * are not the usual ones. `nameOf` names what no word list knows, such as publishers; else their ids stand there.
 */
export function describeDefinition(definition: Definition, nameOf?: NameOf): string {
  const parts = [
    subject(definition) + lensPart(definition, nameOf),
    ...settings.filter((key) => !same(definition, DEFAULTS, key)).map((key) => wordsOf(definition, key)),
    ...pinned(definition),
  ];
  return `${parts.join('; ')}.`;
}

/** One part in which two definitions differ. */
export interface Difference {
  key: Key;
  name: string;
  before: string;
  after: string;
  /** `Attribution: by original creator instead of by uploader.` */
  says: string;
}

/** Which parts of a definition another one changes, in the order of addresses. */
export function diffDefinitions(
  before: Definition,
  after: Definition,
  nameOf?: NameOf,
): readonly Difference[] {
  return KEYS.filter((key) => !same(before, after, key)).map((key) => {
    const [was, is] = [wordsOf(before, key, nameOf), wordsOf(after, key, nameOf)];
    const name = keyName(key);
    return { key, name, before: was, after: is, says: `${name}: ${is} instead of ${was}.` };
  });
}

function subject(definition: Definition): string {
  const { measure, by, attribution, panel, window } = definition;
  const where = panel === null ? '' : ` in the panel ${panel}`;
  const groups = by.map(groupedBy).join(' crossed with ');
  const grouped =
    attribution === 'flow'
      ? ` by ${groups} of creator and ${groups} of uploader`
      : `${groups === '' ? '' : ` by ${groups}`}, ${wordsOf(definition, 'attribution').replace('by', 'counted by')}`;
  const when =
    window === null
      ? ''
      : `, over ${'days' in window ? windowWords(window) : `the days ${windowWords(window)}`}`;
  return `${OPENINGS[measure]} ${wordsOf(definition, 'universe')}${where}${grouped}${when}`;
}

function lensPart(definition: Definition, nameOf: NameOf | undefined): string {
  const lenses = lensed(definition).map(
    (dimension) => `${inSentence(keyName(dimension))} ${wordsOf(definition, dimension, nameOf)}`,
  );
  return lenses.length === 0 ? '' : `, only ${lenses.join(', and only ')}`;
}

function pinned(definition: Definition): readonly string[] {
  return (['reference', 'snapshot'] as const)
    .filter((key) => definition[key] !== null)
    .map((key) => `as of ${wordsOf(definition, key)}`.replace('as of reference', 'with reference'));
}

/** A name inside a sentence: abbreviations stay as they are. */
function inSentence(name: string): string {
  return /^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

function same(a: Definition, b: Definition, key: Key): boolean {
  return printKey(a, key) === printKey(b, key);
}
