import { readFile } from 'node:fs/promises';
import { fail } from '../log.ts';
import { atPace } from './api-pace.ts';
import { answerParent, inputFromParent } from './processes.ts';

export interface PaceInput {
  site: string;
  paths: string[];
  perSecond: number;
  forMs: number;
}

export interface PaceAnswer {
  ms: number[];
}

/** The measured process: lists at an even pace. */
async function main(): Promise<void> {
  const { file } = inputFromParent<{ file: string }>();
  const { site, paths, ...pace }: PaceInput = JSON.parse(await readFile(file, 'utf8'));
  const { ms } = await atPace(site, paths, pace);
  answerParent({ ms } satisfies PaceAnswer);
}

main().catch(fail);
