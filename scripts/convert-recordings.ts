/**
 * Converts the shared recordings into the small files the project carries.
 * Usage: node scripts/convert-recordings.ts <shared-data-dir>
 * Running it twice writes identical bytes.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { RecordedModel, RecordingSet } from '../collectors/sample/read-recordings.ts';
import { convertAiNexus } from './convert/ai-nexus.ts';
import { convertDoMe } from './convert/do-me.ts';
import { readEnrichment } from './convert/enrichment.ts';
import { convertHubResponses } from './convert/hub-responses.ts';
import { notice } from './convert/notice.ts';
import { convertRadar } from './convert/radar.ts';
import { reportSources } from './convert/report.ts';
import { TERMS } from './convert/terms.ts';

const TARGET = new URL('../collectors/sample/recordings/', import.meta.url);

const source = process.argv[2];
if (!source) throw new Error('convert-recordings: say which directory holds the shared recordings');
await convert(source);

async function convert(from: string): Promise<void> {
  await mkdir(new URL('licenses/', TARGET), { recursive: true });
  await mkdir(new URL('hub-responses/', TARGET), { recursive: true });
  const radar = await convertRadar(from);
  const enrichment = await readEnrichment(from, radar);
  const aiNexus = await convertAiNexus(from, enrichment);
  const doMe = await convertDoMe(from);
  const sets: RecordingSet[] = [
    await writeSet('ai-nexus', jsonLines(aiNexus), sumUp(aiNexus)),
    await writeSet('radar', jsonLines(radar), sumUp(radar)),
    await writeSet('do-me', doMe.csv, { rows: doMe.rows, sumOfDownloads: doMe.sumOfLastLook }),
  ];
  for (const { name, body } of await convertHubResponses(from))
    await write(`hub-responses/${name}.json`, body);
  await write('manifest.json', `${JSON.stringify({ sets }, null, 2)}\n`);
  await write('NOTICE.md', notice(sets));
  await write('licenses/radar-CC-BY-4.0.txt', await readFile(`${from}/radar/LICENSE`, 'utf8'));
  await write(
    'licenses/tracked-models-Apache-2.0.txt',
    await readFile(`${from}/tracked-models/LICENSE`, 'utf8'),
  );
  for (const set of sets) console.log(`${set.file}: ${set.rows} rows, ${set.sumOfDownloads} downloads`);
  console.log(reportSources(aiNexus));
}

interface Totals {
  rows: number;
  sumOfDownloads: number;
}

async function writeSet(
  name: 'ai-nexus' | 'radar' | 'do-me',
  text: string,
  totals: Totals,
): Promise<RecordingSet> {
  const file = name === 'do-me' ? `${name}.csv.gz` : `${name}.jsonl.gz`;
  // Node writes mtime 0. The operating system byte differs between platforms: 255 means unknown.
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 255;
  await writeFile(new URL(file, TARGET), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, file, ...TERMS[name], ...totals, sha256 };
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(new URL(path, TARGET), text);
}

function jsonLines(models: readonly RecordedModel[]): string {
  return models.map((model) => `${JSON.stringify(model)}\n`).join('');
}

function sumUp(models: readonly RecordedModel[]): Totals {
  return { rows: models.length, sumOfDownloads: models.reduce((sum, model) => sum + model.downloads, 0) };
}
