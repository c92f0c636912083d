import { once } from 'node:events';
import { connect } from 'node:net';

/** One keep-alive connection that asks for one page at a time. Raw, so that asking costs less than answering. */
export interface PageClient {
  /** Resolves when the whole body is here. `firstByteMs` counts from the moment of asking. */
  get(path: string): Promise<{ status: number; firstByteMs: number }>;
  close(): void;
}

interface Asked {
  at: number;
  resolve: (answer: { status: number; firstByteMs: number }) => void;
  reject: (error: Error) => void;
}

export async function connectClient(origin: string): Promise<PageClient> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  const reader = answerReader();
  let asked: Asked | null = null;
  socket.on('data', (chunk) => {
    const answer = asked && reader(chunk, asked.at);
    if (!asked || !answer) return;
    const { resolve } = asked;
    asked = null;
    resolve(answer);
  });
  const lost = () => asked?.reject(new Error(`${origin} closed the connection`));
  socket.on('error', lost).on('close', lost);
  return {
    get: (path) =>
      new Promise((resolve, reject) => {
        asked = { at: performance.now(), resolve, reject };
        socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n${ASKS}\r\n\r\n`);
      }),
    close: () => socket.destroy(),
  };
}

/** As browsers ask. */
const ASKS = [
  'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0',
  'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'Accept-Encoding: br, gzip',
  'Accept-Language: en-GB,en;q=0.9',
].join('\r\n');

/** Cuts a stream into answers by their content-length. Returns an answer once its last byte came. */
function answerReader() {
  let head: Buffer = Buffer.alloc(0);
  let left: number | null = null;
  let status = 0;
  let firstByteMs = 0;
  return (chunk: Buffer, askedAt: number) => {
    if (left === null) {
      if (head.length === 0) firstByteMs = performance.now() - askedAt;
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return null;
      const text = head.toString('latin1', 0, end);
      const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
      if (length === undefined) throw new Error(`an answer without content-length: ${text}`);
      status = Number(text.slice(9, 12));
      left = Number(length) - (head.length - end - 4);
    } else left -= chunk.length;
    if (left > 0) return null;
    left = null;
    head = Buffer.alloc(0);
    return { status, firstByteMs };
  };
}
