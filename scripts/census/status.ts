import { databaseNow } from '../../collectors/schedule/ledger.ts';
import { nextSlot } from '../../collectors/schedule/slots.ts';
import {
  type DiskUse,
  diskUse,
  goneModels,
  type JobStatus,
  jobStatus,
  type OpenLook,
  type PanelStatus,
  panelStatus,
  qualityOfTheWeek,
} from '../../db/status.ts';
import { JOBS } from '../jobs.ts';
import type { CensusCommand, CommandRun } from './command.ts';

export const status: CensusCommand = {
  says: 'what each panel holds, what is being collected, how the last jobs ended',
  help: `Shows every panel with its newest published day, unfinished looks and the last rejection; the newest slot of each
job and the next one that is due; what the quality log counted in the last seven days; models that are gone from the
Hub; and the disk space the database takes. Times are UTC. Changes nothing.`,
  examples: ['status', 'status --json'],
  exits: '0 always',
  options: {},
  loadsReference: true,
  run: showStatus,
};

/** A job of the registry or of the ledger. `schedule` is null where it does not run on its own. */
interface JobLine {
  job: string;
  schedule: string | null;
  /** Null also where the schedule names no minute of the next 32 days. */
  next: string | null;
  last: JobStatus | null;
}

async function showStatus(run: CommandRun): Promise<number> {
  const { db, json, print } = run;
  const [panels, jobs, quality, gone, disk] = await Promise.all([
    panelStatus(db),
    jobLines(run),
    qualityOfTheWeek(db),
    goneModels(db),
    diskUse(db),
  ]);
  if (json) {
    print(JSON.stringify({ panels, jobs, quality, gone, disk }));
    return 0;
  }
  if (panels.length === 0) print('Nothing is collected yet: npm start, or npx census collect.');
  for (const panel of panels) print(panelText(panel));
  print(`\nJobs\n${jobs.map(jobText).join('\n')}`);
  const counts = quality.map(({ kind, entries }) => `${kind} ${count(entries)}`).join(', ');
  print(`\nQuality log, last 7 days: ${counts || 'nothing'}`);
  print(`Gone from the Hub: ${count(gone.removed)} models; missed by one look: ${count(gone.missing)}`);
  print(diskText(disk));
  return 0;
}

async function jobLines({ db, env }: CommandRun): Promise<JobLine[]> {
  const [ran, now] = await Promise.all([jobStatus(db), databaseNow(db)]);
  const registered = JOBS.map((job): JobLine => {
    const expression = env.collect || !job.asksHub ? job.schedule(env) : null;
    const next = expression === null ? null : nextSlot(expression, now, job.zone?.(env));
    const last = ran.find((one) => one.job === job.job) ?? null;
    return {
      job: job.job,
      schedule: expression,
      next: next?.toISOString().replace('.000', '') ?? null,
      last,
    };
  });
  const former = ran.filter(({ job }) => JOBS.every((one) => one.job !== job));
  return [...registered, ...former.map((last) => ({ job: last.job, schedule: null, next: null, last }))];
}

function panelText(panel: PanelStatus): string {
  const { asOf, models, published, rejected, open, lastRejection } = panel;
  const lines = [
    `${panel.panel} (${panel.kind})`,
    asOf === null
      ? '  nothing published'
      : `  ${count(models ?? 0)} models as of ${asOf}; ${published} published, ${rejected} rejected`,
  ];
  if (open) lines.push(`  ${openText(open, models)}`);
  if (lastRejection) lines.push(`  last rejection: ${lastRejection}`);
  return lines.join('\n');
}

function openText(
  { asOf, records, pages, ageSeconds, quietSeconds }: OpenLook,
  models: number | null,
): string {
  const of = models ? ` of about ${count(models)}` : '';
  const times = `began ${duration(ageSeconds)} ago, last page ${duration(quietSeconds)} ago`;
  return `collecting ${asOf}: ${count(records)}${of} records on ${count(pages)} pages so far; ${times}`;
}

function jobText({ job, schedule, next, last }: JobLine): string {
  const due = next ? `next ${minute(next)}` : schedule === null ? 'not on schedule' : `due by "${schedule}"`;
  if (!last) return `  ${job.padEnd(14)} ${due}; never ran`;
  const { slot, state, heardSecondsAgo, finishedAt, says } = last;
  const heard = heardSecondsAgo === null ? '' : `, last heard from ${duration(heardSecondsAgo)} ago`;
  const at = finishedAt ? ` at ${minute(finishedAt)}` : heard;
  return `  ${job.padEnd(14)} ${due}; slot ${minute(slot)} ${state}${at}${says ? `: ${says}` : ''}`;
}

function diskText({ bytes, tables }: DiskUse): string {
  const largest = tables.map(({ table, bytes: size }) => `${table} ${megabytes(size)}`).join(', ');
  return `On disk: ${megabytes(bytes)} (${largest})`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}

/** `2026-11-20 02:47` */
function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}
