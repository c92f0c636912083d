import type { Letter } from './letter-html.ts';
import type { Block, KeyFigure, Row, Section, Sentence } from './payload.ts';
import { TEXT_MARK } from './personal.ts';
import { sparkText } from './spark.ts';

const width = 72;

/**
 * A letter as plain text: the same content, its addresses numbered and written out below each section. `links`, one line
 * each, and `foot`, one paragraph each, stand below what is meant for one reader.
 */
export function letterText(
  { headline, dateline, summary, sections }: Letter,
  {
    note,
    links,
    foot,
    origin,
  }: { note: string | null; links: readonly string[]; foot: readonly string[]; origin: string },
): string {
  const notes = footnotes(origin);
  const parts = [
    `OPEN MODEL CENSUS · ${dateline}`,
    '',
    ...wrap(headline, 0),
    '='.repeat(Math.min(width, [...headline].length)),
    '',
    ...(note === null ? [] : [...wrap(note, 0), '']),
    ...wrap(summary.map((sentence) => sentenceOf(sentence, notes)).join(' '), 0),
    ...notes.written(),
    ...sections.flatMap((section) => sectionOf(section, notes)),
    '',
    '-'.repeat(width),
    '',
    TEXT_MARK + links.join('\n'),
    '',
    ...foot.flatMap((paragraph) => [...wrap(paragraph, 0), '']),
  ];
  return parts.join('\n').replaceAll('\u00a0', ' ');
}

interface Footnotes {
  /** `[3]`; the same address has one number. */
  mark: (href: string) => string;
  /** The addresses that were marked since the last time. */
  written: () => readonly string[];
}

function footnotes(origin: string): Footnotes {
  const known = new Map<string, number>();
  let fresh: string[] = [];
  return {
    mark: (href) => {
      const held = known.get(href);
      if (held !== undefined) return `[${held}]`;
      known.set(href, known.size + 1);
      fresh.push(`[${known.size}] ${origin}${href}`);
      return `[${known.size}]`;
    },
    written: () => {
      const lines = fresh;
      fresh = [];
      return lines.length === 0 ? [] : ['', ...lines];
    },
  };
}

function sectionOf({ title, blocks }: Section, notes: Footnotes): readonly string[] {
  const lines = blocks.flatMap((block) => {
    const written = blockOf(block, notes);
    return written.length === 0 ? [] : ['', ...written];
  });
  return ['', '', title.toUpperCase(), '-'.repeat([...title].length), ...lines.slice(1), ...notes.written()];
}

function blockOf(block: Block, notes: Footnotes): readonly string[] {
  switch (block.kind) {
    case 'say':
      return wrap(block.sentences.map((sentence) => sentenceOf(sentence, notes)).join(' '), 0);
    case 'figures':
      return block.figures.flatMap((figure, at) => [...(at > 0 ? [''] : []), ...figureOf(figure, notes)]);
    case 'table':
      return tableOf(block, notes);
    case 'entries':
      return block.entries.flatMap(({ name, href, says }) => [
        ...wrap(`* ${name} ${notes.mark(href)}`, 2),
        ...wrap(`  ${says}`, 2),
      ]);
    case 'picture':
      return [];
  }
}

function sentenceOf({ says, href }: Sentence, notes: Footnotes): string {
  return `${says} ${notes.mark(href)}`;
}

function figureOf(figure: KeyFigure, notes: Footnotes): readonly string[] {
  const { name, value, unit, change, amount, since, coverage, series, seriesSays, href } = figure;
  const moved = change === null ? 'nothing to compare with yet' : `${change}${since ? ` ${since}` : ''}`;
  return [
    `${name}: ${value} ${unit} ${notes.mark(href)}`,
    `  ${moved}${amount ? ` (${amount})` : ''}`,
    ...(seriesSays === null ? [] : [`  ${sparkText(series)}  ${seriesSays}`]),
    `  ${coverage}`,
  ];
}

function tableOf(
  { caption, href, heads, rows: first, others = [] }: Extract<Block, { kind: 'table' }>,
  notes: Footnotes,
): readonly string[] {
  const rows = [...first, ...others];
  const marked = rows.map((row, at) => ({
    ...row,
    name: cut(row.name, 34),
    mark: row.href === null || at >= first.length ? '' : ` ${notes.mark(row.href)}`,
  }));
  const widest = Math.max(
    lengthOf(heads[0] ?? ''),
    ...marked.map(({ name, mark }) => lengthOf(name) + lengthOf(mark)),
  );
  const widths = heads
    .slice(1)
    .map((head, at) => Math.max(lengthOf(head), ...rows.map(({ cells }: Row) => lengthOf(cells[at] ?? ''))));
  const line = (name: string, cells: readonly string[]) =>
    `${pad(name, widest)}${widths.map((wide, at) => `  ${padStart(cells[at] ?? '', wide)}`).join('')}`.trimEnd();
  return [
    ...wrap(`${caption} ${notes.mark(href)}:`, 0),
    '',
    line(heads[0] ?? '', heads.slice(1)),
    ...marked.map(({ name, mark, cells }) => line(`${name}${mark}`, cells)),
  ];
}

const lengthOf = (text: string): number => [...text].length;

function pad(text: string, to: number): string {
  return text + ' '.repeat(Math.max(0, to - lengthOf(text)));
}

function padStart(text: string, to: number): string {
  return ' '.repeat(Math.max(0, to - lengthOf(text))) + text;
}

function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

/** Lines of at most 72 characters; a word that is longer has its own. No-break spaces hold. */
function wrap(text: string, indent: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.trim().split(/ +/)) {
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last) + 1 + lengthOf(word) <= width - indent)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, at) => ' '.repeat(text.startsWith('*') && at === 0 ? 0 : indent) + line);
}
