import { FORMATS, isFormatId } from '../../collectors/import/formats.ts';
import type { Asked } from '../../collectors/import/history.ts';
import {
  emptySummary,
  type ImportSummary,
  importHistory as importDays,
} from '../../collectors/import/import-history.ts';
import { UnusableWords } from '../../collectors/import/panel-of.ts';
import { SourceError } from '../../db/errors.ts';
import { clearProgress, UsageError } from '../log.ts';
import type { CensusCommand, CommandRun } from './command.ts';

export const importHistory: CensusCommand = {
  says: 'read a history that others wrote down: csv, model-pulse, hub-stats',
  help: `Publishes the days of a history one by one, each through the checks every look must pass. A history is a panel
of its own. Days that are there are passed over; an import that was stopped goes on where it was.

Formats
${Object.entries(FORMATS)
  .map(([name, { says }]) => `  ${name.padEnd(13)} ${says}`)
  .join('\n')}

Options
  --panel NAME          name of the panel; csv needs one, the others are called after their source
  --population TEXT     one sentence: which models are in (csv needs it)
  --source-url URL      where the figures come from (csv needs it)
  --title TEXT          title of the panel
  --terms TEXT          license and attribution
  --whole               csv: a model that is not named is gone from the Hub, not merely out of the list
  --from, --to DAY      only days from and to YYYY-MM-DD, both inside
  --every N             one day, then the next one N days later; missing days are made up by the next (1)
  --as-of DAY           hub-stats: the day of a single file, where its name and folder do not say it
  --again               read days again that were rejected before`,
  examples: [
    'import csv downloads.csv.gz --panel my-models --population "The models of my list." --source-url https://example.org',
    'import model-pulse ./model-pulse-data --every 7',
    'import model-pulse https://huggingface.co/datasets/modelpulse/model-pulse-data --from 2025-03-01',
    'import hub-stats ./2025-10-06/models.parquet',
    'import hub-stats https://huggingface.co/datasets/cfahlgren1/hub-stats --from 2025-03-01 --every 7',
  ],
  exits: '0 every wanted day is published, 1 some were rejected, or it failed or was stopped',
  options: {
    panel: { type: 'string' },
    title: { type: 'string' },
    population: { type: 'string' },
    'source-url': { type: 'string' },
    terms: { type: 'string' },
    whole: { type: 'boolean' },
    from: { type: 'string' },
    to: { type: 'string' },
    every: { type: 'string' },
    'as-of': { type: 'string' },
    again: { type: 'boolean' },
  },
  takes: { usage: 'FORMAT SOURCE', least: 2, most: 2 },
  loadsReference: true,
  relaxedCommit: true,
  run: runImport,
};

async function runImport(command: CommandRun): Promise<number> {
  const [format = '', source = ''] = command.args;
  if (!isFormatId(format)) {
    throw new UsageError(`There is no format "${format}": ${Object.keys(FORMATS).join(', ')}.`);
  }
  const asked = askedIn(source, command.values);
  const { db, env, effects, json, print, onProgress } = command;
  const place = { dataDir: env.dataDir, hubUrl: env.hubUrl, token: env.hfToken?.reveal(), onProgress };
  let summary = emptySummary(asked.panel ?? format);
  let failure: SourceError | null = null;
  let stopped = false;
  try {
    const history = await FORMATS[format].open(asked, place, effects);
    summary = emptySummary(history.panel.panel);
    await importDays(history, asked, { run: { db, effects, dataDir: env.dataDir, onProgress }, summary });
  } catch (error) {
    if (error instanceof UnusableWords) throw new UsageError(error.message, { cause: error });
    if (effects.signal.aborted) stopped = true;
    else if (error instanceof SourceError) failure = error;
    else throw error;
  }
  clearProgress();
  if (json) print(JSON.stringify({ ...summary, stopped, failed: failure?.message ?? null }));
  else for (const line of linesOf(summary, stopped)) print(line);
  if (failure && !json) throw failure;
  return failure || stopped || summary.rejected.length > 0 ? 1 : 0;
}

function askedIn(source: string, values: Record<string, unknown>): Asked {
  const text = (name: string) =>
    typeof values[name] === 'string' ? values[name].trim() || undefined : undefined;
  const day = (name: string) => {
    const value = text(name);
    if (value !== undefined && !(/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)))) {
      throw new UsageError(`--${name} takes a day like 2025-03-01, not "${value}".`);
    }
    return value;
  };
  const every = text('every') ?? '1';
  if (!/^[1-9]\d{0,2}$/.test(every))
    throw new UsageError(`--every takes a number of days from 1 to 999, not "${every}".`);
  return {
    source,
    panel: text('panel'),
    title: text('title'),
    population: text('population'),
    sourceUrl: text('source-url'),
    terms: text('terms'),
    whole: values['whole'] === true,
    from: day('from') ?? null,
    to: day('to') ?? null,
    every: Number(every),
    again: values['again'] === true,
    asOf: day('as-of'),
  };
}

function linesOf(
  { panel, published, rejected, passedOver, records, skipped }: ImportSummary,
  stopped: boolean,
): string[] {
  const digits = (count: number) => count.toLocaleString('en');
  const first = published.at(0)?.asOf;
  const last = published.at(-1)?.asOf;
  const span = first === undefined ? '' : first === last ? ` (${first})` : ` (${first} to ${last})`;
  const days = (count: number) => (count === 1 ? '1 day' : `${digits(count)} days`);
  const over: [number, string][] = [
    [passedOver.published, 'published before'],
    [passedOver.rejected, 'rejected before (--again reads them again)'],
    [passedOver['too-old'], 'before the newest published day: days of a panel only go forward'],
    [passedOver.between, 'between the wanted days'],
    [passedOver['left-out'], 'left out by their source'],
  ];
  return [
    `${panel}: ${days(published.length)} published${span}, ${digits(records)} records, ${digits(skipped)} of them skipped.`,
    ...over.filter(([count]) => count > 0).map(([count, says]) => `  passed over: ${days(count)} ${says}`),
    ...rejected.map(({ asOf, reasons }) => `  ${asOf} rejected: ${reasons.join(' ')}`),
    ...(published.length === 0 && rejected.length === 0 && !stopped ? ['Nothing was to be done.'] : []),
    ...(stopped ? ['Stopped. The same command goes on from here.'] : []),
  ];
}
