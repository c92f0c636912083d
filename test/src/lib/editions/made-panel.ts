import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../../../db/client.ts';
import { loadReference, readReference } from '../../../../db/load-reference.ts';
import { type BuildOptions, buildEdition } from '../../../../src/lib/editions/build/build-edition.ts';
import { look, model } from '../../../collectors/listing.ts';

/** Texts that break what is not careful. */
export const HOSTILE: readonly string[] = [
  '=HYPERLINK("https://evil.example","x")',
  '"quoted", and a comma',
  'two\nlines\r\nand a half',
  "'; drop table models; --",
  '🦙 模型 \u202eevil',
  '\\.',
  '@SUM(1+1)',
];

const hostile = HOSTILE.map((text, n) =>
  model(n + 10, {
    id: `acme/h${n}`,
    cardData: { license: 'other', license_name: text, base_model: [text] },
    pipeline_tag: text,
    downloads: n,
  }),
);
const crowd = Array.from({ length: 80 }, (_, n) => model(n + 100, { downloads: 1000 + n, likes: n }));

/** What a look of a day finds: numbers beyond 2^53 never come from the Hub, beyond 2^31 they do. */
export function entriesOf(day: number): Record<string, unknown>[] {
  return [
    model(1, {
      id: 'openai/big',
      downloads: 3_000_000_000 + day,
      downloadsAllTime: 9_000_000_000 + day * 10,
      likes: 7,
    }),
    model(2, {
      id: 'Qwen/b',
      downloads: 500 * day,
      downloadsAllTime: 900 * day,
      cardData: { license: 'mit' },
    }),
    model(3, {
      id: 'acme/tuned',
      cardData: { license: 'apache-2.0', base_model: ['Qwen/b'], base_model_relation: 'finetune' },
    }),
    ...(day < 3 ? [model(4, { id: 'acme/gone', downloads: 5 })] : []),
    ...hostile,
    ...crowd,
  ];
}

/** Three looks at a panel `hub`, over the turn of a month. */
export async function publishMade(db: Db): Promise<void> {
  await loadReference(db, readReference());
  await look(db, '2026-10-30', entriesOf(1));
  await look(db, '2026-10-31', entriesOf(2));
  await look(db, '2026-11-01', entriesOf(3));
}

/** A folder for editions that is removed with `remove`. */
export async function editionsRoot(): Promise<{ root: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'census-editions-'));
  return { root: join(folder, 'editions'), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A build of the panel `hub`, whole and at a fixed moment, unless said otherwise. */
export function build(db: Db, root: string, options: Partial<BuildOptions> = {}) {
  return buildEdition({
    db,
    root,
    panel: 'hub',
    kind: 'whole',
    now: () => new Date('2026-11-02T06:00:00Z'),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    free: async () => 2 ** 40,
    ...options,
  });
}
