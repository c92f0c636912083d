import { parseArgs } from 'node:util';
import { fail, UsageError } from '../log.ts';
import { api } from './api.ts';
import type { Bench, BenchOptions, BenchResult } from './bench.ts';
import { collect } from './collect.ts';
import { digest } from './digest.ts';
import { exportFiles } from './export.ts';
import { metrics } from './metrics.ts';
import { pages } from './pages.ts';
import { publish } from './publish.ts';
import { storage } from './storage.ts';

/** THE REGISTRY of benchmarks. */
const BENCHES: Readonly<Record<string, Bench>> = {
  collect,
  publish,
  storage,
  metrics,
  pages,
  export: exportFiles,
  api,
  digest,
};

const HELP = `Usage: npm run bench -- NAME [--models N] [--snapshots N] [--subscribers N] [--keep FOLDER] [--json]

${Object.entries(BENCHES)
  .map(([name, bench]) => `${name.padEnd(10)} ${bench.says}`)
  .join('\n')}

Each figure stands beside a floor measured in the same run; ratio 1 is the floor.
All data is generated. With --json the last line is one object. metrics, pages, export, api: with --keep the generated database stays
in FOLDER, and a later run with the same folder asks it again.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      models: { type: 'string' },
      snapshots: { type: 'string' },
      subscribers: { type: 'string' },
      keep: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const [name] = positionals;
  if (values.help || !name) return console.log(HELP);
  const bench = BENCHES[name];
  if (!bench) throw new UsageError(`There is no benchmark "${name}".\n\n${HELP}`);
  const options: BenchOptions = {
    models: count(values.models, bench.defaults.models, '--models'),
    snapshots: count(values.snapshots, bench.defaults.snapshots, '--snapshots'),
    subscribers: count(values.subscribers, 10_000, '--subscribers'),
    keptIn: values.keep ?? null,
    say: (line) => process.stderr.write(`${line}\n`),
  };
  const result = await bench.run(options);
  if (values.json) console.log(JSON.stringify(result));
  else print(result);
}

function count(given: string | undefined, otherwise: number, option: string): number {
  if (given === undefined) return otherwise;
  const number = Number(given);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new UsageError(`${option} takes a whole number from 1.`);
  return number;
}

function print(result: BenchResult): void {
  for (const [name, value] of Object.entries(result)) {
    console.log(`${name.padEnd(24)} ${typeof value === 'number' ? round(value) : JSON.stringify(value)}`);
  }
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 1000) / 1000);
}

main().catch(fail);
