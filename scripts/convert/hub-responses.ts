import { readFile } from 'node:fs/promises';

const NAMES = [
  'commits-gated',
  'model-gpt-4chan',
  'model-llama-2-7b-gguf',
  'model-llama-3.1-8b',
  'model-not-found',
  'model-stable-diffusion-v1-5',
  'redirect-meta-llama-3.1-8b',
  'trending-models',
] as const;

/** The recorded single answers, one object each: recorded, request, status, headers, body. */
export async function convertHubResponses(from: string): Promise<readonly { name: string; body: string }[]> {
  return Promise.all(
    NAMES.map(async (name) => {
      const answer: unknown = JSON.parse(await readFile(`${from}/hub-responses/${name}.json`, 'utf8'));
      return { name, body: `${JSON.stringify(answer)}\n` };
    }),
  );
}
