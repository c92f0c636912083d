import { definitionOf } from '../../definition/defaults.ts';
import { writeEditionBibtex, writeFull, writeInline } from '../../editions/describe/citation.ts';
import { LICENSE, NOTICES } from '../../editions/describe/license.ts';
import { TABLES } from '../../editions/dictionary/index.ts';
import { COPY, MANIFEST, type ManifestFile, type Restated, SUMS } from '../../editions/manifest.ts';
import type { EditionStore, StoredEdition } from '../../editions/store.ts';
import { datesInWords, formatDay, formatInstant, formatMonth } from '../../format/dates.ts';
import { formatExact } from '../../format/numbers.ts';
import { paths } from '../paths.ts';
import { editionSnippets } from './edition-snippets.ts';
import { type Gone, goneOf } from './gone.ts';

/** A file as one row: a table in one form, or a description. */
export interface FileRow {
  name: string;
  href: string;
  /** `12,345`; null for descriptions. */
  rows: string | null;
  bytes: string;
  sha256: string;
}

/** A table with its files. */
export interface TableFiles {
  id: string;
  title: string;
  says: string;
  dictionaryHref: string;
  rows: string;
  files: readonly FileRow[];
}

/** An edition in a list. */
export interface EditionRow {
  edition: string;
  href: string;
  day: string;
  kind: string;
  rows: string;
  bytes: string;
  /** What became of its files; null: they are there. */
  gone: Gone | null;
  restates: string | null;
}

/** A line of the restatement log. */
export interface LogRow {
  edition: string;
  href: string;
  on: string;
  /** What happened, and why. */
  says: readonly string[];
}

const ORDER: readonly string[] = ['live', 'history', 'recording'];

export interface PanelEditions {
  panel: string;
  kind: string;
  title: string;
  population: string;
  latestHref: string;
  rows: readonly EditionRow[];
  log: readonly LogRow[];
}

/** What `/data` shows. */
export interface EditionsPage {
  panels: readonly PanelEditions[];
  license: typeof LICENSE;
  notices: readonly string[];
}

/** What the page of an edition shows. */
export interface EditionPage extends EditionRow {
  title: string;
  population: string;
  source: { title: string; href: string; terms: string };
  facts: readonly { term: string; says: string }[];
  tables: readonly TableFiles[];
  documents: readonly FileRow[];
  because: readonly string[];
  restated: readonly string[];
  cite: readonly { term: string; copy: string; text: string }[];
  snippets: readonly { name: string; code: string }[];
  jsonLdHref: string;
  /** The figures of the site as of the snapshot. */
  figuresHref: string;
  license: typeof LICENSE;
}

/** Every edition on the disk, by panel. */
export async function readEditionsPage(store: EditionStore): Promise<EditionsPage> {
  const panels: PanelEditions[] = [];
  for (const panel of await store.panels()) {
    const editions = await store.editions(panel);
    const [newest] = editions;
    if (!newest) continue;
    panels.push({
      panel,
      kind: newest.manifest.panel.kind,
      title: newest.manifest.panel.title,
      population: newest.manifest.panel.population,
      latestHref: paths.edition(panel, 'latest'),
      rows: editions.map(rowOf),
      log: editions.flatMap(logOf),
    });
  }
  // What is collected here comes before what others recorded.
  const inOrder = panels.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return { panels: inOrder, license: LICENSE, notices: NOTICES };
}

/** One edition with its files; null where there is none of that name. `origin`: where the site is. */
export async function readEditionPage(
  store: EditionStore,
  { panel, edition: id, origin }: { panel: string; edition: string; origin: string },
): Promise<EditionPage | null> {
  const edition = await store.edition(panel, id);
  if (!edition) return null;
  const { manifest, copy } = edition;
  const address = `${origin}${paths.edition(panel, id)}`;
  return {
    ...rowOf(edition),
    title: manifest.panel.title,
    population: manifest.panel.population,
    source: {
      title: manifest.panel.source_title,
      href: manifest.panel.source_url,
      terms: manifest.panel.terms,
    },
    facts: factsOf(edition),
    tables: edition.retracted ? [] : tablesIn(edition),
    documents: edition.retracted ? [] : documentsIn(edition),
    because: copy.because,
    restated: copy.restated.map(restatedText),
    cite: [
      { term: 'In a text', copy: 'Copy', text: writeInline(manifest) },
      { term: 'In a list of references', copy: 'Copy citation', text: writeFull(manifest, address) },
      { term: 'BibTeX', copy: 'Copy BibTeX', text: writeEditionBibtex(manifest, address) },
    ],
    snippets: edition.retracted ? [] : editionSnippets(address, manifest.kind),
    jsonLdHref: paths.editionFile(panel, id, 'dataset.jsonld'),
    figuresHref: paths.regions(definitionOf({ panel, snapshot: manifest.snapshot.as_of })),
    license: LICENSE,
  };
}

function rowOf({ panel, edition, day, manifest, copy, retracted }: StoredEdition): EditionRow {
  const parquet = manifest.files.filter(({ format }) => format === 'parquet');
  return {
    edition,
    href: paths.edition(panel, edition),
    day: formatDay(day),
    kind: manifest.kind === 'whole' ? 'Whole' : 'Figures',
    rows: formatExact(parquet.reduce((sum, { rows }) => sum + rows, 0)),
    bytes: sizeOf(manifest.files.reduce((sum, { bytes }) => sum + bytes, 0)),
    gone: retracted && goneOf(retracted),
    restates: copy.restates,
  };
}

function factsOf({ manifest, copy }: StoredEdition): { term: string; says: string }[] {
  const { snapshot, reference } = manifest;
  return [
    { term: 'Snapshot', says: `${formatDay(snapshot.as_of)}, ${formatExact(snapshot.models)} models` },
    { term: 'Days on record', says: `${formatExact(snapshot.days)} since ${formatDay(snapshot.from)}` },
    { term: 'Published', says: formatInstant(new Date(snapshot.published_at)) },
    { term: 'Built', says: formatInstant(new Date(copy.built_at)) },
    { term: 'Reference', says: `version ${reference.version}` },
    { term: 'Schema', says: `version ${manifest.schema_version}` },
    { term: 'Program', says: manifest.code_version },
    ...(snapshot.days_unjudged > 0
      ? [{ term: 'Not judged anew yet', says: `${formatExact(snapshot.days_unjudged)} earlier days` }]
      : []),
  ];
}

function tablesIn(edition: StoredEdition): TableFiles[] {
  const byTable = Map.groupBy(edition.manifest.files, ({ table }) => table);
  return TABLES.flatMap((table) => {
    const { id } = table;
    const files = byTable.get(id);
    if (!files) return [];
    const rows = files.filter(({ format }) => format === 'parquet').reduce((sum, file) => sum + file.rows, 0);
    return [
      {
        id,
        title: table.title,
        says: table.says,
        dictionaryHref: paths.dictionary(id),
        rows: formatExact(rows),
        files: files.toSorted(byMonthAndFormat).map((file) => fileRow(edition, file)),
      },
    ];
  });
}

/** Newest month first. */
function byMonthAndFormat(a: ManifestFile, b: ManifestFile): number {
  const [one, other] = [a.month ?? '', b.month ?? ''];
  return one === other ? (a.format < b.format ? 1 : -1) : one < other ? 1 : -1;
}

function fileRow({ panel, edition }: StoredEdition, file: ManifestFile): FileRow {
  const form = file.format === 'csv' ? 'CSV' : 'Parquet';
  return {
    name: file.month === null ? form : `${formatMonth(file.month)}, ${form}`,
    href: paths.editionFile(panel, edition, file.path),
    rows: formatExact(file.rows),
    bytes: sizeOf(file.bytes),
    sha256: file.sha256,
  };
}

function documentsIn({ panel, edition, manifest }: StoredEdition): FileRow[] {
  const bare = [MANIFEST, SUMS, COPY].map((path) => ({ path, bytes: null, sha256: '' }));
  return [...manifest.documents, ...bare].map(({ path, bytes, sha256 }) => ({
    name: path,
    href: paths.editionFile(panel, edition, path),
    rows: null,
    bytes: bytes === null ? '' : sizeOf(bytes),
    sha256,
  }));
}

/** Retractions and restatements, newest first. That files made room changes nothing that was said. */
function logOf({ panel, edition, copy, retracted }: StoredEdition): LogRow[] {
  const at = { edition, href: paths.edition(panel, edition) };
  const restates = copy.restates !== null || copy.restated.length > 0;
  const says = [
    ...(copy.restates === null ? [] : [`Stands in for ${copy.restates}.`]),
    ...copy.because,
    ...copy.restated.slice(0, 5).map(restatedText),
    ...(copy.restated.length > 5 ? [`${formatExact(copy.restated.length - 5)} more definitions.`] : []),
  ];
  return [
    ...(retracted?.kind === 'retracted'
      ? [
          {
            ...at,
            on: formatInstant(new Date(retracted.retracted_at)),
            says: [`Retracted: ${retracted.because}`],
          },
        ]
      : []),
    ...(restates ? [{ ...at, on: formatInstant(new Date(copy.built_at)), says }] : []),
  ];
}

function restatedText({
  definition,
  compared,
  changed,
  appeared,
  vanished,
  from,
  until,
  largest,
}: Restated): string {
  const parts = [
    changed > 0 ? `${formatExact(changed)} of ${formatExact(compared)} values changed` : null,
    appeared > 0 ? `${formatExact(appeared)} appeared` : null,
    vanished > 0 ? `${formatExact(vanished)} are gone` : null,
  ].filter((part) => part !== null);
  const span = from === null || until === null ? '' : `, ${datesInWords(from)} to ${datesInWords(until)}`;
  const most = largest
    ? `; most: ${largest.group}, ${datesInWords(largest.period_from)}, ${formatExact(largest.before)} to ${formatExact(largest.after)}`
    : '';
  return `${definition}: ${parts.join(', ')}${span}${most}.`;
}

function sizeOf(bytes: number): string {
  const step = [
    { from: 1e9, unit: 'GB' },
    { from: 1e6, unit: 'MB' },
    { from: 1e3, unit: 'kB' },
  ].find(({ from }) => bytes >= from);
  return step ? `${Number((bytes / step.from).toPrecision(3))}\u00a0${step.unit}` : `${bytes}\u00a0B`;
}
