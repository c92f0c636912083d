import { readPanels } from '../../metrics/panels.ts';
import { inForm } from '../paths.ts';
import type { ReviewAnswer, ReviewCell } from '../review/answer.ts';
import { loadReview, REVIEW_KEYS, REVIEW_REACH } from '../review/review-view.ts';
import { type RowsView, rowsName } from './rows-file.ts';
import type { DataCell, DataColumn } from './tidy-table.ts';

const COLUMNS: readonly DataColumn[] = [
  { name: 'question', type: 'string', says: 'Id of the question.' },
  { name: 'part', type: 'string', says: 'question, answer, table, note, coverage or definition.' },
  { name: 'row', type: 'string', says: 'Only of table: what the row is about.' },
  { name: 'column', type: 'string', says: 'Only of table: what the cell says of it.' },
  { name: 'says', type: 'string', says: 'As the review has it. Empty: not known.' },
  { name: 'share', type: 'number', says: 'Only of table: the part of the whole the row stands for, 0 to 1.' },
];

/** The briefing: everything it says, a row for each sentence and for each cell of its tables, in its order. */
export const REVIEW_FILE: RowsView = {
  reach: REVIEW_REACH,
  keys: REVIEW_KEYS,
  read: async (db, url, definition) => {
    const loaded = await loadReview(db, { url, definition, panels: await readPanels(db) });
    if (loaded.kind === 'redirect') return { to: loaded.to };
    const { panel, stretch, says, answers, asOf, referenceVersion, href } = loaded.page;
    return {
      name: rowsName('review', { panel, asOf }),
      table: { columns: COLUMNS, rows: answers.flatMap(rowsOf) },
      meta: {
        title: `Review of ${stretch}`,
        says,
        panel: { id: panel.panel, title: panel.title, population: panel.population, kind: panel.kind },
        as_of: asOf,
        reference_version: referenceVersion,
        address: new URL(href, url.origin).href,
        sources: [{ title: panel.sourceTitle, url: panel.sourceUrl, terms: panel.terms }],
      },
      describedBy: inForm(href, 'json'),
      next: null,
    };
  },
};

function rowsOf({ id, question, says, table, beside, definition, coverage }: ReviewAnswer): DataCell[][] {
  const told = (part: string, sentences: readonly string[]) =>
    sentences.map((sentence): DataCell[] => [id, part, null, null, sentence, null]);
  const cells = (table?.rows ?? []).flatMap(({ name, share, cells: all }) =>
    all.map((cell, at): DataCell[] => [id, 'table', name, table?.heads[at] ?? null, textOf(cell), share]),
  );
  return [
    ...told('question', [question]),
    ...told('answer', says),
    ...cells,
    ...told('note', beside),
    ...told('coverage', [coverage]),
    ...told('definition', [definition]),
  ];
}

function textOf(cell: ReviewCell): string | null {
  return typeof cell === 'string' ? cell : (cell.change?.amount ?? null);
}
