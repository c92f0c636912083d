import type { Log } from '../db/log.ts';

/** What nobody wants to read a million times on a terminal; counted in summaries instead. */
const QUIET = new Set(['record-repaired', 'record-skipped', 'source-paced']);

/** JSON lines for machines, or short lines for people. Never colours a file. */
export function createLog(style: 'pretty' | 'json'): Log {
  if (style === 'json') {
    return (event, facts) => {
      // Long words are cut, and the line stays JSON.
      const line = JSON.stringify({ ts: new Date().toISOString(), event, ...facts }, (_, value) =>
        typeof value === 'string' ? cut(value) : value,
      );
      process.stdout.write(`${line}\n`);
    };
  }
  return (event, facts) => {
    if (QUIET.has(event)) return;
    clearProgress();
    const words = Object.entries(facts ?? {}).map(([name, value]) => `${name}=${inWords(value)}`);
    const time = new Date().toISOString().slice(11, 19);
    process.stdout.write(`${dim(time)} ${event.replaceAll('-', ' ')} ${dim(cut(words.join(' ')))}\n`);
  };
}

let shownProgress = false;

/** Shows how far a long step is: one line that renews itself on a terminal, one line per 30 s elsewhere. */
export function progressLine(style: 'pretty' | 'json', log: Log): (says: string) => void {
  let lastLine = Date.now();
  return (says) => {
    const now = Date.now();
    if (style === 'pretty' && process.stdout.isTTY) {
      if (now - lastLine < 100) return;
      lastLine = now;
      shownProgress = true;
      process.stdout.write(`\r\x1b[2K${says.slice(0, (process.stdout.columns ?? 80) - 1)}`);
    } else if (now - lastLine >= 30_000) {
      lastLine = now;
      log('progress-made', { says });
    }
  };
}

export function clearProgress(): void {
  if (!shownProgress) return;
  shownProgress = false;
  process.stdout.write('\r\x1b[2K');
}

/** Ends the process with one clear sentence; the stack only for errors that are ours to mend. */
export function fail(error: unknown): never {
  clearProgress();
  const known = error instanceof Error && KNOWN.has(error.name);
  const says =
    error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${says}\n`);
  process.exit(1);
}

const KNOWN = new Set([
  'ConfigError',
  'DatabaseError',
  'SourceError',
  'SnapshotRejected',
  'Fenced',
  'Stalled',
  'ReferenceInvalid',
  'ListenError',
  'BuildError',
  'UsageError',
  'BuildingElsewhere',
  'Overtaken',
]);

/** The command line asks for something that does not exist. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

function inWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function cut(text: string): string {
  return text.length > 1000 ? `${text.slice(0, 1000)}…` : text;
}

function dim(text: string): string {
  return process.stdout.isTTY ? `\x1b[2m${text}\x1b[22m` : text;
}
