import type { Job } from '../../collectors/schedule/job.ts';
import { type AliveRun, claimSlot, databaseNow, releaseDeadRuns } from '../../collectors/schedule/ledger.ts';
import { runSlot } from '../../collectors/schedule/run-slot.ts';
import { JOBS } from '../jobs.ts';
import { clearProgress, UsageError } from '../log.ts';
import { workerName } from '../worker-name.ts';
import type { CensusCommand, CommandRun } from './command.ts';

const COLLECTS = JOBS.filter(({ asksHub }) => asksHub);

export const collect: CensusCommand = {
  says: 'take one snapshot now',
  help: `Takes one snapshot now and ends. What was stopped on the same day is resumed.

${COLLECTS.map(({ job, says }) => `  ${job.padEnd(17)} ${says}`).join('\n')}

Without a name: ${COLLECTS[0]?.job}. While another run of the same name is alive, here or in a worker, nothing is asked.

  --take-over       end that run and go on in its place`,
  examples: ['collect', 'collect hub', 'collect hub --take-over'],
  exits: '0 published, 1 failed, rejected by its checks, or another run is alive',
  options: { 'take-over': { type: 'boolean' } },
  takes: { usage: `[${COLLECTS.map(({ job }) => job).join(' | ')}]`, least: 0, most: 1 },
  loadsReference: true,
  relaxedCommit: true,
  run: collectNow,
};

async function collectNow(run: CommandRun): Promise<number> {
  const { db, args, values, log, effects } = run;
  const job = args.length === 0 ? COLLECTS[0] : COLLECTS.find((one) => one.job === args[0]);
  if (!job) throw new UsageError(`There is no collector "${args[0]}".`);
  for (const dead of await releaseDeadRuns(db)) log('run-released', { ...dead });
  const asked = { job: job.job, slot: null, worker: workerName(), takeOver: values['take-over'] === true };
  const { claimed, alive } = await claimSlot(db, asked);
  if (!claimed) return refuse(job, alive, run);
  const { state, says } = await runSlot(job, claimed, { context: run });
  clearProgress();
  if (run.json) run.print(JSON.stringify({ job: job.job, slot: claimed.slot, state, says }));
  else if (state === 'done') run.print(`${job.job}: ${says}`);
  else if (effects.signal.aborted) process.stderr.write(`${job.job}: stopped; the next run resumes.\n`);
  else process.stderr.write(`${job.job}: ${says}\n`);
  return state === 'done' ? 0 : 1;
}

async function refuse(
  { job }: Job,
  alive: AliveRun | null,
  { db, json, print }: CommandRun,
): Promise<number> {
  const now = await databaseNow(db);
  const says = alive
    ? `${job} is being collected by ${alive.worker} since ${time(alive.since)} UTC, last heard from ${ago(alive.heardFrom, now)} ago: wait for it, or end it with --take-over.`
    : `${job} is being collected by another run that started this moment.`;
  if (json) print(JSON.stringify({ job, state: 'refused', says }));
  else process.stderr.write(`${says}\n`);
  return 1;
}

function time(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}

function ago(at: Date, now: Date): string {
  return `${Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000))} s`;
}
