import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { validate } from 'node-cron';
import { z } from 'zod';
import { ConfigError } from './errors.ts';
import { mailOfEnv, mailProblems, mailShape } from './mail-env.ts';
import { Secret } from './secret.ts';

const projectRoot = resolve(import.meta.dirname, '..');

const secretVariables: ReadonlySet<string> = new Set(['DATABASE_URL', 'HF_TOKEN', 'SMTP_URL']);

const text = (rule: RegExp, says: string) => z.string().regex(rule, says);
const webAddress = z
  .url({ protocol: /^https?$/, error: 'expected an address like https://example.org' })
  .transform((address) => address.replace(/\/+$/, ''));
const wholeNumber = (least: number, most: number) => {
  const says = `expected a whole number from ${least} to ${most}`;
  return text(/^\d{1,15}$/, says)
    .transform(Number)
    .refine((number) => number >= least && number <= most, says);
};
const daysSay = 'expected a whole number of days from 7 to 36500, or all';
const daysOrAll = text(/^(all|\d{1,5})$/, daysSay)
  .transform((word) => (word === 'all' ? null : Number(word)))
  .refine((days) => days === null || (days >= 7 && days <= 36_500), daysSay)
  .default(null);
const schedule = z
  .string()
  .refine((line) => line === 'off' || validate(line), 'expected a cron expression like "47 2 * * *", or off')
  .transform((line) => (line === 'off' ? null : line));
const isZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
const secret = (rule: RegExp, says: string) => text(rule, says).transform((value) => new Secret(value));

const schema = z.object({
  DATABASE_URL: secret(
    /^postgres(ql)?:\/\/\S+$/,
    'expected postgres://user:password@host:5432/database',
  ).optional(),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((folder) => resolve(projectRoot, folder)),
  HOST: text(/^\S+$/, 'expected a host name or an IP address').default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4321),
  PUBLIC_URL: webAddress.optional(),
  HUB_URL: webAddress.default('https://huggingface.co'),
  HF_TOKEN: secret(/^[\x21-\x7e]+$/, 'expected a token without spaces').optional(),
  COLLECT: z.enum(['on', 'off']).default('on'),
  HUB_HEAD_MODELS: wholeNumber(1, 100_000_000).default(50_000),
  SCHEDULE_HUB_HEAD: schedule.default('17 4,10,16,22 * * *'),
  SCHEDULE_HUB: schedule.default('47 2 * * *'),
  SCHEDULE_ACCOUNTS: schedule.default('17 3,9,15,21 * * *'),
  SCHEDULE_PACK: schedule.default('40 5 * * *'),
  SCHEDULE_REJUDGE: schedule.default('25 * * * *'),
  SCHEDULE_CLAIMS: schedule.default('*/15 * * * *'),
  SCHEDULE_EDITIONS: schedule.default('50 6 * * *'),
  SCHEDULE_WHOLE_EDITIONS: schedule.default('20 7 * * 1'),
  EDITIONS_KEEP: daysOrAll,
  API_REQUESTS_PER_MINUTE: wholeNumber(0, 1_000_000).default(1200),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  SCHEDULE_DIGEST: schedule.default('0 7 * * 1'),
  DIGEST_ZONE: z.string().refine(isZone, 'expected a time zone like Europe/Berlin').default('UTC'),
  DIGEST_WAIT_HOURS: wholeNumber(0, 120).default(24),
  SCHEDULE_SUBSCRIBERS: schedule.default('35 3 * * *'),
  SUBSCRIPTIONS: z.enum(['on', 'off']).default('on'),
  MAIL_CONTACT: text(/^[^\p{C}]{1,200}$/u, 'expected one line of at most 200 characters').optional(),
  ...mailShape,
  SCHEDULE_ALERTS: schedule.default('*/30 * * * *'),
  LOG: z.enum(['pretty', 'json']).optional(),
});

const checked = schema.superRefine((is, context) => {
  for (const [name, message] of mailProblems(is)) context.addIssue({ code: 'custom', path: [name], message });
});

/**
 * What the environment says, validated. `dataDir` is absolute; addresses carry no trailing slash; schedules are UTC, null: off;
 * `mail.smtp` null: no mail is sent.
 */
export type Env = ReturnType<typeof readEnv>;

/** The name of every variable the program reads. */
export const envVariables: readonly string[] = Object.keys(schema.shape);

/**
 * Reads the environment; an empty variable counts as missing. For `process.env`, the project's `.env` file
 * fills what is not set. Throws one ConfigError that lists everything wrong, without the value of a secret.
 */
export function readEnv(env: NodeJS.ProcessEnv) {
  if (env === process.env) loadDotEnv(join(projectRoot, '.env'));
  const given = Object.fromEntries(envVariables.map((name) => [name, env[name]?.trim() || undefined]));
  const parsed = checked.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => problem(issue, given)));
  const is = parsed.data;
  return {
    databaseUrl: is.DATABASE_URL,
    dataDir: is.DATA_DIR,
    host: is.HOST,
    port: is.PORT,
    publicUrl: is.PUBLIC_URL,
    hubUrl: is.HUB_URL,
    hfToken: is.HF_TOKEN,
    collect: is.COLLECT === 'on',
    hubHeadModels: is.HUB_HEAD_MODELS,
    scheduleHubHead: is.SCHEDULE_HUB_HEAD,
    scheduleHub: is.SCHEDULE_HUB,
    scheduleAccounts: is.SCHEDULE_ACCOUNTS,
    schedulePack: is.SCHEDULE_PACK,
    scheduleRejudge: is.SCHEDULE_REJUDGE,
    scheduleClaims: is.SCHEDULE_CLAIMS,
    scheduleEditions: is.SCHEDULE_EDITIONS,
    scheduleWholeEditions: is.SCHEDULE_WHOLE_EDITIONS,
    editionsKeepDays: is.EDITIONS_KEEP,
    apiRequestsPerMinute: is.API_REQUESTS_PER_MINUTE,
    trustedProxies: is.TRUSTED_PROXIES,
    scheduleDigest: is.SCHEDULE_DIGEST,
    digestZone: is.DIGEST_ZONE,
    digestWaitHours: is.DIGEST_WAIT_HOURS,
    scheduleSubscribers: is.SCHEDULE_SUBSCRIBERS,
    subscriptions: is.SUBSCRIPTIONS === 'on',
    mailContact: is.MAIL_CONTACT,
    mail: mailOfEnv(is),
    scheduleAlerts: is.SCHEDULE_ALERTS,
    log: is.LOG ?? (process.stdout.isTTY ? ('pretty' as const) : ('json' as const)),
  };
}

function loadDotEnv(file: string): void {
  if (!existsSync(file)) return;
  try {
    process.loadEnvFile(file);
  } catch (error) {
    throw new ConfigError([`${file} cannot be read: ${error instanceof Error ? error.message : error}`], {
      cause: error,
    });
  }
}

function problem(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0]);
  const got = secretVariables.has(name) ? 'a value that is not shown' : JSON.stringify(given[name]);
  const says = issue.code === 'invalid_value' ? `expected ${issue.values.join(' or ')}` : issue.message;
  return `${name}: ${says}, got ${got}`;
}
