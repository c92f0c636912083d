/**
 * The stand-in Hub by hand: npm run hub -- [--port N] [--models N] [--seed N] [--set ai-nexus|radar|all]
 * Serves the recordings, or N generated models.
 */
import { parseArgs } from 'node:util';
import { type HubOptions, startHub } from '../test/support/hub/start-hub.ts';

const SETS = ['ai-nexus', 'radar', 'all'] as const;

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    models: { type: 'string' },
    seed: { type: 'string' },
    set: { type: 'string', default: 'all' },
  },
});

const hub = await startHub({ ...modelsAsked(), port: numberAsked('port', values.port) ?? 0 });
console.log(`Stand-in Hub with ${hub.world.size()} models at ${hub.url}
Use it:  HUB_URL=${hub.url} npm start
Look:    curl '${hub.url}/api/models?limit=2&sort=createdAt&direction=1'
Stop:    Ctrl+C`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void hub.close());

function modelsAsked(): HubOptions {
  const generated = numberAsked('models', values.models);
  if (generated !== null) return { models: { generated, seed: numberAsked('seed', values.seed) ?? 1 } };
  const recordings = SETS.find((set) => set === values.set);
  if (!recordings) throw new Error(`--set: unexpected ${values.set}, one of ${SETS.join(', ')}`);
  return { recordings };
}

function numberAsked(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new Error(`--${name}: unexpected ${value}, a whole number`);
  return number;
}
