import { describe, expect, test } from 'vitest';
import { endingOf, RETRY_MINUTES } from '../../../../src/lib/delivery/fate.ts';
import { type Outcome, outcomeOf, withoutAddresses } from '../../../../src/lib/delivery/outcome.ts';

const failure = (command: string, response?: string) =>
  Object.assign(new Error('failed'), { command, code: 'EENVELOPE', ...(response ? { response } : {}) });

const before = { connected: true, whole: false };
const after = { connected: true, whole: true };

describe('an answer of the mail server', () => {
  test.each([
    ['RCPT TO', '550 5.1.1 no such user', { kind: 'bounced', hard: true }],
    ['RCPT TO', '550 5.1.10 no such domain', { kind: 'bounced', hard: true }],
    ['DATA', '550 5.1.1 no such user', { kind: 'bounced', hard: true }],
    ['RCPT TO', '550 no', { kind: 'bounced', hard: false }],
    ['RCPT TO', '550 5.7.1 relaying denied', { kind: 'bounced', hard: false }],
    ['RCPT TO', '552 5.2.2 mailbox full', { kind: 'bounced', hard: false }],
    ['RCPT TO', '550 5.1.8 bad sender', { kind: 'bounced', hard: false }],
    ['DATA', '554 5.7.1 looks like spam', { kind: 'bounced', hard: false }],
    ['MAIL FROM', '550 5.7.1 not you', { kind: 'away' }],
    ['MAIL FROM', '451 4.7.1 later', { kind: 'put-off' }],
    ['RCPT TO', '450 4.2.1 greylisted', { kind: 'put-off' }],
    ['DATA', '452 4.3.1 full', { kind: 'put-off' }],
    ['CONN', '421 4.3.2 going down', { kind: 'put-off' }],
  ])('to %s: %s', (command, response, outcome) => {
    expect(outcomeOf(failure(command, response), before, 'a@example.org')).toMatchObject(outcome);
  });

  test('of 421 after the whole message means that it was not taken', () => {
    expect(outcomeOf(failure('DATA', '421 going down'), after, '')).toMatchObject({ kind: 'put-off' });
  });
});

test('without an answer the last byte decides whether anybody can know', () => {
  const lost = failure('CONN');
  expect(outcomeOf(lost, before, '').kind).toBe('put-off');
  expect(outcomeOf(lost, after, '').kind).toBe('unknown');
  expect(outcomeOf(lost, { connected: false, whole: false }, '').kind).toBe('away');
});

test('a mail that is put off is tried five times more, then given up', () => {
  const putOff: Outcome = { kind: 'put-off', says: '450 later' };
  const endings = [1, 2, 3, 4, 5, 6].map((attempts) => endingOf(putOff, attempts));

  expect(RETRY_MINUTES).toEqual([5, 30, 120, 480, 1440]);
  expect(
    endings.map((ending) => ending && ('retryMinutes' in ending ? ending.retryMinutes : ending.state)),
  ).toEqual([5, 30, 120, 480, 1440, 'failed']);
});

describe('words of a mail server are kept without addresses', () => {
  test.each([
    ['550 5.1.1 <ada@example.com>: no such user', '550 5.1.1 <…>: no such user'],
    ['550 ada@example.com unknown', '550 … unknown'],
    ['550 User ada unknown; see bounces+7=ada=40example.com@relay', '550 User … unknown; see …'],
    ['550 ADA@EXAMPLE.COM', '550 …'],
    ['250 2.0.0 Ok: queued as 4F1A2\r\n\u0000', '250 2.0.0 Ok: queued as 4F1A2'],
  ])('%j', (words, kept) => expect(withoutAddresses(words, 'ada@example.com')).toBe(kept));

  test('and short', () => expect(withoutAddresses('x'.repeat(5000))).toHaveLength(200));
});
