import type { IncomingMessage } from 'node:http';

/** Longer than any form of ours. */
export const LONGEST_BODY = 16 * 1024;

/** The body as text, or why it was not read: too long, or not whole in time. */
export async function readBody(
  request: IncomingMessage,
  withinMs: number,
): Promise<{ text: string } | { fault: 'long' | 'slow' }> {
  if (Number(request.headers['content-length'] ?? 0) > LONGEST_BODY) return { fault: 'long' };
  return await new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    const end = (result: { text: string } | { fault: 'long' | 'slow' }) => {
      clearTimeout(patience);
      request.removeAllListeners('data').pause();
      resolve(result);
    };
    const patience = setTimeout(() => end({ fault: 'slow' }), withinMs);
    request.on('data', (part: Buffer) => {
      length += part.length;
      parts.push(part);
      if (length > LONGEST_BODY) end({ fault: 'long' });
    });
    request.once('end', () => end({ text: Buffer.concat(parts).toString('utf8') }));
    // Whoever hangs up waits for no answer.
    request.once('error', () => end({ fault: 'slow' }));
  });
}
