import fc from 'fast-check';
import addressparser from 'nodemailer/lib/addressparser';
import { expect, test, vi } from 'vitest';
import { oneAddress } from '../../../../src/lib/subscribers/address.ts';

/** Any number of strings; 20,000 in every run. */
const RUNS = Number(process.env['CENSUS_FUZZ_ADDRESSES'] ?? 20_000);
vi.setConfig({ testTimeout: Math.max(30_000, RUNS) });

const pieces = fc.constantFrom(
  'ada',
  'Ada.L',
  '@',
  '@',
  'example.org',
  'EXAMPLE.org',
  'bücher.example',
  'xn--bcher-kva.example',
  ',',
  ';',
  ':',
  ' ',
  '<',
  '>',
  '"',
  "'",
  '(x)',
  '\\',
  '\0',
  '\r\n',
  'Bcc: eve@evil.example',
  '\n',
  '\t',
  '+tag',
  '.',
  '..',
  '-',
  '[127.0.0.1]',
  '%',
  '!',
  '=?utf-8?q?=0A?=',
  '\u202e',
  '\u00ad',
  '\u200b',
  'é',
  '日本',
  '\ud800',
  'a'.repeat(64),
  'b'.repeat(200),
  '',
);
const said = fc.oneof(
  fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join('')),
  fc.emailAddress(),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.tuple(fc.emailAddress(), pieces, fc.emailAddress()).map((parts) => parts.join('')),
);

test('whatever is written is exactly one recipient, or nobody', () => {
  let taken = 0;
  fc.assert(
    fc.property(said, (text) => {
      const address = oneAddress(text);
      if (address === null) return;
      taken += 1;
      // As the mail program that sends reads it.
      expect(addressparser(address, { flatten: true })).toEqual([{ address, name: '' }]);
      expect(address).toMatch(/^[\x21-\x7e]{3,254}$/);
      expect(address.match(/@/g)).toHaveLength(1);
      expect(oneAddress(address)).toBe(address);
    }),
    { numRuns: RUNS, seed: 7 },
  );
  expect(taken).toBeGreaterThan(RUNS / 20);
});

test('case and tags of the part before the @ stay, the domain is in small letters and ASCII', () => {
  expect([' Ada.L+news@Example.ORG ', 'ada@bücher.example', "o'neil@example.org"].map(oneAddress)).toEqual([
    'Ada.L+news@example.org',
    'ada@xn--bcher-kva.example',
    "o'neil@example.org",
  ]);
});

test.each([
  '',
  '@',
  'ada',
  'ada@',
  '@example.org',
  'ada@localhost',
  'ada@example.org, eve@example.org',
  'ada@example.org\r\nBcc: eve@example.org',
  '"ada lovelace"@example.org',
  'ada@[127.0.0.1]',
  'ada@127.0.0.1',
  'Ada <ada@example.org>',
  '.ada@example.org',
  'a..da@example.org',
  `${'a'.repeat(65)}@example.org`,
  `ada@${'b'.repeat(250)}.org`,
  'ada@exa mple.org',
  'ada\0@example.org',
  'ädä@example.org',
])('%j is no address', (text) => {
  expect(oneAddress(text)).toBeNull();
});
