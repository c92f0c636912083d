import { formatGrowth } from '../format/numbers.ts';
import { cleanSentence } from './clean.ts';
import { type Finding, growthOf, newsOf } from './findings.ts';
import { marksOf } from './marks.ts';
import { labelOf } from './period.ts';
import type { DigestReading } from './read.ts';

/** A phone shows about so much. */
const mostSubject = 50;
export const mostPreheader = 90;

/** What a mail says before it is opened. */
export interface Opening {
  subject: string;
  preheader: string;
  /** The finding without the week or month. */
  headline: string;
}

/** The finding as a subject; where nothing moved, that, with a number in it. One line of plain text. */
export function openingOf(reading: DigestReading, findings: readonly Finding[]): Opening {
  const { period } = reading;
  const [first, second] = newsOf(findings);
  const end = ` · ${labelOf(period)}`;
  if (first) {
    const line =
      first.lines.find((each) => each.length + end.length <= mostSubject) ?? first.lines.at(-1) ?? '';
    return {
      subject: header(cut(line, mostSubject - end.length) + end),
      preheader: header(cut(second?.says ?? totalsLine(reading), mostPreheader)),
      headline: cleanSentence(first.lines[0] ?? ''),
    };
  }
  const growth = growthOf(reading.region, marksOf(reading.region, period));
  const isFirst = marksOf(reading.region, period).before === null;
  const headline = isFirst
    ? `The first ${period.kind} of this record`
    : `A quiet ${period.kind} for open models`;
  const subject = isFirst
    ? `Open models, first ${period.kind}: ${modelsOf(reading)} counted`
    : growth === null
      ? `A quiet ${period.kind} for open models${end}`
      : `Open models, ${labelOf(period)}: ${formatGrowth(growth)} downloads`;
  return { subject: header(subject), preheader: header(cut(totalsLine(reading), mostPreheader)), headline };
}

function modelsOf({ models }: DigestReading): string {
  return new Intl.NumberFormat('en-GB').format(models.total ?? 0);
}

function totalsLine(reading: DigestReading): string {
  return `${modelsOf(reading)} models, ${reading.panel.title.toLowerCase()}, ${labelOf(reading.period)}`;
}

/** A header is one line: no break, no control character, plain spaces. */
export function header(text: string): string {
  return cleanSentence(text).replaceAll(/\s+/g, ' ');
}

/** At the end of a word. */
export function cut(text: string, most: number): string {
  const letters = [...text];
  if (letters.length <= most) return text;
  return `${letters
    .slice(0, most - 1)
    .join('')
    .replace(/\s+\S*$/, '')}…`;
}
