import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { keepWarm } from '../../../../src/lib/site/keep-warm.ts';

test('pages are asked for once, and again when what they depend on is new; a database that is away changes nothing', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(asked.length === 1 ? 503 : 200).end('a page');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ended = new AbortController();
  const marks = ['1', '1', null, '1', '2', '2'];
  const readMark = async () => {
    const mark = marks.shift();
    if (mark === undefined) ended.abort();
    if (mark === null) throw new Error('the database is away');
    return mark ?? '2';
  };
  await keepWarm({
    url: `http://127.0.0.1:${port}`,
    paths: ['/', '/regions'],
    readMark,
    signal: ended.signal,
    everyMs: 1,
  });
  server.close();
  expect(asked).toEqual(['/', '/regions', '/', '/regions']);
});
