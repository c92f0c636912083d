import type { SendingSettings } from '../../src/lib/delivery/settings.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/lib/subscribers/preferences.ts';

/** What the measured processes of the benchmark `digest` are told. */
export interface MailingInput {
  dataDir: string;
  issue: string;
  port: number;
  subscribers: number;
}

export const BENCH_ORIGIN = 'https://census.example.org';

/** A mail server on this machine without TLS, as many connections as users get. */
export function benchSettings(port: number): SendingSettings {
  return {
    from: { name: 'Open Model Census', address: 'digest@example.org' },
    replyTo: null,
    bounces: 'bounces@example.org',
    unsubscribe: null,
    operator: null,
    dkim: null,
    smtp: {
      host: '127.0.0.1',
      port,
      secure: false,
      startTls: false,
      user: null,
      password: null,
      authorities: [],
      concurrency: 4,
      perMinute: 0,
    },
  };
}

/** One reader in five follows something. */
export const FOLLOWS = 5;

export const followers: Preferences = {
  ...DEFAULT_PREFERENCES,
  focus: { ...DEFAULT_PREFERENCES.focus, size: ['under-1b', '1b-10b'], license: ['permissive'] },
};
