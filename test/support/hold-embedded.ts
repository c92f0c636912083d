// Started as a process of its own: opens the embedded server of argv[2], says how it went, and holds it
// until its input ends.
import { text } from 'node:stream/consumers';
import { startEmbedded } from '../../db/embedded.ts';

try {
  const embedded = await startEmbedded({ dataDir: process.argv[2] ?? '', log: () => {} });
  console.log(JSON.stringify({ startedHere: embedded.startedHere }));
  await text(process.stdin);
  await embedded.stop();
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
}
