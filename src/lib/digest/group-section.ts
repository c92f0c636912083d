import { definitionOf } from '../definition/defaults.ts';
import { writeFinding } from '../findings/write-finding.ts';
import { writeMover } from '../findings/write-mover.ts';
import { formatShare } from '../format/numbers.ts';
import type { Figure, FigureGroup } from '../metrics/figure.ts';
import { paths } from '../site/paths.ts';
import { keysOf, knownPart, shareOf, shiftWords } from '../site/review/looks.ts';
import { clean, cleanSentence } from './clean.ts';
import { changeCells, changeHeads, countPeriods, type Marks, REACH, viewOf } from './marks.ts';
import type { Row, Sentence } from './payload.ts';

/** The largest move of a figure between the two periods, or what stands where there is no earlier one. */
export function moverOf(figure: Figure, marks: Marks): Sentence {
  const compareWith = marks.before === null ? null : marks.now.at - marks.before.at;
  const mover = compareWith === null ? null : writeMover(figure, null, { compareWith });
  return { says: cleanSentence(mover ?? writeFinding(figure, null)), href: viewOf(figure) };
}

const longestName = 34;

/** What stands in brackets goes from a long name: its page has it. */
function short(name: string): string {
  return name.length > longestName ? name.replace(/ \([^()]*\)$/, '') : name;
}

/** What stands in place of a section whose groups are hardly known. */
export function untold(figure: Figure, marks: Marks, what: string): Sentence {
  return {
    says: `The source of this panel gives ${what} for ${formatShare(knownPart(marks.now))} of downloads: too little to say anything about the whole.`,
    href: viewOf(figure),
  };
}

/** Groups in a table: share, and its changes. */
export function groupRow(
  figure: Figure,
  marks: Marks,
  { ids: [id = ''], names }: Pick<FigureGroup, 'ids' | 'names'>,
): Row {
  const share = shareOf(marks.now, [id]);
  return {
    name: clean(short(names[0] || id)),
    href: pageOf(figure, id),
    key: keysOf(figure).get(id) ?? null,
    share,
    cells: [formatShare(share), ...changeCells(marks, [id])],
  };
}

/** A group has a page of its own, or none: under a lens its share would be the whole. */
function pageOf({ definition, panel }: Figure, id: string): string | null {
  const own = definitionOf({ panel: panel.panel });
  if (definition.by[0] === 'family') return paths.family(id, own);
  return definition.by[0] === 'publisher' ? paths.publisher(id, own) : null;
}

/** Where much became known or unknown over the longer columns: their changes may be no more than that. */
export function shiftNotes({ kind, now, mid, year }: Marks): readonly Sentence[] {
  return [
    { past: mid, span: countPeriods(kind, REACH[kind].mid) },
    { past: year, span: countPeriods(kind, REACH[kind].year) },
  ].flatMap(({ past, span }) => {
    const words = shiftWords(now, past);
    return words === null
      ? []
      : [
          {
            says: `Over ${span} ${words}; changes over them may be no more than that.`,
            href: viewOf(now.figure),
          },
        ];
  });
}

/** Heads of its cells. */
export function groupHeads(marks: Marks): readonly string[] {
  return ['Share', ...changeHeads(marks)];
}

/** What stands over a table of shares. */
export function shareCaption(by: string, marks: Marks): string {
  const changes = changeHeads(marks).length > 0 ? '; changes in percentage points' : '';
  return `Share of downloads by ${by}${changes}`;
}
