import { expect, test } from 'vitest';
import { createRateLimit, networkOf, readerAddress } from '../../../../src/lib/api/rate-limit.ts';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['[2001:db8:1:2::9]:4711', '2001:db8:1:2'],
  ['[2001:db8:1:2::9]', '2001:db8:1:2'],
  ['203.0.113.9:4711', '203.0.113.9'],
  ['not an address', 'not an address'],
])('%s is counted for %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  [0, '1.1.1.1, 2.2.2.2', '127.0.0.1'],
  [1, '1.1.1.1, 2.2.2.2', '2.2.2.2'],
  [2, '1.1.1.1, 2.2.2.2', '1.1.1.1'],
  [3, '1.1.1.1, 2.2.2.2', '127.0.0.1'],
  [1, undefined, '127.0.0.1'],
  [1, '', '127.0.0.1'],
])('behind %i proxies that say %s the reader is %s', (proxies, forwardedFor, reader) => {
  expect(readerAddress({ remoteAddress: '127.0.0.1', forwardedFor }, proxies)).toBe(reader);
});

test('without a limit nobody is refused and nothing is said', async () => {
  const limit = createRateLimit(0);
  const counted = await Promise.all(Array.from({ length: 50 }, () => limit.count('203.0.113.9')));
  expect(counted.every(({ passes, headers }) => passes && Object.keys(headers).length === 0)).toBe(true);
});
