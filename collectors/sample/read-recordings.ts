import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** Fields of a recorded model whose origin is named one by one, in the Hub's own words. */
export type SourcedField =
  | 'license'
  | 'parameters'
  | 'base_model'
  | 'createdAt'
  | 'tags'
  | 'library_name'
  | 'gated';

/** A model as the Hub lists it. A key that is missing was not sent, or (see `_sources`) not recorded. */
export interface RecordedModel {
  id: string;
  author: string;
  likes: number;
  /** Downloads in the 30 days before the recording. */
  downloads: number;
  createdAt?: string;
  lastModified?: string;
  trendingScore?: number;
  pipeline_tag?: string;
  library_name?: string;
  tags?: readonly string[];
  /** radar recorded only whether a model is gated, not how: `true` is neither "auto" nor "manual". */
  gated?: boolean | 'auto' | 'manual';
  safetensors?: { total: number };
  gguf?: { total: number };
  cardData?: { license?: string; license_name?: string; base_model?: string | readonly string[] };
  /**
   * Only in ai-nexus: recording and day each added field came from.
   * A named field without a value was looked up and absent. An unnamed field was not recorded.
   */
  _sources?: Partial<Record<SourcedField, string>>;
}

/** One model on one day of the do-me recording. `null` was not recorded. */
export interface DailyLook {
  date: string;
  id: string;
  authorType: 'org' | 'user';
  /** Downloads in the 30 days before the look. */
  downloads: number;
  likes: number;
  pipelineTag: string | null;
  parameters: number | null;
}

/** What the manifest says about one recording. */
export interface RecordingSet {
  name: string;
  file: string;
  title: string;
  /** First and last day, UTC, `YYYY-MM-DD`. The same day twice for a single look. */
  asOf: { from: string; to: string };
  population: string;
  license: string;
  attribution: string;
  origin: string;
  originCommit: string;
  changes: string;
  rows: number;
  sha256: string;
  /** Sum of 30-day downloads; for many looks, of the last look only: they are never added up. */
  sumOfDownloads: number;
}

/** One recorded answer of the Hub, with its status and headers. */
export interface RecordedResponse {
  recorded: string;
  request: string;
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export type ModelRecording = 'radar' | 'ai-nexus';

const FOLDER = new URL('./recordings/', import.meta.url);

/**
 * The models or looks of one recording, in file order (models by id, looks by date and id), read as a stream.
 * Throws when the file is missing or damaged.
 */
export function readRecording(name: ModelRecording): AsyncGenerator<RecordedModel>;
export function readRecording(name: 'do-me'): AsyncGenerator<DailyLook>;
export function readRecording(name: ModelRecording | 'do-me'): AsyncGenerator<RecordedModel | DailyLook> {
  return name === 'do-me' ? readLooks() : readModels(name);
}

/** The sets we carry: title, days, population, terms, rows and checksum. */
export async function readManifest(): Promise<readonly RecordingSet[]> {
  const manifest = JSON.parse(await readFile(new URL('manifest.json', FOLDER), 'utf8')) as {
    sets: readonly RecordingSet[];
  };
  return manifest.sets;
}

/** One answer under `recordings/hub-responses/`, by file name without extension. */
export async function readHubResponse(name: string): Promise<RecordedResponse> {
  return JSON.parse(
    await readFile(new URL(`hub-responses/${name}.json`, FOLDER), 'utf8'),
  ) as RecordedResponse;
}

async function* readModels(name: ModelRecording): AsyncGenerator<RecordedModel> {
  for await (const line of lines(`${name}.jsonl.gz`)) yield JSON.parse(line) as RecordedModel;
}

async function* readLooks(): AsyncGenerator<DailyLook> {
  let header = true;
  for await (const line of lines('do-me.csv.gz')) {
    if (header) header = false;
    else yield parseLook(line);
  }
}

async function* lines(file: string): AsyncGenerator<string> {
  const source = createReadStream(new URL(file, FOLDER));
  const text = source.pipe(createGunzip());
  source.on('error', (error) => text.destroy(error));
  try {
    yield* createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY });
  } finally {
    source.destroy();
  }
}

/** The converter refuses values that would need quotes, so a comma always separates. */
function parseLook(line: string): DailyLook {
  const [date = '', id = '', type, downloads, likes, pipelineTag, parameters] = line.split(',');
  return {
    date,
    id,
    authorType: type === 'org' ? 'org' : 'user',
    downloads: Number(downloads),
    likes: Number(likes),
    pipelineTag: pipelineTag || null,
    parameters: parameters ? Number(parameters) : null,
  };
}
