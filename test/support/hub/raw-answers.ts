import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** Bytes as they leave, beyond what the stand-in Hub can say: wrong labels, streams, headers without measure. */
export type RawAnswer = (response: ServerResponse, request: IncomingMessage) => unknown;

export interface RawServer {
  url: string;
  /** Requests so far. */
  asked: () => number;
}

/** A server on this machine that gives these answers in turn, the last one again and again. */
export async function rawAnswers(...answers: readonly RawAnswer[]): Promise<RawServer> {
  let asked = 0;
  const server = createServer((request, response) => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    answer?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, asked: () => asked };
}

/** One body under these headers. */
export function bytes(body: Uint8Array | string, headers: Record<string, string | string[]> = {}): RawAnswer {
  return (response) => response.writeHead(200, headers).end(body);
}
