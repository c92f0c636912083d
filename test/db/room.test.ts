import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { assertRoom, freeBytes } from '../../db/room.ts';

const GB = 2 ** 30;

test('a look begins where the disk has a gigabyte and 3 kB a model to spare', async () => {
  await expect(assertRoom('/data', 3_200_000, async () => 10 * GB)).resolves.toBeUndefined();
});

test('a look that would fill the disk does not begin, and says what it wants', async () => {
  await expect(assertRoom('/data', 3_200_000, async () => 9.5 * GB)).rejects.toThrow(
    '9.5 GB are free in /data, and a look at 3,200,000 models wants 9.9 GB: make room, or set DATA_DIR to a larger disk.',
  );
});

test('the disk of this machine has a known room', async () => {
  expect(await freeBytes(tmpdir())).toBeGreaterThan(0);
});
