import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

test('a line of the log stays JSON, however long its words are', async () => {
  const program = `
    import { createLog } from './scripts/log.ts';
    createLog('json')('page-failed', { path: '/', error: 'so long '.repeat(1000), at: { deep: 'x'.repeat(5000) } });
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
  });
  const line: { event: string; error: string; at: { deep: string } } = JSON.parse(stdout);
  expect(line).toMatchObject({ event: 'page-failed', path: '/' });
  expect([line.error.length, line.at.deep.length]).toEqual([1001, 1001]);
});
