import {
  type RecordedResponse,
  readHubResponse,
  readRecording,
} from '../../../collectors/sample/read-recordings.ts';
import type { HubItem } from './hub-item.ts';

export type RecordingName = 'ai-nexus' | 'radar' | 'all';

/** The recorded models. With `all`, a model in both recordings is listed once, as radar saw it later. */
export async function loadRecording(name: RecordingName): Promise<readonly HubItem[]> {
  const models = new Map<string, HubItem>();
  for (const set of name === 'all' ? (['ai-nexus', 'radar'] as const) : [name]) {
    for await (const model of readRecording(set)) models.set(model.id, { ...model });
  }
  return [...models.values()];
}

const DETAILS = [
  'model-gpt-4chan',
  'model-llama-2-7b-gguf',
  'model-llama-3.1-8b',
  'model-stable-diffusion-v1-5',
  'redirect-meta-llama-3.1-8b',
] as const;

/** Recorded answers of the detail route, by the model id that was asked for. */
export async function loadDetails(): Promise<ReadonlyMap<string, RecordedResponse>> {
  const answers = await Promise.all(DETAILS.map((name) => readHubResponse(name)));
  return new Map(
    answers.map((answer) => [answer.request.slice('/api/models/'.length).replace(/\?.*/, ''), answer]),
  );
}

/** The recorded answer of /api/trending. */
export async function loadTrending(): Promise<readonly unknown[]> {
  const { body } = await readHubResponse('trending-models');
  const { recentlyTrending } = body as { recentlyTrending: readonly unknown[] };
  return recentlyTrending;
}
