import type { Definition } from '../../definition/definition.ts';
import { describeDefinition } from '../../definition/describe.ts';
import type { NameOf } from '../../definition/words.ts';
import { formatDay } from '../../format/dates.ts';
import type { Figure } from '../../metrics/figure.ts';
import type { Compared } from '../figure/compare.ts';
import type { Citation, Take } from '../frame.ts';
import { paths } from '../paths.ts';

/** What of a figure its files and citation are named after. */
export type Taken = Pick<Figure, 'panel' | 'asOf' | 'referenceVersion' | 'definition'>;

/** Where the rows of a figure are, and how it is cited. `asked`: the definition of the address. */
export function takeOf(
  figure: Taken,
  asked: Definition,
  { nameOf, compared }: { nameOf: NameOf; compared: Compared | null },
): Take {
  const pinned = pinnedTo(figure, asked);
  const extra = { compare: compared };
  return {
    href: paths.view(asked, extra),
    csv: paths.data(asked, 'csv', extra),
    json: paths.data(asked, 'json', extra),
    parquet: paths.data(asked, 'parquet', extra),
    png: paths.data(asked, 'png', extra),
    svg: paths.data(asked, 'svg', extra),
    pinned: paths.view(pinned, extra),
    pinnedCsv: paths.data(pinned, 'csv', extra),
    api: { newest: paths.apiSeries(asked, extra), pinned: paths.apiSeries(pinned, extra) },
    embed: { href: paths.embed(paths.view(asked, extra)), pinned: paths.embed(paths.view(pinned, extra)) },
    fileName: fileName(figure),
    citation: citationOf(figure, asked, nameOf),
  };
}

/** The definition that shows the same snapshot later too. The reference in force stands in words: older ones are not kept. */
export function pinnedTo({ panel, asOf }: Pick<Figure, 'panel' | 'asOf'>, asked: Definition): Definition {
  return { ...asked, panel: panel.panel, snapshot: asOf };
}

export function citationOf(figure: Taken, asked: Definition, nameOf: NameOf): Citation {
  return {
    says: describeDefinition({ ...asked, panel: null, snapshot: null }, nameOf).replace(/\.$/, ''),
    asOf: figure.asOf,
    panelTitle: figure.panel.title,
    referenceVersion: figure.referenceVersion,
    source: figure.panel.sourceTitle,
  };
}

/** `Open Model Census. Downloads … of all models by region. … Snapshot of 22 August 2026. https://…`. */
export function writeCitation(citation: Citation, address: string): string {
  const { says, asOf, panelTitle, referenceVersion, source } = citation;
  return (
    `Open Model Census. ${says}. Panel: ${panelTitle}. ` +
    `Snapshot of ${formatDay(asOf)}, reference version ${referenceVersion}. ` +
    `Source: ${source}. ${address}`
  );
}

/** The same for a bibliography. */
export function writeBibtex(citation: Citation, address: string): string {
  const plain = (text: string) => text.replaceAll(/[\\{}]/g, '').replaceAll(/[&%$#_]/g, '\\$&');
  return [
    `@misc{open-model-census-${citation.asOf},`,
    `  title = {${plain(citation.says)}},`,
    '  author = {{Open Model Census}},',
    `  year = {${citation.asOf.slice(0, 4)}},`,
    `  note = {Panel: ${plain(citation.panelTitle)}. Snapshot of ${citation.asOf}, reference version ${citation.referenceVersion}. Source: ${plain(citation.source)}},`,
    `  url = {${address}}`,
    '}',
  ].join('\n');
}

/** `open-model-census_downloads30d_by-region_hub_2026-08-22`: letters, digits, hyphens and underscores only. */
export function fileName({ definition, panel, asOf }: Pick<Figure, 'definition' | 'panel' | 'asOf'>): string {
  const by = definition.by.length === 0 ? [] : [`by-${definition.by.join('-and-')}`];
  return ['open-model-census', definition.measure, ...by, panel.panel, asOf]
    .map((part) => part.replaceAll(/[^A-Za-z0-9-]/g, '-'))
    .join('_');
}
