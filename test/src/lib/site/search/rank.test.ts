import { expect, test } from 'vitest';
import { fitOf, folded, likeness } from '../../../../../src/lib/site/search/rank.ts';

test.each([
  ['qwen', 'Qwen', 0],
  ['meta', 'Meta (Llama)', 1],
  ['meta', 'MetaMath', 2],
  ['face', 'Hugging Face', 3],
  ['gging', 'Hugging Face', 4],
  ['face hugging', 'Hugging Face', 5],
  ['cote d’ivoire', 'Côte d’Ivoire', 0],
  ['gg', 'Hugging Face', null],
  ['.*', 'Hugging Face', null],
])('"%s" fits "%s" as %s', (search, text, fit) => {
  expect(fitOf(search, [folded(text)])).toBe(fit);
});

test('of several texts the best counts', () => {
  expect(fitOf('meta-llama', ['meta (llama)', 'meta-llama'])).toBe(0);
});

test('a slip of the finger stays alike, another word does not', () => {
  expect(likeness('qwn', 'qwen')).toBeGreaterThan(0.5);
  expect(likeness('qwn', 'mistral')).toBeLessThan(0.4);
});

test('what a database refuses does not reach it', () => {
  expect(folded(' A\0b\uD800  C ')).toBe('ab� c'.normalize('NFKD'));
});

test('a number does not end where its decimals begin', () => {
  expect(fitOf('qwen3', ['qwen3-8b'])).toBe(1);
  expect(fitOf('qwen3', ['qwen3.8-max license'])).toBe(2);
  expect(fitOf('qwen3', ['qwen3. a license'])).toBe(1);
});
