#!/usr/bin/env node
// The `bin` of package.json: `npx census` in this project is this file, and never a package of that name from the
// registry. Plain JavaScript, as an old Node has to read it before it hands over to the private one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isNewEnough, link, modules, oldest } from './node-version.mjs';

const program = isNewEnough(process.versions.node) ? process.execPath : link;
const script = join(dirname(fileURLToPath(import.meta.url)), 'census.ts');
// The flag is explained in process-flags.ts.
const args = ['--max-semi-space-size=4', script, ...process.argv.slice(2)];

if (!existsSync(program) || !existsSync(join(modules, 'postgres'))) {
  console.error(
    `Run npm ci first: it brings what census needs, and its own Node where yours is older than ${oldest.join('.')}.`,
  );
  process.exitCode = 1;
} else if (process.execve && process.platform !== 'win32') {
  process.execve(program, [program, ...args], process.env);
} else {
  runBeside();
}

/** Where a process cannot become another one, it waits for it and passes on what it is told. */
function runBeside() {
  const child = spawn(program, args, { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to both.
  process.on('SIGINT', () => {});
  child.on('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
