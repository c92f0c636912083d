import { hub } from '../../collectors/hub/index.ts';
import { runCollector } from '../../collectors/run-collector.ts';
import { openDatabase } from '../../db/client.ts';
import { realEffects } from '../effects.ts';
import { fail } from '../log.ts';
import { answerParent, inputFromParent } from './processes.ts';

/** The measured process: one full pass of the product's own collector. */
async function main(): Promise<void> {
  const { hubUrl, dataDir } = inputFromParent<{ hubUrl: string; dataDir: string }>();
  const silent = () => undefined;
  const opened = await openDatabase({ databaseUrl: undefined, dataDir }, silent, { relaxedCommit: true });
  // Uncompressed: compressing is the stand-in's work, and it shares the two cores with the measured process.
  let published = 0;
  const log = (event: string) => {
    if (event === 'snapshot-published') published = performance.now();
  };
  const effects = { ...realEffects(log, new AbortController().signal), fetch: fetchPlain };
  const started = performance.now();
  let walked = started;
  const summary = await runCollector(hub({ hubUrl, token: undefined }), {
    db: opened.db,
    effects,
    onProgress: () => {
      walked = performance.now();
    },
  });
  answerParent({
    seconds: (published - started) / 1000,
    publishSeconds: (published - walked) / 1000,
    indexSeconds: (performance.now() - published) / 1000,
    models: summary.models,
  });
  await opened.close();
}

const fetchPlain: typeof fetch = (input, init) =>
  fetch(input, { ...init, headers: { ...Object(init?.headers), 'accept-encoding': 'identity' } });

main().catch(fail);
