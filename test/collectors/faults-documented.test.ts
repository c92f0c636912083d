import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const FOLDERS: Readonly<Record<string, string>> = {
  C: 'test/collectors/',
  H: 'test/collectors/hub/',
  D: 'test/db/',
  S: 'test/src/lib/delivery/',
};
const PAGE = readFileSync(new URL('docs/reliability.md', ROOT), 'utf8');

/** Every `file` “title”, “title” of the page. */
function proofs(): { file: string; title: string }[] {
  const named = PAGE.matchAll(/([CHDS]?)`([\w/.-]+\.test\.ts)`((?:,? “[^”]+”)+)/g);
  return [...named].flatMap(([, folder = '', file = '', titles = '']) =>
    [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({
      file: `${FOLDERS[folder] ?? ''}${file}`,
      title,
    })),
  );
}

test('every test that docs/reliability.md names is there under its title', () => {
  const missing = proofs().filter(({ file, title }) => {
    const text = readFileSync(new URL(file, ROOT), 'utf8').replaceAll("\\'", "'");
    return !text.includes(title);
  });

  expect(missing).toEqual([]);
  expect(proofs().length).toBeGreaterThan(80);
});

test('every fault has its row, and a row without a proof says that nothing is built', () => {
  const rows = PAGE.split('\n').filter((line) => line.startsWith('| '));
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);
  const ids = rows.flatMap((row) => row.split('|')[1]?.match(/\b[CHDM]\d+\b/g) ?? []);

  expect(ids).toEqual([
    ...numbered('C', 23),
    ...numbered('H', 15),
    ...numbered('D', 14),
    ...numbered('M', 15),
  ]);
  expect(rows.filter((row) => /\|\s*\|$/.test(row) && !/not built/i.test(row))).toEqual([]);
});
