import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { brotliCompressSync, createGzip, gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { politeReader } from '../../collectors/http.ts';
import { readJson } from '../../collectors/read-json.ts';
import { effectsOn } from '../support/effects.ts';
import { bytes, type RawAnswer, rawAnswers } from '../support/hub/raw-answers.ts';

const LIST = '[{"id":"acme/größe"}]';
const READ = [{ id: 'acme/größe' }];
const MB = 1024 * 1024;

/** Reads from a server with these answers. */
async function readingRaw(...answers: readonly RawAnswer[]) {
  const server = await rawAnswers(...answers);
  const effects = effectsOn('2026-11-20');
  const ask = politeReader({ base: server.url, token: undefined, effects });
  const read = async () => (await ask(`${server.url}/api/models`, Array.isArray)).body;
  return { ...server, effects, read };
}

describe('a body under a wrong label', () => {
  const latin1 = Buffer.from(LIST, 'latin1');
  const utf16 = Buffer.from(`\uFEFF${LIST}`, 'utf16le');
  const json = 'application/json; charset=';
  const BROKEN: readonly (readonly [string, RawAnswer])[] = [
    ['Latin-1 that says so', bytes(latin1, { 'content-type': `${json}latin-1` })],
    ['Latin-1 that says UTF-8', bytes(latin1, { 'content-type': `${json}utf-8` })],
    ['UTF-16 with its mark', bytes(utf16, { 'content-type': `${json}utf-16` })],
    ['plain text that says gzip', bytes(LIST, { 'content-encoding': 'gzip' })],
    ['gzip that says nothing', bytes(gzipSync(LIST))],
    ['gzip that says br', bytes(gzipSync(LIST), { 'content-encoding': 'br' })],
    ['gzip once that says twice', bytes(gzipSync(LIST), { 'content-encoding': 'gzip, gzip' })],
  ];

  test.each(BROKEN)('is no answer: %s', async (_, answer) => {
    const { asked, effects, read } = await readingRaw(answer, bytes(LIST));

    expect(await read()).toEqual(READ);
    expect(asked()).toBe(2);
    expect(effects.logged.map(({ event }) => event)).toEqual(['source-retried']);
  });

  const WHOLE: readonly (readonly [string, RawAnswer])[] = [
    ['UTF-8 that says Latin-1', bytes(LIST, { 'content-type': `${json}latin-1` })],
    ['UTF-8 with a mark', bytes(`\uFEFF${LIST}`)],
    ['UTF-8 that says nothing', bytes(LIST)],
    ['gzip in gzip that says so', bytes(gzipSync(gzipSync(LIST)), { 'content-encoding': 'gzip, gzip' })],
    ['br', bytes(brotliCompressSync(LIST), { 'content-encoding': 'br' })],
  ];

  test.each(WHOLE)('is read all the same where it is JSON in UTF-8: %s', async (_, answer) => {
    const { asked, read } = await readingRaw(answer);

    expect(await read()).toEqual(READ);
    expect(asked()).toBe(1);
  });
});

describe('headers', () => {
  test('of 20 kB are no answer', async () => {
    const { effects, read } = await readingRaw(bytes(LIST, { 'x-long': 'x'.repeat(20_000) }), bytes(LIST));

    expect(await read()).toEqual(READ);
    expect(effects.logged[0]?.facts.reason).toMatch(/Headers Overflow/i);
  });

  test('that come twice are read once', async () => {
    const twice = bytes(LIST, {
      ratelimit: ['"api";r=3;t=30', '"api";r=400;t=100'],
      'ratelimit-policy': ['"fixed window";"api";q=500;w=300', 'nonsense'],
    });
    const { effects, read } = await readingRaw(twice, bytes(LIST));
    await read();
    await read();

    expect(effects.slept).toEqual([31_000]);
  });
});

describe('a body without end', () => {
  /** 512 MB of blanks in half a megabyte; the reader hangs up before the end. */
  const bomb: RawAnswer = async (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    const gzip = createGzip();
    gzip.pipe(response);
    await pour(gzip, response, 512 * MB);
    gzip.end();
  };

  test('of blanks under gzip ends at 64 MB, and takes less than 150 MB of memory', async () => {
    const { asked, read } = await readingRaw(bomb, bytes(LIST));
    const before = process.memoryUsage().rss;
    let peak = before;
    const sampling = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 5);

    expect(await read()).toEqual(READ);
    clearInterval(sampling);
    expect(asked()).toBe(2);
    expect((peak - before) / MB).toBeLessThan(150);
  });

  test.each([404, 503])('of an answer of status %d is read for 64 kB and no further', async (status) => {
    let sent = 0;
    const endless: RawAnswer = async (response) => {
      response.writeHead(status);
      sent = await pour(response, response, 512 * MB);
      response.end();
    };
    const { read } = await readingRaw(endless, bytes(LIST));
    const outcome = await read().catch((error: unknown) => error);

    if (status === 503) expect(outcome).toEqual(READ);
    else expect(outcome).toMatchObject({ name: 'SourceError', status: 404 });
    await vi.waitFor(() => expect(sent).toBeGreaterThan(0));
    expect(sent).toBeLessThan(32 * MB);
  });

  test('of an answer of status 404 that falls to pieces leaves its status', async () => {
    const torn: RawAnswer = (response, request) => {
      response.writeHead(404, { 'content-length': '1000' });
      response.write('no such list');
      setTimeout(() => request.socket.resetAndDestroy(), 20);
    };
    const { asked, read } = await readingRaw(torn);

    await expect(read()).rejects.toThrow(expect.objectContaining({ status: 404 }));
    expect(asked()).toBe(1);
  });
});

test('fifteen seconds without a byte end a body, however slowly it came before', async () => {
  vi.useFakeTimers();
  let push = (_: Uint8Array) => {};
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      push = (chunk) => controller.enqueue(chunk);
    },
  });
  const never = new AbortController().signal;
  const read = readJson(new Response(body), never, (text) => text).catch((error: unknown) => error);
  for (let second = 0; second < 60; second += 10) {
    push(Buffer.from(' '));
    await vi.advanceTimersByTimeAsync(10_000);
  }
  await vi.advanceTimersByTimeAsync(5000);
  vi.useRealTimers();

  expect(await read).toMatchObject({ name: 'TimeoutError', message: 'no bytes for 15 s' });
});

/** Writes blanks until as many are sent or nobody listens any more. Returns how many were written. */
async function pour(into: Writable, response: ServerResponse, total: number): Promise<number> {
  const chunk = Buffer.alloc(256 * 1024, ' ');
  const gone = once(response, 'close');
  let sent = 0;
  while (sent < total && !response.destroyed) {
    if (!into.write(chunk)) {
      const drained = new Promise((resolve) => into.once('drain', () => resolve(null)));
      await Promise.race([drained, gone]);
    }
    sent += chunk.length;
  }
  return sent;
}
