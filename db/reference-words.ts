import { FORMATS } from './vocab/formats.ts';
import { LIBRARIES } from './vocab/libraries.ts';
import { LICENSE_CLASSES } from './vocab/license-classes.ts';
import { SIZE_CELLS, SIZE_SCHEMES } from './vocab/size-classes.ts';
import { TASKS } from './vocab/tasks.ts';

/** What the database needs of `db/vocab/`: rows of the tables of the same names. */
export interface ReferenceWords {
  /** Lower bounds, ascending, and what lies above each; `cells` numbers the size cells. */
  size_schemes: { scheme: string; bounds: number[]; classes: string[] }[];
  license_classes: { class: string; tightness: number | null }[];
  /** With `other` and `none`. */
  tasks: { task: string; modality: string; language: boolean }[];
  /** Lists `library` and `format`, without the words that stand for none and for all others. */
  vocabulary: { list: string; word: string; place: number }[];
}

/** The vocabularies as rows. */
export function referenceWords(): ReferenceWords {
  return {
    size_schemes: [
      ...SIZE_SCHEMES.map(({ id, classes }) => {
        const known = classes.flatMap((one) => (one.from === null ? [] : [{ id: one.id, from: one.from }]));
        return { scheme: id, bounds: known.map(({ from }) => from), classes: known.map((one) => one.id) };
      }),
      { scheme: 'cells', bounds: [...SIZE_CELLS], classes: SIZE_CELLS.map((_, cell) => String(cell)) },
    ],
    license_classes: LICENSE_CLASSES.map(({ id, tightness }) => ({ class: id, tightness })),
    tasks: TASKS.map(({ id, modality, language }) => ({ task: id, modality, language })),
    vocabulary: [...listed('library', LIBRARIES), ...listed('format', FORMATS)],
  };
}

function listed(list: string, words: readonly { id: string }[]): ReferenceWords['vocabulary'] {
  return words
    .filter(({ id }) => id !== 'other' && id !== 'none')
    .map(({ id }, i) => ({ list, word: id, place: i + 1 }));
}
