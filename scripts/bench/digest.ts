import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { hub } from '../../collectors/hub/index.ts';
import { runCollector } from '../../collectors/run-collector.ts';
import { type Db, openDatabase } from '../../db/client.ts';
import { buildIssue } from '../../src/lib/digest/build.ts';
import { lastDayOf } from '../../src/lib/digest/period.ts';
import { closedWeek } from '../../src/lib/digest/week.ts';
import { DEFAULT_PREFERENCES } from '../../src/lib/subscribers/preferences.ts';
import { realEffects } from '../effects.ts';
import { prepare } from '../prepare.ts';
import type { Bench, BenchOptions, BenchResult } from './bench.ts';
import { BENCH_ORIGIN, FOLLOWS, followers, type MailingInput } from './digest-mailing.ts';
import { withOwnServer } from './own-server.ts';
import { measureInProcess, startHubProcess } from './processes.ts';

interface Sent {
  seconds: number;
  sent: number;
  early_mb: number;
  late_mb: number;
}

interface Counts {
  messages: number;
  bytes: number;
  distinct: number;
}

/**
 * Messages per second of an issue that is put on its way, composed for each reader and handed to a mail server in a process of its
 * own. Floor: the same messages, composed before, handed to nodemailer over as many connections, without the database.
 */
export const digest: Bench = {
  says: 'an issue to 10,000 subscribers, against nodemailer alone',
  defaults: { models: 3000, snapshots: 1 },
  run: measure,
};

async function measure({ models, subscribers, say }: BenchOptions): Promise<BenchResult> {
  const smtp = await startSmtpProcess();
  try {
    return await withOwnServer(null, async (dataDir) => {
      const issue = await prepareMailing(dataDir, { models, subscribers });
      const input: MailingInput = { dataDir, issue, port: smtp.port, subscribers };
      say(`sending ${issue} to ${subscribers} subscribers`);
      const run = await measureInProcess<Sent>('digest-run.ts', input);
      const arrived = await smtp.counts();
      if (run.sent !== subscribers || arrived.distinct !== subscribers)
        throw new Error(`${run.sent} were sent, ${arrived.distinct} arrived`);
      say('measuring the floor');
      const floor = await measureInProcess<{ seconds: number }>('digest-floor.ts', input);
      const handed = await smtp.counts();
      const figure = subscribers / run.seconds;
      const floorFigure = subscribers / floor.seconds;
      return {
        name: 'digest',
        figure,
        unit: 'messages per second',
        floor: floorFigure,
        ratio: floorFigure / figure,
        rss_mb: run.rss_mb,
        early_rss_mb: run.early_mb,
        late_rss_mb: run.late_mb,
        floor_rss_mb: floor.rss_mb,
        subscribers,
        seconds: run.seconds,
        floor_seconds: floor.seconds,
        message_kb: arrived.bytes / arrived.messages / 1000,
        floor_message_kb: handed.bytes / handed.messages / 1000,
      };
    });
  } finally {
    smtp.stop();
  }
}

/** A database with the issue of a generated week, and its subscribers. Returns the name of the issue. */
async function prepareMailing(
  dataDir: string,
  { models, subscribers }: { models: number; subscribers: number },
): Promise<string> {
  const silent = () => undefined;
  const opened = await openDatabase({ databaseUrl: undefined, dataDir }, silent);
  const generated = await startHubProcess(models);
  try {
    await prepare(opened, silent);
    const today = new Date().toISOString().slice(0, 10);
    const period = closedWeek(today);
    const now = () => new Date(`${lastDayOf(period)}T12:00:00Z`);
    const effects = { ...realEffects(silent, new AbortController().signal), now };
    await runCollector(hub({ hubUrl: generated.url, token: undefined }), { db: opened.db, effects });
    const built = await buildIssue(opened.db, {
      period,
      panel: null,
      origin: BENCH_ORIGIN,
      today,
      reason: null,
    });
    if (built.kind === 'withheld') throw new Error(built.reason);
    await subscribe(opened.db, subscribers);
    return built.issue;
  } finally {
    await generated.stop();
    await opened.close();
  }
}

async function subscribe(db: Db, count: number): Promise<void> {
  await db`
    insert into subscribers (email, status, preferences, confirmed_at)
    select format('reader%s@example.com', n), 'active',
      case when n % ${FOLLOWS}::int = 0 then ${JSON.stringify(followers)}::text::jsonb
        else ${JSON.stringify(DEFAULT_PREFERENCES)}::text::jsonb end,
      now() - interval '30 days'
    from generate_series(1, ${count}::int) n
  `;
  await db`analyze subscribers`;
}

async function startSmtpProcess() {
  const child: ChildProcess = fork(join(import.meta.dirname, 'digest-smtp.ts'));
  const [said] = (await once(child, 'message')) as [{ port: number }];
  return {
    port: said.port,
    counts: async (): Promise<Counts> => {
      child.send('counts');
      const [counts] = (await once(child, 'message')) as [Counts];
      return counts;
    },
    stop: () => void child.kill('SIGTERM'),
  };
}
