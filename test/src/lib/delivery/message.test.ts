import { generateKeyPairSync } from 'node:crypto';
import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { describe, expect, test } from 'vitest';
import { draftOf, envelopeOf, type Labels, messageIdOf } from '../../../../src/lib/delivery/message.ts';
import { writeMessage } from '../../../../src/lib/delivery/nodemailer.ts';
import type { Mail } from '../../../../src/lib/digest/mail.ts';
import { oneAddress } from '../../../../src/lib/subscribers/address.ts';
import { parsed } from '../../../support/smtp/start-smtp.ts';
import { plainSettings } from './readers.ts';

const mail: Mail = {
  subject: 'China passes a third of downloads',
  html: '<!doctype html><html lang="en"><body><img src="cid:regions" alt="Line chart"></body></html>',
  text: 'China passes a third of downloads.\n.\nA line of one dot stands above.\n',
  pictures: [{ cid: 'regions', filename: 'regions.png', png: Buffer.from('89504e470d0a1a0a', 'hex') }],
};

const labels: Labels = {
  to: 'ada@example.com',
  name: '2026-W47.42',
  bounceTo: 42,
  unsubscribeHref: `https://census.example.org/digest/unsubscribe/${'t'.repeat(43)}`,
  date: new Date('2026-11-23T07:00:00Z'),
};

const written = (more: Partial<Mail> = {}, label: Partial<Labels> = {}, settings = plainSettings) =>
  writeMessage(draftOf({ ...mail, ...more }, { ...labels, ...label }, settings), settings.dkim);

/** Header lines as they travel, unfolded. */
const headersOf = (raw: Buffer): string[] =>
  raw
    .toString('latin1')
    .split('\r\n\r\n')[0]
    ?.replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n') ?? [];

describe('a mail of a list', () => {
  test('carries every header once that receivers ask for', async () => {
    const raw = await written();
    const headers = headersOf(raw);
    const { to, from, replyTo, messageId, date } = await parsed({ raw });

    for (const line of [
      'Message-ID: <2026-W47.42@example.org>',
      'List-ID: "Open Model Census" <digest.example.org>',
      `List-Unsubscribe: <${labels.unsubscribeHref}>, <mailto:leave@example.org?subject=unsubscribe%2042>`,
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'Auto-Submitted: auto-generated',
    ])
      expect(headers.filter((header) => header === line)).toHaveLength(1);
    const names = headers.map((line) => line.replace(/:.*/, '').toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(to).toEqual([{ address: 'ada@example.com', name: '' }]);
    expect(from).toEqual({ address: 'digest@example.org', name: 'Open Model Census' });
    expect(replyTo).toEqual([{ address: 'people@example.org', name: '' }]);
    expect([messageId, date]).toEqual(['<2026-W47.42@example.org>', '2026-11-23T07:00:00.000Z']);
  });

  test('has a text, the HTML, and its pictures beside the HTML', async () => {
    const { text, html, attachments } = await parsed({ raw: await written() });

    expect(text?.trimEnd()).toBe(mail.text.trimEnd());
    expect(html?.trim()).toBe(mail.html.replace('cid:regions', 'cid:regions@example.org'));
    expect(attachments).toMatchObject([
      { mimeType: 'image/png', disposition: 'inline', contentId: '<regions@example.org>', related: true },
    ]);
  });

  test('comes back to an address that names the delivery', () => {
    expect(envelopeOf(labels, plainSettings)).toEqual({
      from: 'bounces+42@example.org',
      to: 'ada@example.com',
    });
  });

  test('is the same in every attempt, by its Message-ID', () => {
    expect(messageIdOf('month-2026-11.7', plainSettings)).toBe('<month-2026-11.7@example.org>');
    expect(messageIdOf('a>\r\nBcc: x@y', plainSettings)).toBe('<a---Bcc--x-y@example.org>');
  });
});

test('a mail of no list has no way to unsubscribe, and says that a machine wrote it', async () => {
  const headers = headersOf(await written({}, { unsubscribeHref: null }));

  expect(headers.filter((line) => line.startsWith('List-'))).toEqual([]);
  expect(headers).toContain('Auto-Submitted: auto-generated');
});

describe('what tries to become a header', () => {
  test.each([
    'News\r\nBcc: victim@example.net',
    'News\nBcc: victim@example.net',
    'News\rBcc: victim@example.net',
    'News\u2028Bcc: victim@example.net',
    'News\u0000\u202E\r\n\r\n<script>',
    `${'long '.repeat(400)}\r\nBcc: victim@example.net`,
    'Neuigkeiten für 中国 =?utf-8?Q?=0D=0ABcc:_victim@example.net?=',
  ])('in a subject stays in it: %j', async (subject) => {
    const raw = await written({ subject });
    const read = await parsed({ raw });
    const plain = headersOf(await written());

    expect(headersOf(raw).map((line) => line.replace(/:.*/, ''))).toEqual(
      plain.map((line) => line.replace(/:.*/, '')),
    );
    expect([read.bcc, read.to?.length]).toEqual([undefined, 1]);
  });

  test('in the name of the sender stays in it', async () => {
    const from = { name: 'Census"\r\nBcc: victim@example.net', address: 'digest@example.org' };
    const { from: read, bcc } = await parsed({ raw: await written({}, {}, { ...plainSettings, from }) });

    expect([read?.address, bcc]).toEqual(['digest@example.org', undefined]);
  });

  test.each([
    'ada@example.com, victim@example.net',
    'ada@example.com\r\nBcc: victim@example.net',
    'group: ada@example.com, victim@example.net;',
    '"ada" <ada@example.com>',
    '"a b"@example.com',
    'ada@example.com\u0000',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b.'.repeat(130)}com`,
    'ада@example.com',
    'ada@[127.0.0.1]',
    ' ada@example.com',
  ])('as an address is refused: %j', (to) => {
    expect(() => draftOf(mail, { ...labels, to }, plainSettings)).toThrow('expected exactly one address');
    expect(() => envelopeOf({ ...labels, to }, plainSettings)).toThrow('expected exactly one address');
  });

  test('as one of 100,000 random addresses reaches exactly itself or nobody', () => {
    const letter = fc.constantFrom(...'ab@.,;:<>()[]"\\ \r\n\t\u0000\u202Eéя%+-=_1');
    const text = fc.oneof(
      fc.array(letter, { maxLength: 24 }).map((letters) => letters.join('')),
      fc.emailAddress(),
      fc.tuple(fc.emailAddress(), letter, fc.emailAddress()).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const address = oneAddress(given);
        if (address === null) return;
        const envelope = envelopeOf({ to: address, bounceTo: 1 }, plainSettings);
        expect(envelope.to).toBe(address);
        // A domain of other letters is kept in the form that every mail server reads; all else as it is.
        const form = /@.*[^ -~]/.test(given.trim()) ? inAscii : (text: string) => text;
        expect(form(address.toLowerCase())).toBe(form(given.trim().toLowerCase()));
        expect(address.match(/@/g)).toHaveLength(1);
      }),
      { numRuns: 100_000 },
    );
  });
});

function inAscii(address: string): string {
  const [local, domain = ''] = address.split('@');
  return `${local}@${domainToASCII(domain)}`;
}

describe('a signature', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const dkim = { domain: 'example.org', selector: 'one', key: pair.privateKey };
  const record = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const resolver = async (name: string, type: string) => {
    if (name === 'one._domainkey.example.org' && type === 'TXT') return [[`v=DKIM1; k=rsa; p=${record}`]];
    throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  };
  const verdict = async (raw: Buffer) => (await dkimVerify(raw, { resolver })).results;

  test('holds for another program than ours, and covers both ways to unsubscribe', async () => {
    const results = await verdict(await written({}, {}, { ...plainSettings, dkim }));

    expect(results.map(({ status, signingDomain }) => [status.result, signingDomain])).toEqual([
      ['pass', 'example.org'],
    ]);
    expect(results[0]?.signingHeaders?.keys.toLowerCase().split(/\s*:\s*/)).toEqual(
      expect.arrayContaining([
        'from',
        'to',
        'subject',
        'message-id',
        'list-unsubscribe',
        'list-unsubscribe-post',
      ]),
    );
  });

  test('breaks when a link to unsubscribe is changed on the way', async () => {
    const raw = await written({}, {}, { ...plainSettings, dkim });
    const changed = Buffer.from(
      raw.toString('latin1').replace('unsubscribe/ttt', 'unsubscribe/xxx'),
      'latin1',
    );

    expect((await verdict(changed)).map(({ status }) => status.result)).toEqual(['fail']);
  });
});

test('files and addresses in a mail are text: nothing is read and nobody is asked', async () => {
  const html = '<img src="file:///etc/passwd"><img src="http://127.0.0.1:1/x.png">';
  const { html: read, attachments } = await parsed({ raw: await written({ html, pictures: [] }) });

  expect([read?.trim(), attachments]).toEqual([html, []]);
});
