import { createServer, get, type IncomingMessage } from 'node:http';
import { fail } from '../log.ts';
import { inputFromParent } from './processes.ts';

/** The floor: node:http and a Map of the answers the site gave to the same paths, with the same headers and bytes. */
async function main(): Promise<void> {
  // A benchmark that fails leaves no server behind.
  process.once('disconnect', () => process.exit());
  const { site, paths } = inputFromParent<{ site: string; paths: string[] }>();
  const answers = new Map(
    await Promise.all(paths.map(async (path) => [path, await copyOf(site, path)] as const)),
  );
  const server = createServer((request, response) => {
    const answer = answers.get(request.url ?? '');
    if (answer) response.writeHead(200, answer.headers).end(answer.body);
    else response.writeHead(404, { 'content-length': 0 }).end();
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the floor has no port');
    process.send?.({ url: `http://127.0.0.1:${address.port}` });
  });
}

/** These a server of node:http writes itself. */
const own = ['connection', 'keep-alive', 'date'];

async function copyOf(site: string, path: string): Promise<{ headers: string[]; body: Buffer }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(new URL(path, site), { headers: { 'accept-encoding': 'br, gzip' } }, resolve).once('error', reject);
  });
  if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}`);
  const { rawHeaders } = response;
  const headers = rawHeaders.filter(
    (_, at) => !own.includes((rawHeaders[at - (at % 2)] ?? '').toLowerCase()),
  );
  return { headers, body: Buffer.concat(await response.toArray()) };
}

main().catch(fail);
