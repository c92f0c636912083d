import type { RecordedModel, SourcedField } from '../../collectors/sample/read-recordings.ts';
import { cardFromTags, type Enrichment } from './enrichment.ts';
import { readCsv, readGzip } from './read-source.ts';

const WHOLE_BODY = '2026-05-02T135015.024Z';

interface RawModel {
  id: string;
  createdAt: string;
  libraryName: string | null;
  tags: readonly string[];
}

/**
 * The newest look at each model. Where a whole body was kept we have the Hub's own tags, which also tell that
 * there is no license or base model; the long table alone only tells what it names.
 */
export async function readStarscreener(from: string): Promise<ReadonlyMap<string, Enrichment>> {
  const known = new Map<string, Enrichment>();
  for (const row of await readCsv(`${from}/starscreener/trending_long.csv.gz`)) {
    known.set(row.id ?? '', fromLook(row));
  }
  const body = JSON.parse(await readGzip(`${from}/starscreener/raw/${WHOLE_BODY}.json.gz`)) as {
    models: readonly RawModel[];
  };
  for (const model of body.models) known.set(model.id, fromBody(model));
  return known;
}

function fromLook(row: Record<string, string>): Enrichment {
  const license = row.license;
  const base = row.base_model;
  const library = row.libraryName;
  const createdAt = row.createdAt;
  const model: Partial<RecordedModel> = {
    ...(createdAt ? { createdAt } : {}),
    ...(library ? { library_name: library } : {}),
    cardData: { ...(license ? { license } : {}), ...(base ? { base_model: base } : {}) },
  };
  const fields: SourcedField[] = [];
  if (createdAt) fields.push('createdAt');
  if (library) fields.push('library_name');
  if (license) fields.push('license');
  if (base) fields.push('base_model');
  return { source: `starscreener ${row.fetched_at?.slice(0, 10)}`, model, fields };
}

function fromBody({ createdAt, libraryName, tags }: RawModel): Enrichment {
  const model: Partial<RecordedModel> = {
    createdAt,
    ...(libraryName ? { library_name: libraryName } : {}),
    tags,
    ...cardFromTags(tags),
  };
  return {
    source: `starscreener ${WHOLE_BODY.slice(0, 10)}`,
    model,
    fields: [
      'license',
      'base_model',
      'createdAt',
      'tags',
      ...(libraryName ? (['library_name'] as const) : []),
    ],
  };
}
