import { parseArgs } from 'node:util';
import { type HubOptions, startHub } from '../test/support/hub/start-hub.ts';
import { fail, UsageError } from './log.ts';

const SETS = ['ai-nexus', 'radar', 'all'] as const;

const HELP = `Usage: npm run hub -- [--port N] [--models N] [--seed N] [--set ${SETS.join('|')}]

A Hub on this machine: serves the recordings that ship with the product, or N generated models.

  --models N   N generated models instead of recordings
  --seed N     another population of generated models
  --set NAME   one recording, or all (the default)
  --port N     a free port when not given`;

/** The stand-in Hub by hand. */
async function main(): Promise<void> {
  const values = readOptions();
  if (values.help) return console.log(HELP);
  const hub = await startHub({ ...modelsAsked(values), port: numberAsked('port', values.port) ?? 0 });
  console.log(`Stand-in Hub with ${hub.world.size()} models at ${hub.url}
Use it:  HUB_URL=${hub.url} DATA_DIR=.data-offline npm start
Look:    curl '${hub.url}/api/models?limit=2&sort=createdAt&direction=1'
Stop:    Ctrl+C`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void hub.close());
}

function readOptions() {
  const text = { type: 'string' } as const;
  try {
    const options = { port: text, models: text, seed: text, set: text, help: { type: 'boolean' } } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  }
}

function modelsAsked({ models, seed, set = 'all' }: ReturnType<typeof readOptions>): HubOptions {
  const generated = numberAsked('models', models);
  if (generated !== null) return { models: { generated, seed: numberAsked('seed', seed) ?? 1 } };
  const recordings = SETS.find((name) => name === set);
  if (!recordings) throw new UsageError(`--set: unexpected ${set}, one of ${SETS.join(', ')}`);
  return { recordings };
}

function numberAsked(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new UsageError(`--${name}: unexpected ${value}, a whole number`);
}

main().catch(fail);
