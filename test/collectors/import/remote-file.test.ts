import { afterEach, describe, expect, test } from 'vitest';
import { onwardAddress } from '../../../collectors/import/remote/onward-address.ts';
import { openRemoteFile } from '../../../collectors/import/remote/remote-file.ts';
import { effectsOn } from '../../support/effects.ts';
import { type FileFault, type StandInDataset, startDataset } from '../../support/hub/start-dataset.ts';

const SHA = 'a'.repeat(40);
const BYTES = Uint8Array.from({ length: 1000 }, (_, n) => n % 256);
let dataset: StandInDataset;
afterEach(() => dataset.close());

async function opened(fault?: FileFault, hubUrl?: string) {
  dataset = await startDataset({
    id: 'acme/data',
    commits: [],
    files: { [`${SHA}/x.parquet`]: BYTES },
    ...(fault ? { fault } : {}),
  });
  const effects = effectsOn('2026-11-20');
  const url = `${dataset.url}/resolve/${SHA}/x.parquet`;
  const open = () =>
    openRemoteFile({
      url,
      title: 'x.parquet',
      token: 'hf_secret',
      hubUrl: hubUrl ?? dataset.hubUrl,
      effects,
    });
  return { open, effects };
}

async function part(file: { slice: (start: number, end?: number) => unknown }, start: number, end?: number) {
  return new Uint8Array((await file.slice(start, end)) as ArrayBuffer);
}

test('a file is resolved once and read in parts from where it lies; its checksum is its revision', async () => {
  const { open } = await opened();
  const file = await open();

  expect(file.byteLength).toBe(1000);
  expect(file.source).toMatch(/^x\.parquet sha256:[0-9a-f]{64}$/);
  expect(await part(file, 10, 13)).toEqual(Uint8Array.of(10, 11, 12));
  expect(await part(file, 998)).toEqual(BYTES.slice(998));
  expect(dataset.hub).toHaveLength(1);
  expect(dataset.cdn.map(({ range }) => range)).toEqual(['bytes=0-0', 'bytes=10-12', 'bytes=998-999']);
});

test('the token goes to the Hub and to no other host', async () => {
  const { open } = await opened();
  const file = await open();
  await part(file, 0, 10);

  expect(dataset.hub.map(({ authorization }) => authorization)).toEqual(['Bearer hf_secret']);
  expect(dataset.cdn.map(({ authorization }) => authorization)).toEqual([null, null]);
});

test('the token does not go to a host that is not the Hub', async () => {
  const { open } = await opened(undefined, 'https://huggingface.co');
  await open();

  expect(dataset.hub.map(({ authorization }) => authorization)).toEqual([null]);
});

test('a signature that expires is renewed once, and reading goes on', async () => {
  const { open } = await opened({ kind: 'expired', times: 2 });
  const file = await open();

  const parts = await Promise.all([part(file, 0, 5), part(file, 5, 10), part(file, 10, 15)]);

  expect(parts).toEqual([BYTES.slice(0, 5), BYTES.slice(5, 10), BYTES.slice(10, 15)]);
  expect(dataset.hub.length).toBeGreaterThan(1);
  expect(dataset.hub.length).toBeLessThan(4);
});

test('a refusal right after the renewal ends the reading', async () => {
  const { open } = await opened({ kind: 'always-expired' });
  const file = await open();

  await expect(part(file, 0, 5)).rejects.toThrow(/HTTP 403$/);
});

describe('an answer that is not the part', () => {
  test.each<[string, FileFault, RegExp]>([
    ['the whole file', { kind: 'whole', times: 1 }, /sends the whole file where a part was asked for$/],
    ['another part', { kind: 'other-range' }, /sends bytes 6 to 10 for 5 to 9$/],
    ['a part of another revision', { kind: 'changed-etag', after: 1 }, /has changed while it was read/],
  ])('%s is refused', async (_, fault, says) => {
    const { open, effects } = await opened(fault);
    const file = await open();

    await expect(part(file, 5, 10)).rejects.toThrow(says);
    expect(effects.slept).toEqual([]);
  });

  test.each<[string, FileFault]>([
    ['a body that ends too early', { kind: 'cut', times: 2 }],
    ['a 503', { kind: 'status', status: 503, times: 2 }],
  ])('%s is asked for again', async (_, fault) => {
    const { open, effects } = await opened(fault);
    const file = await open();

    expect(await part(file, 5, 10)).toEqual(BYTES.slice(5, 10));
    expect(effects.slept).toEqual([750, 1500]);
  });

  test('a source that keeps failing is given up after eight attempts, without its signature', async () => {
    const { open, effects } = await opened({ kind: 'status', status: 500, times: 100 });
    const file = await open();

    await expect(part(file, 5, 10)).rejects.toThrow(
      /^gave up after 8 failures: http:\/\/127[^?]*: HTTP 500$/,
    );
    expect(effects.slept).toHaveLength(7);
  });
});

describe('a redirect', () => {
  test.each([
    ['file:///etc/passwd', 'refused a redirect to another scheme, file:'],
    ['https://example.org/x', 'refused a redirect to another scheme, https:'],
    ['http://me:pw@example.org/x', 'refused a redirect to an address with a user, on example.org'],
    ['http://169.254.169.254/latest', 'refused a redirect to 169.254.169.254'],
    ['http://[::1]/x', 'refused a redirect to [::1]'],
  ])('to %s is refused, and nobody is asked there', async (to, says) => {
    const { open } = await opened({ kind: 'redirect', to });

    await expect(open()).rejects.toThrow(says);
    expect(dataset.cdn).toEqual([]);
  });

  test('may lead from the Hub to the host of its files, and not into this network', async () => {
    await opened();
    const hub = 'https://huggingface.co/datasets/a/b/resolve/main/x';

    expect(onwardAddress(hub, 'https://cas-bridge.xethub.hf.co/x?sig=1')).toBe(
      'https://cas-bridge.xethub.hf.co/x?sig=1',
    );
    expect(onwardAddress(hub, '/api/resolve-cache/x')).toBe('https://huggingface.co/api/resolve-cache/x');
    expect(() => onwardAddress(hub, 'https://127.0.0.1/x')).toThrow('refused a redirect to 127.0.0.1');
    expect(() => onwardAddress(hub, 'https://localhost:8080/x')).toThrow(
      'refused a redirect to localhost:8080',
    );
    expect(() => onwardAddress(hub, 'http://huggingface.co/x')).toThrow('to another scheme, http:');
  });

  test('without end is given up', async () => {
    const { open } = await opened({ kind: 'redirect', to: `/datasets/acme/data/resolve/${SHA}/x.parquet` });

    await expect(open()).rejects.toThrow(/redirects without end$/);
    expect(dataset.hub).toHaveLength(4);
  });
});

test('a request to stop ends the reading at once', async () => {
  const stopping = new AbortController();
  const { effects } = await opened();
  const url = `${dataset.url}/resolve/${SHA}/x.parquet`;
  const own = { ...effects, signal: stopping.signal };
  const file = await openRemoteFile({
    url,
    title: 'x',
    token: undefined,
    hubUrl: dataset.hubUrl,
    effects: own,
  });
  stopping.abort(new Error('stopped'));

  await expect(part(file, 0, 5)).rejects.toThrow('stopped');
});
