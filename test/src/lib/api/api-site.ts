import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API } from '../../../../src/lib/api/answer-api.ts';
import { otherForm } from '../../../../src/lib/site/data/other-form.ts';
import { createSite, type SiteEnv } from '../../../../src/lib/site/server.ts';
import { look, model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';

export const hostileName = '<svg/onload=alert(1)>';

export interface ApiSite {
  database: TestDatabase;
  url: string;
  /** What the server logged as a fault. */
  faults: string[];
  close(): Promise<void>;
}

interface Wanted extends Partial<SiteEnv> {
  /** False: nothing is published. */
  publish?: boolean;
}

/** The real server over a database with two panels, and one edition on the shelf. */
export async function apiSite({ publish = true, ...env }: Wanted = {}): Promise<ApiSite> {
  const database = await testDatabase();
  const editions = await mkdtemp(join(tmpdir(), 'census-editions-'));
  if (publish) await Promise.all([publishPanels(database), shelveEdition(editions)]);
  const faults: string[] = [];
  const site = createSite({
    db: database.db,
    handler: async (request) => new Response(`page ${new URL(request.url).pathname}`),
    api: API,
    otherForm,
    env: { publicUrl: 'https://census.example.org', ...env },
    editionsRoot: editions,
    log: (event, facts) => faults.push(`${event} ${JSON.stringify(facts)}`),
  });
  const { url } = await site.listen('127.0.0.1', 0);
  return {
    database,
    url,
    faults,
    async close() {
      await site.close();
      await database.drop();
      await rm(editions, { recursive: true });
    },
  };
}

const weights = { safetensors: { parameters: { BF16: 8_030_261_248 }, total: 8_030_261_248 } };

const named = [
  model(1, {
    id: 'Qwen/Qwen3-8B',
    downloads: 3_000_000_000,
    cardData: { license: 'apache-2.0' },
    ...weights,
  }),
  model(2, { id: 'openai/whisper-large-v3', downloads: 5000, cardData: { license: 'mit' } }),
  model(3, { id: 'openai-community/gpt2', downloads: 4000 }),
  model(4, {
    id: 'acme/Tuned',
    downloads: 900,
    createdAt: '2026-08-20T10:00:00.000Z',
    cardData: {
      license: '=HYPERLINK("x","y")',
      base_model: ['Qwen/Qwen3-8B'],
      base_model_relation: 'finetune',
    },
    ...weights,
  }),
  model(5, { id: `acme/${'=1+1'}`, downloads: 800 }),
  model(6, { id: hostileName, downloads: 700, tags: ['é\u2028🙂', '"quoted"'] }),
  model(7, { id: 'acme/late.csv', downloads: 600 }),
];

const many = Array.from({ length: 60 }, (_, n) => model(n + 100, { downloads: n % 7 }));

async function publishPanels({ db }: TestDatabase): Promise<void> {
  await look(db, '2026-08-15', [...named.slice(0, 6), ...many]);
  await look(db, '2026-08-22', [...named, ...many]);
  await look(db, '2026-08-23', [...named, ...many.slice(1)]);
  await look(db, '2026-08-23', named, { panel: 'hub-head', whole: false });
  await db`
    insert into quality_log (panel_id, as_of, kind, says)
    select p.panel_id, date '2026-08-16' + n % 3, 'gap', 'Entry ' || n || '.'
    from panels p cross join generate_series(1, 5) n
    where p.panel = 'hub'
  `;
}

async function shelveEdition(folder: string): Promise<void> {
  const edition = join(folder, 'hub', '2026-11-20.1');
  await mkdir(edition, { recursive: true });
  const file = { path: 'models.csv.gz', table: 'models', format: 'csv', month: null, rows: 7, bytes: 1234 };
  const manifest = {
    edition: '2026-11-20.1',
    kind: 'whole',
    license: 'CC-BY-4.0',
    panel: {
      ...{ id: 'hub', title: 'hub', population: 'Models of a test.', kind: 'live', source_title: 'A test' },
      ...{ source_url: 'https://example.org/', terms: 'None.' },
    },
    snapshot: {
      ...{ as_of: '2026-11-20', published_at: '2026-11-20T04:00:00Z', models: 7, from: '2026-08-15' },
      ...{ days: 3, days_unjudged: 0 },
    },
    schema_version: 1,
    code_version: '0.1.0',
    reference: { version: 1, sha256: 'b'.repeat(64) },
    totals: null,
    key: { panel: 'x', whole: 'y' },
    files: [{ ...file, sha256: 'a'.repeat(64), key: 'z' }],
    documents: [],
  };
  await writeFile(join(edition, 'manifest.json'), JSON.stringify(manifest));
  const copy = {
    ...{ edition: '2026-11-20.1', built_at: '2026-11-20T05:00:00Z', restates: null, because: [] },
    ...{ compared_with: null, restated: [] },
  };
  await writeFile(join(edition, 'edition.json'), JSON.stringify(copy));
}
