import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { fail } from '../log.ts';
import type { DownloadsInput } from './api-start-downloads.ts';
import { inputFromParent } from './processes.ts';

const ticksPerSecond = 10;

/** Slow readers: each takes so many bytes ten times a second and nothing in between. Says so when all are at it. */
async function main(): Promise<void> {
  const { url, downloads, bytesPerSecond } = inputFromParent<DownloadsInput>();
  const answers = await Promise.all(Array.from({ length: downloads }, () => begin(url)));
  const allowed = bytesPerSecond / ticksPerSecond;
  let taken = 0;
  const ticking = setInterval(() => {
    for (const answer of answers) taken += take(answer, allowed);
  }, 1000 / ticksPerSecond);
  process.send?.({ downloads: answers.length });
  await once(process, 'message');
  clearInterval(ticking);
  const ended = answers.filter((answer) => answer.readableEnded || answer.destroyed).length;
  process.send?.({ taken, ended });
  for (const answer of answers) answer.destroy();
}

function begin(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (answer) => {
      answer.on('error', () => undefined);
      if (answer.statusCode === 200) resolve(answer);
      else reject(new Error(`${url} answered ${answer.statusCode}`));
    }).on('error', reject);
  });
}

/** What is not read stays with the server once the buffers between are full. */
function take(answer: IncomingMessage, most: number): number {
  const there = Math.min(most, answer.readableLength);
  const chunk: Buffer | null = there === 0 ? null : answer.read(there);
  if (there === 0) answer.read(0);
  return chunk?.length ?? 0;
}

main().catch(fail);
