import { expect, test } from 'vitest';
import { paths, repoIdIn } from '../../src/lib/site/paths.ts';

test.each(['acme/small-7b', 'acme/a=b?c#d&e;f%20', 'acme/Größe-7B', 'gpt2'])(
  'the address of %s leads back to it',
  (repoId) => {
    expect(repoIdIn(new URL(paths.model(repoId), 'http://localhost'))).toBe(repoId);
  },
);

test('a broken escape names no model and breaks nothing', () => {
  expect(repoIdIn(new URL('http://localhost/models/acme/%E0%A4%A'))).toBe('acme/%E0%A4%A');
});
