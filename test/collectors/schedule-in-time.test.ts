import { expect, test } from 'vitest';
import { inTime } from '../../collectors/schedule/in-time.ts';

test('an answer passes through, a failure too', async () => {
  await expect(inTime(Promise.resolve(7))).resolves.toBe(7);
  await expect(inTime(Promise.reject(new Error('gone')))).rejects.toThrow('gone');
});

test('a database that never answers is given up', async () => {
  const never = new Promise<never>(() => undefined);
  await expect(inTime(never, 20)).rejects.toThrow('the ledger of jobs did not answer within 0.02 s');
});
