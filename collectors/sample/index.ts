import type { Collector, ModelRecord, Page, Panel } from '../collector.ts';
import { parse } from '../hub/parse.ts';
import {
  type DailyLook,
  type RecordedModel,
  type RecordingSet,
  readManifest,
  readRecording,
} from './read-recordings.ts';

const PAGE_SIZE = 1000;

/**
 * The recordings that ship with the product, as collectors: one per look. They take the same way as the live
 * Hub, checks included, so a partial look is rejected here too. Order matters: days of a panel only go forward.
 */
export async function* sampleCollectors(): AsyncGenerator<Collector> {
  for (const set of await readManifest()) {
    if (set.name === 'radar' || set.name === 'ai-nexus') yield models(set, set.name);
    else if (set.name === 'do-me') yield* dailyLooks(set);
  }
}

const RANKS: Readonly<Record<string, number>> = { 'ai-nexus': 50, radar: 60, 'do-me': 70 };

function panelOf(set: RecordingSet): Panel {
  return {
    panel: set.name,
    title: set.title,
    population: set.population,
    kind: 'recording',
    sourceTitle: set.origin.replace('https://github.com/', ''),
    sourceUrl: set.origin,
    terms: `${set.license}. ${set.attribution}. Commit ${set.originCommit}. ${set.changes}`,
    rank: RANKS[set.name] ?? 90,
    // A list of some kind each: a model that left one may still be there.
    whole: false,
    everyDays: set.name === 'do-me' ? 1 : null,
  };
}

function models(set: RecordingSet, name: 'radar' | 'ai-nexus'): Collector {
  return {
    panel: panelOf(set),
    asOf: () => set.asOf.to,
    walk: () => pages(readRecording(name), set.file, set.asOf.to),
    parse: (entry) => parseRecorded(entry, set),
  };
}

async function* dailyLooks(set: RecordingSet): AsyncGenerator<Collector> {
  let day: DailyLook[] = [];
  for await (const look of readRecording('do-me')) {
    if (day[0] && day[0].date !== look.date) {
      yield lookOf(set, day);
      day = [];
    }
    day.push(look);
  }
  if (day.length > 0) yield lookOf(set, day);
}

function lookOf(set: RecordingSet, day: DailyLook[]): Collector {
  const date = day[0]?.date ?? set.asOf.to;
  async function* entries() {
    for (const look of day) yield look;
  }
  return {
    panel: panelOf(set),
    asOf: () => date,
    walk: () => pages(entries(), set.file, date),
    parse: (entry) => parseLook(entry as DailyLook),
  };
}

/** One page per thousand entries; `from` is not needed, a recording is read in seconds. */
async function* pages(entries: AsyncIterable<unknown>, file: string, asOf: string): AsyncGenerator<Page> {
  let batch: unknown[] = [];
  const page = (next: string | null): Page => ({
    entries: batch,
    asked: `recording:${file}`,
    fetchedAt: new Date(`${asOf}T00:00:00Z`),
    next,
  });
  for await (const entry of entries) {
    if (batch.length === PAGE_SIZE) {
      yield page(`recording:${file}`);
      batch = [];
    }
    batch.push(entry);
  }
  yield page(null);
}

/** A recorded Hub item, with every enriched value named after the recording it came from. */
function parseRecorded(entry: unknown, set: RecordingSet): ModelRecord {
  const record = parse(entry);
  const { _sources: sources } = entry as RecordedModel;
  const here = `${set.name} ${set.asOf.to}`;
  const { attributes } = record;
  const enriched = set.name === 'ai-nexus';
  const readFrom = enriched ? sources?.parameters : here;
  const fromFile = attributes.parametersSource === 'safetensors' || attributes.parametersSource === 'gguf';
  return {
    ...record,
    attributes: {
      ...attributes,
      licenseSource: enriched ? (sources?.license ?? null) : here,
      parametersSource:
        fromFile && readFrom ? `${attributes.parametersSource}, ${readFrom}` : attributes.parametersSource,
    },
  };
}

function parseLook(look: DailyLook): ModelRecord {
  const record = parse({
    id: look.id,
    downloads: look.downloads,
    likes: look.likes,
    pipeline_tag: look.pipelineTag ?? undefined,
    ...(look.parameters ? { safetensors: { total: look.parameters } } : {}),
  });
  return { ...record, attributes: { ...record.attributes, licenseSource: null } };
}
