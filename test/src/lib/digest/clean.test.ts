import { expect, test } from 'vitest';
import { clean, cleanSentence } from '../../../../src/lib/digest/clean.ts';
import { escapeText, markup } from '../../../../src/lib/digest/markup.ts';
import { HTML_MARK, personalHtml, personalText, TEXT_MARK } from '../../../../src/lib/digest/personal.ts';
import { sparkText } from '../../../../src/lib/digest/spark.ts';

test('a name from outside cannot begin another header, another line or another direction', () => {
  expect(clean('x\r\nBcc: everybody@example.org')).toBe('x Bcc: everybody@example.org');
  expect(clean('a\u2028b\u0085c\u0000d')).toBe('a b c d');
  expect(clean('exe.\u202Egnp\u2066\u200bx')).toBe('exe. gnp x');
  expect(clean(`${'long'.repeat(50)}`)).toHaveLength(96);
  expect(clean('\ud800')).toBe('\ufffd');
});

test('a sentence of ours keeps its no-break spaces', () => {
  expect(cleanSentence('rose 1.3\u00a0points\nto')).toBe('rose 1.3\u00a0points to');
});

test('whatever is not markup of ours is escaped, in elements and attributes', () => {
  const name = `"><img src=x onerror='alert(1)'>&`;

  expect(markup`<a href="${name}">${name}</a>`.markup).toBe(
    `<a href="&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;">&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;</a>`,
  );
  expect(escapeText('\u0000\u001f\ufffe')).toBe('');
});

test('no name can stand where the part for one reader goes', () => {
  const personal = {
    why: 'You asked.',
    chosen: null,
    manageHref: 'https://a/m',
    unsubscribeHref: 'https://a/u',
  };
  const html = `${markup`<p>${HTML_MARK}</p>`.markup}${HTML_MARK}`;
  const text = `${clean(TEXT_MARK)}\n${TEXT_MARK}`;

  expect(personalHtml(html, personal)).toContain(
    '<p>&lt;!--personal--&gt;</p><p style="margin:0 0 12px">You asked.',
  );
  expect(personalText(text, personal)).toBe(
    'personal\nYou asked.\nChange what you get: https://a/m\nUnsubscribe: https://a/u\n\n',
  );
  expect(personalText(text, null)).toBe('personal\n');
});

test('a small drawing shows gaps, and no mountains where nothing moved', () => {
  expect(sparkText([1, 2, null, 8])).toBe('▁▂·█');
  expect(sparkText([1000, 1001, 1000])).toBe('▁▁▁');
  expect(sparkText([0, 0])).toBe('▁▁');
});
