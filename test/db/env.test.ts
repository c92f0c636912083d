import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect, parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { envVariables, readEnv } from '../../db/env.ts';
import { ConfigError } from '../../db/errors.ts';

const root = join(import.meta.dirname, '../..');

describe('the environment', () => {
  test('is complete when nothing is set', () => {
    expect(readEnv({ LOG: 'json' })).toEqual({
      databaseUrl: undefined,
      dataDir: join(root, '.data'),
      host: '127.0.0.1',
      port: 4321,
      publicUrl: undefined,
      hubUrl: 'https://huggingface.co',
      hfToken: undefined,
      collect: true,
      hubHeadModels: 50_000,
      scheduleHubHead: '17 4,10,16,22 * * *',
      scheduleHub: '47 2 * * *',
      scheduleAccounts: '17 3,9,15,21 * * *',
      schedulePack: '40 5 * * *',
      scheduleRejudge: '25 * * * *',
      scheduleClaims: '*/15 * * * *',
      scheduleEditions: '50 6 * * *',
      scheduleWholeEditions: '20 7 * * 1',
      apiRequestsPerMinute: 1200,
      trustedProxies: 0,
      scheduleDigest: '0 7 * * 1',
      digestZone: 'UTC',
      editionsKeepDays: null,
      digestWaitHours: 24,
      scheduleSubscribers: '35 3 * * *',
      subscriptions: true,
      mailContact: undefined,
      mail: {
        smtp: null,
        caFile: null,
        concurrency: 4,
        perMinute: 0,
        from: null,
        replyTo: null,
        bounces: null,
        unsubscribe: null,
        operator: null,
        dkim: null,
      },
      scheduleAlerts: '*/30 * * * *',
      log: 'json',
    });
  });

  test('is taken as it is written, without a trailing slash', () => {
    const env = readEnv({
      DATA_DIR: '/srv/census',
      PORT: '80',
      HUB_URL: 'http://127.0.0.1:9000/',
      PUBLIC_URL: 'https://census.example.org/models/',
      COLLECT: 'off',
      LOG: 'pretty',
    });
    expect(env).toMatchObject({
      dataDir: '/srv/census',
      port: 80,
      hubUrl: 'http://127.0.0.1:9000',
      publicUrl: 'https://census.example.org/models',
      collect: false,
      log: 'pretty',
    });
  });

  test('keeps editions for so many days, or for ever', () => {
    expect(readEnv({ EDITIONS_KEEP: '90' }).editionsKeepDays).toBe(90);
    expect(readEnv({ EDITIONS_KEEP: 'all' }).editionsKeepDays).toBeNull();
    expect(() => readEnv({ EDITIONS_KEEP: '3' })).toThrow(
      /EDITIONS_KEEP: expected a whole number of days from 7/,
    );
  });

  test('treats an empty variable as missing', () => {
    expect(readEnv({ PORT: '', HF_TOKEN: ' ' })).toMatchObject({ port: 4321, hfToken: undefined });
  });

  test('names everything that is wrong at once, and no secret', () => {
    const env = {
      PORT: '99999',
      COLLECT: 'yes',
      HUB_URL: 'huggingface.co',
      SCHEDULE_HUB: 'daily',
      DIGEST_ZONE: 'Atlantis/Capital',
      HF_TOKEN: 'hf_tell nobody',
      DATABASE_URL: 'mysql://root:hunter2@localhost/census',
    };
    expect(() => readEnv(env)).toThrow(
      new ConfigError([
        'DATABASE_URL: expected postgres://user:password@host:5432/database, got a value that is not shown',
        'PORT: expected a whole number from 0 to 65535, got "99999"',
        'HUB_URL: expected an address like https://example.org, got "huggingface.co"',
        'HF_TOKEN: expected a token without spaces, got a value that is not shown',
        'COLLECT: expected on or off, got "yes"',
        'SCHEDULE_HUB: expected a cron expression like "47 2 * * *", or off, got "daily"',
        'DIGEST_ZONE: expected a time zone like Europe/Berlin, got "Atlantis/Capital"',
      ]),
    );
  });

  test('never prints a token', () => {
    const { hfToken } = readEnv({ HF_TOKEN: 'hf_tell_nobody' });
    expect([`${hfToken}`, JSON.stringify({ hfToken }), inspect({ hfToken })]).toEqual([
      '***',
      '{"hfToken":"***"}',
      '{ hfToken: *** }',
    ]);
    expect(hfToken?.reveal()).toBe('hf_tell_nobody');
  });
});

describe('.env.example', () => {
  const example = readFileSync(join(root, '.env.example'), 'utf8');
  const offered = example.replace(/^#(?=[A-Z_]+=)/gm, '');

  test('offers every variable that is read, and no other', () => {
    expect(Object.keys(parseEnv(offered)).sort()).toEqual([...envVariables].sort());
  });

  test('explains every variable in the line above it', () => {
    expect(example.match(/^# .+\n#[A-Z_]+=/gm)).toHaveLength(envVariables.length);
  });

  test('shows the defaults', () => {
    const { DATABASE_URL: _database, PUBLIC_URL: _public, ...defaults } = parseEnv(offered);
    expect(readEnv({ ...defaults, LOG: 'json' })).toEqual(readEnv({ LOG: 'json' }));
  });
});
