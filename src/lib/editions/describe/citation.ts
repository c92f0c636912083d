import { formatDay } from '../../format/dates.ts';
import type { Manifest } from '../manifest.ts';
import { LICENSE } from './license.ts';

type Cited = Pick<
  Manifest,
  'edition' | 'panel' | 'snapshot' | 'reference' | 'code_version' | 'schema_version'
>;

/** What an edition is called. */
export function titleOf({ panel, edition }: Pick<Manifest, 'panel' | 'edition'>): string {
  return `Open Model Census: ${panel.title}, edition ${edition}`;
}

/** In brackets in a text: `(Open Model Census, hub 2026-11-20.1)`. */
export function writeInline({ panel, edition }: Pick<Manifest, 'panel' | 'edition'>): string {
  return `(Open Model Census, ${panel.id} ${edition})`;
}

/** For a list of references. `address`: where the edition is; null offline. */
export function writeFull(cited: Cited, address: string | null): string {
  const { panel, edition, snapshot, reference, code_version } = cited;
  return (
    `Open Model Census (${snapshot.as_of.slice(0, 4)}). ${panel.title}, edition ${edition} [Data set]. ` +
    `Snapshot of ${formatDay(snapshot.as_of)}, reference version ${reference.version}, program ${code_version}. ` +
    `Source: ${panel.source_title}. ${LICENSE.id}.${address === null ? '' : ` ${address}`}`
  );
}

/** For a bibliography. */
export function writeEditionBibtex(cited: Cited, address: string | null): string {
  const { panel, edition, snapshot, reference } = cited;
  const plain = (text: string) => text.replaceAll(/[\\{}]/g, '').replaceAll(/[&%$#_]/g, '\\$&');
  return [
    `@misc{open-model-census-${panel.id}-${edition},`,
    `  title = {${plain(titleOf(cited))}},`,
    '  author = {{Open Model Census}},',
    `  year = {${snapshot.as_of.slice(0, 4)}},`,
    `  version = {${edition}},`,
    `  note = {Data set. Snapshot of ${snapshot.as_of}, reference version ${reference.version}. Source: ${plain(panel.source_title)}. ${LICENSE.id}}${address === null ? '' : ','}`,
    ...(address === null ? [] : [`  url = {${address}}`]),
    '}',
  ].join('\n');
}

/** `CITATION.cff`, version 1.2.0. Texts are quoted as JSON, which YAML reads. */
export function writeCff(cited: Cited): string {
  const { panel, edition, snapshot } = cited;
  return [
    'cff-version: 1.2.0',
    'message: "Please cite the edition you used."',
    'type: dataset',
    `title: ${JSON.stringify(titleOf(cited))}`,
    'authors:',
    '  - name: "Open Model Census"',
    `version: ${JSON.stringify(edition)}`,
    `date-released: ${snapshot.published_at.slice(0, 10)}`,
    `license: ${LICENSE.id}`,
    `abstract: ${JSON.stringify(`${panel.population} Snapshot of ${snapshot.as_of}. Source: ${panel.source_title}, ${panel.source_url}`)}`,
    'keywords:',
    ...KEYWORDS.map((word) => `  - ${JSON.stringify(word)}`),
    '',
  ].join('\n');
}

export const KEYWORDS: readonly string[] = [
  'open models',
  'open weights',
  'machine learning',
  'downloads',
  'licenses',
  'model lineage',
  'Hugging Face Hub',
];
