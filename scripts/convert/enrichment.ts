import type { RecordedModel, SourcedField } from '../../collectors/sample/read-recordings.ts';
import { readLlmfit } from './llmfit.ts';
import { readGzip } from './read-source.ts';
import { readStarscreener } from './starscreener.ts';

/** What one recording knows about one model. A listed field without a value was looked up and absent. */
export interface Enrichment {
  source: string;
  model: Partial<RecordedModel>;
  fields: readonly SourcedField[];
}

/** What is known about a model, most trusted recording first. */
export type Enrichments = ReadonlyMap<string, readonly Enrichment[]>;

/** Everything other recordings know, by exact id: models_with_fni, then radar, then starscreener, then llmfit. */
export async function readEnrichment(from: string, radar: readonly RecordedModel[]): Promise<Enrichments> {
  const known = new Map<string, Enrichment[]>();
  const add = (id: string, enrichment: Enrichment) => {
    const others = known.get(id);
    if (others) others.push(enrichment);
    else known.set(id, [enrichment]);
  };
  for (const model of await readWholeRows(from)) add(model.id, fromWholeRow(model));
  for (const model of radar) add(model.id, fromRadar(model));
  for (const [id, enrichment] of await readStarscreener(from)) add(id, enrichment);
  for (const [id, enrichment] of await readLlmfit(from)) add(id, enrichment);
  return known;
}

interface WholeRow extends RecordedModel {
  _id?: string;
}

async function readWholeRows(from: string): Promise<readonly WholeRow[]> {
  const rows = JSON.parse(
    await readGzip(`${from}/ai-nexus/models_with_fni_2025-12-12.json.gz`),
  ) as WholeRow[];
  return rows.filter((row) => row._id !== undefined);
}

function fromWholeRow(row: WholeRow): Enrichment {
  return {
    source: 'models_with_fni 2025-12-12',
    model: { ...row, ...cardFromTags(row.tags ?? []) },
    fields: ['license', 'base_model', 'createdAt', 'tags', 'library_name', 'gated'],
  };
}

function fromRadar(model: RecordedModel): Enrichment {
  const known: SourcedField[] = ['license', 'base_model', 'createdAt', 'tags', 'library_name', 'gated'];
  // radar has no word for "looked and absent" here: a missing count may be a count it never asked for.
  if (model.safetensors ?? model.gguf) known.push('parameters');
  return { source: 'radar 2026-08-22', model, fields: known };
}

/** The card as far as the Hub's tags repeat it: `license:` and `base_model:` (hub-api.md §5). */
export function cardFromTags(tags: readonly string[]): Pick<RecordedModel, 'cardData'> {
  const license = tags.find((tag) => tag.startsWith('license:'))?.slice('license:'.length);
  const bases = tags
    .filter((tag) => tag.startsWith('base_model:'))
    .map((tag) => tag.slice('base_model:'.length));
  const names = bases.filter((base) => !base.includes(':'));
  const [first] = names;
  return {
    cardData: {
      ...(license === undefined ? {} : { license }),
      ...(first === undefined ? {} : { base_model: names.length > 1 ? names : first }),
    },
  };
}
