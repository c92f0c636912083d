import type { Definition } from '../../definition/definition.ts';
import { describeDefinition } from '../../definition/describe.ts';
import { printDefinition } from '../../definition/print.ts';
import type { NameOf } from '../../definition/words.ts';
import { writeCoverage } from '../../findings/write-coverage.ts';
import { addDays } from '../../metrics/days.ts';
import type { Figure } from '../../metrics/figure.ts';
import type { Earlier } from '../figure/compare.ts';
import { findingOf } from '../figure/figure-view.ts';
import type { Citation } from '../frame.ts';
import { paths } from '../paths.ts';
import { citationOf, pinnedTo, writeCitation } from './take.ts';
import type { DataColumn } from './tidy-table.ts';

export interface MetaFacts {
  /** The definition of the address. */
  asked: Definition;
  nameOf: NameOf;
  earlier: Earlier | null;
  columns: readonly DataColumn[];
  /** Where the site is. */
  origin: string;
  /** Where a page of its own shows the rows, and what it says of them; without it the page of the definition does. */
  shown?: ShownAt | undefined;
}

export interface ShownAt {
  title: string;
  href: string;
  pinned: string;
  citation: Citation;
}

/** What must be known of rows, as it stands beside them in a file. */
export function metaOf(figure: Figure, { asked, nameOf, earlier, columns, origin, shown }: MetaFacts) {
  const { panel, measure, definition } = figure;
  const at = (path: string) => new URL(path, origin).href;
  const extra = { compare: earlier?.compared ?? null };
  const pinned = at(shown?.pinned ?? paths.view(pinnedTo(figure, asked), extra));
  return {
    title: shown?.title ?? findingOf(figure, earlier),
    definition: {
      says: describeDefinition(asked, nameOf),
      query: printDefinition(asked, extra),
      address: at(shown?.href ?? paths.view(asked, extra)),
      pinned_address: pinned,
    },
    measure: {
      id: measure.id,
      name: measure.name,
      unit: measure.unit,
      kind: measure.kind,
      says: measure.says,
    },
    panel: { id: panel.panel, title: panel.title, population: panel.population, kind: panel.kind },
    snapshot: figure.asOf,
    as_of: figure.asOf,
    step: figure.step,
    attribution: definition.attribution,
    total: figure.total,
    coverage: { part: figure.coverage, says: writeCoverage(figure) },
    compared_with: earlier && { id: earlier.compared, says: earlier.when, total: earlier.figure.total },
    lineage_coverage: figure.lineageCoverage,
    reference_version: figure.referenceVersion,
    gaps: figure.periods
      .filter(({ asOf }) => asOf === null)
      .map(({ from, until }) => ({ from, until, last_day: addDays(until, -1) })),
    notes: figure.notes
      .filter(({ kind }) => kind !== 'gap')
      .map(({ kind, on, says }) => ({ kind, on, says })),
    sources: [{ title: panel.sourceTitle, url: panel.sourceUrl, terms: panel.terms }],
    citation: writeCitation(shown?.citation ?? citationOf(figure, asked, nameOf), pinned),
    columns,
  };
}
