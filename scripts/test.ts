import { spawnSync } from 'node:child_process';

/** All checks, cheapest first, then every test; vitest's own summary comes last. Stops at the first failure. */
const STEPS: readonly (readonly [string, ...string[]])[] = [
  ['biome', 'check', '.'],
  ['astro', 'check', '--minimumSeverity', 'warning'],
  ['tsc', '--noEmit', '-p', 'tsconfig.json'],
  ['vitest', 'run', ...process.argv.slice(2)],
];

for (const [command, ...args] of STEPS) {
  process.stdout.write(`\n> ${[command, ...args].join(' ')}\n`);
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', TZ: 'UTC' };
  const { status } = spawnSync('npx', ['--no-install', command, ...args], {
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}
