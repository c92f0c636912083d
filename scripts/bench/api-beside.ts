import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { COPY, type Copy, MANIFEST, type Manifest } from '../../src/lib/editions/manifest.ts';
import { editionsFolder } from '../../src/lib/editions/store.ts';
import { paths } from '../../src/lib/site/paths.ts';
import type { PaceAnswer, PaceInput } from './api-beside-load.ts';
import { startDownloads } from './api-start-downloads.ts';
import type { BenchOptions } from './bench.ts';
import { measureInProcess } from './processes.ts';
import { quantile } from './quantile.ts';

const downloads = 50;

/** What each of them takes: a phone on a bad day. More than what the kernel holds for it lies in the file. */
const bytesPerSecond = 200_000;
const fileBytes = 64 * 2 ** 20;

/** Far from what the site can do, so that what is measured is how long an answer takes and not how long it waits. */
const perSecond = 200;
const forMs = 8000;

/** Quiet and beside downloads in turns, so that other work on the machine meets both. */
const rounds = 3;
const warmUp = 500;

/** What the kernel holds for a reader fills at once, at full speed; slow is what comes after. */
const settleMs = 1500;

/** Addresses it needs. */
export const besideRequests = warmUp + rounds * 2 * ((perSecond * forMs) / 1000 + 50);

interface Asked extends Pick<BenchOptions, 'say'> {
  dataDir: string;
  /** None asked for before. */
  paths: readonly string[];
}

/** How long fresh lists take at an even pace, alone and while slow readers take a large file of an edition. */
export async function measureBeside(site: string, { dataDir, paths: fresh, say }: Asked) {
  const shelved = await shelveLargeFile(dataDir);
  const folder = await mkdtemp(join(tmpdir(), 'census-bench-'));
  const left = [...fresh];
  const pace = async (count: number, ms: number): Promise<number[]> => {
    const file = join(folder, 'input.json');
    const input: PaceInput = { site, paths: left.splice(0, count), perSecond, forMs: ms };
    await writeFile(file, JSON.stringify(input));
    return (await measureInProcess<PaceAnswer>('api-beside-load.ts', { file })).ms;
  };
  const each = (perSecond * forMs) / 1000 + 50;
  const [quiet, beside]: [number[], number[]] = [[], []];
  let taken = 0;
  try {
    await pace(warmUp, forMs);
    for (let round = 1; round <= rounds; round += 1) {
      say(
        `asking for lists ${perSecond} times a second, alone and beside ${downloads} slow downloads: ${round}`,
      );
      quiet.push(...(await pace(each, forMs)));
      const slow = await startDownloads({ url: `${site}${shelved.path}`, downloads, bytesPerSecond });
      await sleep(settleMs);
      beside.push(...(await pace(each, forMs)));
      taken += await slow.stop();
    }
  } finally {
    await rm(folder, { recursive: true });
    await shelved.remove();
  }
  const [quietP99, besideP99] = [quantile(quiet, 0.99), quantile(beside, 0.99)];
  return {
    beside_per_second: perSecond,
    quiet_p50_ms: quantile(quiet, 0.5),
    quiet_p99_ms: quietP99,
    p50_with_50_downloads_ms: quantile(beside, 0.5),
    p99_with_50_downloads_ms: besideP99,
    p99_ratio_with_50_downloads: besideP99 / quietP99,
    downloads_mb_per_s: taken / 1e6 / ((rounds * forMs) / 1000),
  };
}

/** An edition of a panel of its own with one file of made-up bytes; taken away afterwards. */
async function shelveLargeFile(dataDir: string) {
  const [panel, edition, name] = ['bench-downloads', '2026-01-01.1', 'models.csv.gz'];
  const home = join(editionsFolder(dataDir), panel);
  const folder = join(home, edition);
  await mkdir(folder, { recursive: true });
  const block = randomBytes(2 ** 20);
  const bytes = Buffer.concat(Array.from({ length: fileBytes / block.length }, () => block));
  await writeFile(join(folder, name), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const words = { source_title: 'Made-up bytes', source_url: 'https://example.org/', terms: 'None.' };
  const manifest: Manifest = {
    ...{ edition, kind: 'whole', license: 'CC-BY-4.0', schema_version: 1, code_version: '0', totals: null },
    panel: { id: panel, title: panel, population: 'Nothing.', kind: 'live', ...words },
    snapshot: {
      ...{ as_of: '2026-01-01', published_at: '2026-01-01T00:00:00Z', models: 0, from: '2026-01-01' },
      ...{ days: 1, days_unjudged: 0 },
    },
    reference: { version: 1, sha256: '' },
    key: { panel: '', whole: '' },
    files: [
      {
        ...{ path: name, table: 'models', format: 'csv', month: null, rows: 0 },
        ...{ bytes: fileBytes, sha256, key: '' },
      },
    ],
    documents: [],
  };
  const copy: Copy = {
    ...{ edition, built_at: '2026-01-01T00:00:00Z', restates: null, compared_with: null },
    ...{ because: [], restated: [] },
  };
  await writeFile(join(folder, MANIFEST), JSON.stringify(manifest));
  await writeFile(join(folder, COPY), JSON.stringify(copy));
  return {
    path: paths.editionFile(panel, edition, name),
    remove: async () => await rm(dirname(folder), { recursive: true, force: true }),
  };
}
