import { formatDay } from '../format/dates.ts';
import { formatShare } from '../format/numbers.ts';
import type { Breakdown, BreakdownGrouping } from '../metrics/breakdown.ts';
import { type Frame, sourceLine } from './figure.ts';
import { paths } from './paths.ts';

export interface BreakdownRowView {
  value: string;
  name: string;
  /** The other word for it: a country's code, a license's name, the publisher of a namespace. */
  detail: string | null;
  /** The models behind the row; null where no search finds exactly them. */
  href: string | null;
  /** Not known, or no single place. */
  open: boolean;
  models: number;
  downloads30d: number;
  share: number | null;
}

export interface BreakdownFigure extends Frame {
  heading: string;
  rows: readonly BreakdownRowView[];
  /** What the rows shown leave out; null when they are all. */
  rest: { rows: number; models: number; downloads30d: number; share: number | null } | null;
}

const HEADINGS: Readonly<Record<BreakdownGrouping, string>> = {
  country: 'Country',
  license: 'License id',
  namespace: 'Namespace',
};

const TITLES: Readonly<Record<BreakdownGrouping, string>> = {
  country: 'Countries',
  license: 'License ids',
  namespace: 'Leading namespaces',
};

const NOTES: Readonly<Record<BreakdownGrouping, string>> = {
  country: 'The country is where the publisher is based, not where its models are used.',
  license:
    'As the repo declares it, verbatim. A declared license may differ from the terms of the model it derives from.',
  namespace: 'One publisher may own several namespaces.',
};

/** The most downloaded rows of a breakdown, at most `most`, and what they leave out. */
export function breakdownFigure(breakdown: Breakdown, most: number): BreakdownFigure {
  const shown = breakdown.rows.slice(0, most);
  return {
    id: `by-${breakdown.by}`,
    title: titleOf(breakdown),
    subtitle: `Downloads in the previous 30 days, ${formatDay(breakdown.asOf)}`,
    notes: [`${NOTES[breakdown.by]} Lenses do not apply to this table.`],
    footer: [
      { term: 'Unit', says: 'downloads in the previous 30 days' },
      { term: 'Window', says: formatDay(breakdown.asOf) },
      { term: 'Universe', says: breakdown.panel.title },
      { term: 'Attribution', says: 'publisher of the repo (uploader)' },
      { term: 'As of', says: formatDay(breakdown.asOf) },
      {
        term: 'Coverage',
        says: `the ${shown.length} rows hold ${formatShare(shareOf(shown, breakdown))} of 30-day downloads`,
      },
      { term: 'Gaps', says: 'none: one day' },
      sourceLine(breakdown.panel),
    ],
    heading: HEADINGS[breakdown.by],
    rows: shown.map(({ value, name, models, downloads30d, share }) => ({
      value,
      ...wordsOf(breakdown.by, { value, name }),
      href: hrefOf(breakdown, value),
      open: OPEN.has(value),
      models,
      downloads30d,
      share,
    })),
    rest: restOf(breakdown, shown),
  };
}

const OPEN: ReadonlySet<string> = new Set(['UNKNOWN', 'UNREVIEWED', 'unrecorded']);

/** Countries are known by name, licenses and namespaces by what the repo says. */
function wordsOf(by: BreakdownGrouping, { value, name }: { value: string; name: string }) {
  if (name === value || isReserved(by, value)) return { name, detail: null };
  return by === 'country' ? { name, detail: value } : { name: value, detail: name };
}

/** INTL, PERSON and the like are words of ours, not codes a reader knows. */
function isReserved(by: BreakdownGrouping, value: string): boolean {
  return by === 'country'
    ? value.length > 2
    : by === 'license' && (value === 'none' || value === 'unrecorded');
}

function hrefOf({ by, definition }: Breakdown, value: string): string | null {
  return by === 'namespace' && value.length > 1 ? paths.models(definition, { q: `${value}/` }) : null;
}

function titleOf({ by, rows }: Breakdown): string {
  const first = rows.find(({ value }) => !OPEN.has(value));
  if (!first || first.share === null) return TITLES[by];
  return `${TITLES[by]}: ${wordsOf(by, first).name} first with ${formatShare(first.share)} of 30\u2011day downloads`;
}

function restOf(breakdown: Breakdown, shown: Breakdown['rows']): BreakdownFigure['rest'] {
  const downloads30d = breakdown.downloads30d - sum(shown, 'downloads30d');
  const models = breakdown.models - sum(shown, 'models');
  if (models <= 0 && downloads30d <= 0) return null;
  return {
    rows: breakdown.rows.length - shown.length,
    models,
    downloads30d,
    share: breakdown.downloads30d === 0 ? null : downloads30d / breakdown.downloads30d,
  };
}

function shareOf(shown: Breakdown['rows'], { downloads30d }: Breakdown): number | null {
  return downloads30d === 0 ? null : sum(shown, 'downloads30d') / downloads30d;
}

function sum(rows: Breakdown['rows'], key: 'models' | 'downloads30d'): number {
  return rows.reduce((total, row) => total + row[key], 0);
}
