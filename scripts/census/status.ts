import { jobStatus, type PanelStatus, panelStatus } from '../../db/status.ts';
import type { CensusCommand, CommandRun } from './command.ts';

export const status: CensusCommand = {
  says: 'what each panel holds, what is being collected, how the last jobs ended',
  help: `Shows every panel with its newest published day, unfinished looks, the last rejection, and the newest slot of
each job. Changes nothing.`,
  options: {},
  loadsReference: true,
  run: showStatus,
};

async function showStatus({ db, json, print }: CommandRun): Promise<number> {
  const [panels, jobs] = await Promise.all([panelStatus(db), jobStatus(db)]);
  if (json) {
    print(JSON.stringify({ panels, jobs }));
    return 0;
  }
  if (panels.length === 0) print('Nothing is collected yet: npm start, or npm run collect.');
  for (const panel of panels) print(lineOf(panel));
  if (jobs.length > 0) print('\nJobs');
  for (const { job, slot, state, finishedAt, says } of jobs) {
    print(
      `  ${job.padEnd(10)} slot ${slot}  ${state}${finishedAt ? ` at ${finishedAt}` : ''}  ${says ?? ''}`,
    );
  }
  return 0;
}

function lineOf({
  panel,
  kind,
  asOf,
  models,
  published,
  rejected,
  open,
  lastRejection,
}: PanelStatus): string {
  const lines = [
    `${panel} (${kind})`,
    asOf === null
      ? '  nothing published'
      : `  ${(models ?? 0).toLocaleString('en')} models as of ${asOf}; ${published} published, ${rejected} rejected`,
  ];
  if (open) {
    lines.push(
      `  collecting ${open.asOf}: ${open.records.toLocaleString('en')} records on ${open.pages} pages so far`,
    );
  }
  if (lastRejection) lines.push(`  last rejection: ${lastRejection}`);
  return lines.join('\n');
}
