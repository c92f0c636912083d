import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readEnv } from '../../db/env.ts';
import { ConfigError } from '../../db/errors.ts';

const place = {
  PUBLIC_URL: 'https://census.example.org',
  MAIL_FROM: 'Open Model Census <digest@example.org>',
};

const smtpOf = (variables: Record<string, string>) => readEnv({ ...place, ...variables }).mail.smtp;

/** What is wrong with an environment, sentence by sentence. */
function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readEnv(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
  }
  return [];
}

describe('a mail server', () => {
  test('is reached at 587 and has to turn to TLS', () => {
    expect(smtpOf({ SMTP_URL: 'smtp://mail.example.org' })).toEqual({
      host: 'mail.example.org',
      port: 587,
      secure: false,
      startTls: true,
      user: null,
      password: null,
    });
  });

  test('under smtps is reached at 465, with TLS from the first byte on', () => {
    const smtp = smtpOf({ SMTP_URL: 'smtps://digest%40example.org:p%40ss@mail.example.org' });
    expect(smtp).toMatchObject({ port: 465, secure: true, startTls: false, user: 'digest@example.org' });
    expect(smtp?.password?.reveal()).toBe('p@ss');
  });

  test.each(['smtp://mail.example.org:443', 'smtps://mail.example.org:443/'])('%s keeps its port', (url) => {
    expect(smtpOf({ SMTP_URL: url })?.port).toBe(443);
  });

  test('shows its password nowhere', () => {
    const { mail } = readEnv({ ...place, SMTP_URL: 'smtp://census:hunter2@mail.example.org' });
    expect(`${JSON.stringify(mail)} ${inspect(mail, { depth: null })}`).not.toContain('hunter2');
    const problems = problemsOf({ SMTP_URL: 'smtp://census:hunter2@mail.example.org/?x' });
    expect(problems).toEqual([
      'SMTP_URL: expected smtp://user:password@mail.example.org:587, or smtps:// for TLS from the first byte on, got a value that is not shown',
    ]);
  });

  test.each([
    'mail.example.org',
    'http://mail.example.org',
    'smtp://user@mail.example.org',
    'smtp://',
    'smtp://a b',
  ])('is not %s', (url) => expect(problemsOf({ ...place, SMTP_URL: url })).toHaveLength(1));

  test('without TLS is on this machine and asks for no password', () => {
    expect(smtpOf({ SMTP_URL: 'smtp://127.0.0.1:1025', SMTP_TLS: 'off' })).toMatchObject({ startTls: false });
    const says = (url: string) => problemsOf({ ...place, SMTP_URL: url, SMTP_TLS: 'off' });
    expect(says('smtp://mail.example.org')).toEqual([
      'SMTP_TLS: expected on: without TLS mail goes to this machine alone, got "off"',
    ]);
    expect(says('smtp://census:secret@localhost')).toEqual([
      'SMTP_TLS: expected on: a password is never sent without TLS, got "off"',
    ]);
  });

  test('wants a sender, and an address where links lead', () => {
    expect(problemsOf({ SMTP_URL: 'smtp://mail.example.org' })).toEqual([
      'MAIL_FROM: expected beside SMTP_URL: mail needs a sender, got undefined',
      'SMTP_URL: expected beside PUBLIC_URL, where links in mails lead, got a value that is not shown',
    ]);
  });
});

describe('an address', () => {
  test.each([
    ['Open Model Census <digest@example.org>', { name: 'Open Model Census', address: 'digest@example.org' }],
    ['"Census, weekly" <digest@example.org>', { name: 'Census, weekly', address: 'digest@example.org' }],
    ['digest@example.org', { name: '', address: 'digest@example.org' }],
  ])('of the sender may be %s', (text, box) => expect(readEnv({ MAIL_FROM: text }).mail.from).toEqual(box));

  test.each([
    'Census <a@example.org>, b@example.org',
    'Census\r\nBcc: b@example.org <a@example.org>',
    'Census <a@example.org> <b@example.org>',
    'nobody',
  ])('of the sender is not %j', (text) => expect(problemsOf({ MAIL_FROM: text })).toHaveLength(1));

  test('for bounces is exactly one', () => {
    expect(problemsOf({ MAIL_BOUNCES: 'a@example.org, b@example.org' })).toEqual([
      'MAIL_BOUNCES: expected one address, as digest@example.org, got "a@example.org, b@example.org"',
    ]);
  });
});

test('a signature wants domain, selector and key', () => {
  expect(problemsOf({ DKIM_DOMAIN: 'example.org', DKIM_SELECTOR: 'one' })).toEqual([
    'DKIM_DOMAIN: expected together with DKIM_SELECTOR and DKIM_KEY_FILE, got "example.org"',
  ]);
});
