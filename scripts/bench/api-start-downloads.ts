import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

export interface DownloadsInput {
  url: string;
  downloads: number;
  bytesPerSecond: number;
}

/** Slow readers of one address in a process of their own. `stop`: how many bytes they took, all together. */
export async function startDownloads(input: DownloadsInput): Promise<{ stop: () => Promise<number> }> {
  const child = fork(join(import.meta.dirname, 'api-downloads.ts'), [JSON.stringify(input)]);
  await once(child, 'message');
  return {
    async stop() {
      const answered = once(child, 'message');
      child.send('stop');
      const [answer] = await answered;
      const { taken, ended } = z.object({ taken: z.number(), ended: z.number() }).parse(answer);
      if (ended > 0) throw new Error(`${ended} downloads were over before the measurement was`);
      child.kill('SIGTERM');
      await once(child, 'exit');
      return taken;
    },
  };
}
