import { openDatabase } from '../../db/client.ts';
import { amongSenders } from '../../src/lib/delivery/keep-sending.ts';
import { MAILS } from '../../src/lib/delivery/mails/index.ts';
import { createSender } from '../../src/lib/delivery/sender.ts';
import { enqueueIssue } from '../../src/lib/delivery/store/enqueue.ts';
import { fail } from '../log.ts';
import { BENCH_ORIGIN, benchSettings, type MailingInput } from './digest-mailing.ts';
import { answerParent, inputFromParent } from './processes.ts';

/** The measured process: puts an issue on its way and sends all of it, as the worker does. */
async function main(): Promise<void> {
  const { dataDir, issue, port } = inputFromParent<MailingInput>();
  const log = () => undefined;
  const { db, close } = await openDatabase({ databaseUrl: undefined, dataDir }, log, { max: 6 });
  const { signal } = new AbortController();
  const settings = benchSettings(port);
  const sender = createSender({ db, settings, origin: BENCH_ORIGIN, mails: MAILS, log, signal }, 'bench');
  const rss: number[] = [];
  const timer = setInterval(() => rss.push(process.memoryUsage().rss / 1_048_576), 500);
  const from = performance.now();
  await enqueueIssue(db, issue);
  const tally = await amongSenders(sender, { db, log, signal }, () => sender.round());
  const seconds = (performance.now() - from) / 1000;
  clearInterval(timer);
  answerParent({
    ...tally,
    seconds,
    early_mb: highest(rss.slice(0, Math.ceil(rss.length / 4))),
    late_mb: highest(rss.slice(-Math.ceil(rss.length / 4))),
  });
  await close();
}

function highest(values: readonly number[]): number {
  return Math.max(0, ...values);
}

main().catch(fail);
