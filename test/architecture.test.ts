import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const isSource = /\.(ts|mjs|astro)$/;

interface Source {
  /** From the root, with slashes. */
  path: string;
  lines: readonly string[];
  /** What it imports, statically or not: our own files as paths from the root, packages by name. */
  imports: readonly string[];
  isRelative: readonly boolean[];
}

const sources = ['db', 'collectors', 'src', 'scripts', 'test', '.']
  .flatMap((folder) => filesOf(folder))
  .map((path) => read(path));

const product = sources.filter(({ path }) => !path.startsWith('test/'));

describe('what may import what', () => {
  const rules: readonly { who: RegExp; never: RegExp; except?: Readonly<Record<string, string>> }[] = [
    { who: /^db\//, never: /^(collectors|src|scripts|test)\// },
    { who: /^collectors\//, never: /^(src|scripts|test)\// },
    { who: /^src\//, never: /^(collectors|scripts|test)\// },
    { who: /^src\/lib\//, never: /^src\/(components|layouts|pages)\// },
    {
      who: /^src\/(components|layouts|pages)\/|^src\/[^/]+$/,
      never: /^db\/|^(postgres|drizzle-orm)(\/|$)/,
      except: { 'src/middleware.ts': 'opens the database for `astro dev`, where no server does' },
    },
    { who: /^src\/components\//, never: /^src\/(layouts|pages)\// },
    {
      who: /^scripts\//,
      never: /^test\//,
      except: { 'scripts/hub.ts': 'starts the stand-in Hub by hand' },
    },
  ];

  test.each(rules)('$who imports nothing of $never', ({ who, never, except = {} }) => {
    const wrong = product
      .filter(({ path }) => who.test(path) && !(path in except))
      .flatMap(({ path, imports }) =>
        imports.filter((other) => never.test(other)).map((other) => `${path}: ${other}`),
      );
    expect(wrong).toEqual([]);
  });

  test('whatever reaches into test/ reaches for the stand-in Hub alone', () => {
    const reached = product.flatMap(({ path, imports }) =>
      imports.filter((other) => other.startsWith('test/')).map((other) => ({ path, other })),
    );
    const strange = reached.filter(({ other }) => !other.startsWith('test/support/hub/'));
    // In which order tests run belongs to them.
    expect(strange).toEqual([{ path: 'vitest.config.ts', other: 'test/support/longest-first.ts' }]);
  });

  test('pure words stay pure: vocabularies import nothing', () => {
    expect(importsOf((path) => path.startsWith('db/vocab/'))).toEqual([]);
  });

  test('what browsers load knows no server', () => {
    const wrong = importsOf((path) => /^src\/(lib\/chart|components)\/[^/]+\.ts$/.test(path));
    const harmless = /^src\/lib\/(chart|format)\/|^src\/components\/[^/]+\.ts$|^db\/vocab\/|^chart\.js$/;
    expect(wrong.filter((other) => !harmless.test(other))).toEqual([]);
  });

  test('one file knows how mail is written and sent', () => {
    const users = product
      .filter(({ imports }) => imports.some((other) => /^nodemailer(\/|$)/.test(other)))
      .sort((a, b) => a.path.localeCompare(b.path));
    expect(users.map(({ path }) => path)).toEqual([
      // The floor of a benchmark.
      'scripts/bench/digest-floor.ts',
      'src/lib/delivery/nodemailer.ts',
    ]);
  });

  test('Chart.js runs in one file', () => {
    const users = sources.filter(({ lines }) =>
      lines.join('\n').match(/^import (?!type )[^;]*from 'chart\.js/m),
    );
    expect(users.map(({ path }) => path)).toEqual(['src/lib/chart/draw-chart.ts']);
  });
});

describe('how a file is written', () => {
  test('imports of ours are relative, name a file that exists, and say its ending', () => {
    const known = new Set(filesOf('.', /./, true));
    const wrong = sources.flatMap(({ path, imports, isRelative }) =>
      imports.filter((other, n) => isRelative[n] && !known.has(other)).map((other) => `${path}: ${other}`),
    );
    expect(wrong).toEqual([]);
  });

  test('nothing is exported by default, except what a tool reads', () => {
    expect(pathsWith(/^export default|export \{ default/)).toEqual([
      'astro.config.mjs',
      'drizzle.config.ts',
      'vitest.config.ts',
    ]);
  });

  test('no file passes on the exports of others, except the schema, which drizzle-kit reads whole', () => {
    expect(pathsWith(/^export \* from/)).toEqual(['db/schema/index.ts']);
  });

  /** Path to reason. Nothing needs it today. */
  const long: Readonly<Record<string, string>> = {};

  test('no file has more than 300 lines, except the named ones', () => {
    const over = sources.filter(({ lines }) => lines.length > 300).map(({ path }) => path);
    expect(over.filter((path) => !(path in long))).toEqual([]);
  });

  test('no complaint of the compiler is silenced', () => {
    expect(pathsWith(/@ts-(ignore|nocheck|expect-error)/, /^(?!test\/architecture)/)).toEqual([]);
  });
});

describe('where SQL is written', () => {
  const homes: readonly { where: RegExp; because: string }[] = [
    { where: /^db\//, because: 'schema, migrations, reference, and the connection itself' },
    { where: /^src\/lib\/metrics\//, because: 'every reading of the site' },
    {
      where: /^src\/lib\/claims\/read\//,
      because: 'what published claims are compared with, and what they came to',
    },
    { where: /^src\/lib\/families\/rows\.ts$/, because: 'the models of the curated families' },
    { where: /^src\/lib\/editions\/source\//, because: 'the rows of an edition, and what they follow from' },
    { where: /^src\/lib\/delivery\/store\//, because: 'which mail is whose, and what became of it' },
    { where: /^src\/lib\/subscribers\/store\//, because: 'who gets mail, and what they chose' },
    { where: /^collectors\/store\.ts$/, because: 'pages of a walk into staging' },
    { where: /^collectors\/judge-look\.ts$/, because: 'what the checks count' },
    { where: /^collectors\/published\.ts$/, because: 'what is there already' },
    { where: /^collectors\/import\/held\.ts$/, because: 'what a history holds already, and whose it is' },
    { where: /^collectors\/schedule\/ledger\.ts$/, because: 'which worker has a slot' },
    {
      where: /^collectors\/accounts\/(store|choose)\.ts$/,
      because: 'who owns the models, and whom to ask next',
    },
    { where: /^scripts\/bench\//, because: 'measures and empties databases of its own' },
    { where: /^test\//, because: 'looks behind the product' },
  ];

  test('a query stands in one of its homes', () => {
    const query = /\b(db|tx|sql|on)(<[^`]*>)?`|\.unsafe\(/;
    const wrong = pathsWith(query).filter((path) => !homes.some(({ where }) => where.test(path)));
    expect(wrong).toEqual([]);
  });

  test('every home that is one file has a query', () => {
    const files = sources.map(({ path }) => path);
    expect(homes.filter(({ where }) => !files.some((path) => where.test(path)))).toEqual([]);
  });
});

describe('what reaches a page', () => {
  test('no markup is made from text', () => {
    const markup = /set:html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.html\(/;
    expect(pathsWith(markup, /^src\//)).toEqual([]);
  });

  test('no style and no script stands in an element, which the policy would refuse', () => {
    expect(
      pathsWith(/<[^>]*\sstyle=|is:inline|define:vars|\.style\b|\son[a-z]+=["{]/, /^src\/.*\.astro$/),
    ).toEqual([]);
  });

  test('components never wait for anything', () => {
    expect(pathsWith(/^\s*(const .*= )?await /, /^src\/(components|layouts)\/.*\.astro$/)).toEqual([]);
  });
});

function importsOf(which: (path: string) => boolean): string[] {
  return product.filter(({ path }) => which(path)).flatMap(({ imports }) => imports);
}

function pathsWith(what: RegExp, where = /./): string[] {
  return sources
    .filter(({ path, lines }) => where.test(path) && lines.some((line) => what.test(line)))
    .map(({ path }) => path)
    .sort();
}

function filesOf(folder: string, ending = isSource, deep = folder !== '.'): string[] {
  const skipped = /(^|\/)(node_modules|dist|\.[^/]+)(\/|$)/;
  return readdirSync(join(root, folder), { withFileTypes: true })
    .map((entry) => ({ entry, path: posix.join(folder, entry.name) }))
    .filter(({ path }) => !skipped.test(path))
    .flatMap(({ entry, path }) =>
      entry.isDirectory() ? (deep ? filesOf(path, ending, true) : []) : ending.test(path) ? [path] : [],
    );
}

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const found = [
    ...text.matchAll(/^(?:import|export) (?:[^'"]*? from )?'([^']+)'|[^.\w]import\('([^']+)'\)/gm),
  ];
  const names = found.map(([, fixed, late]) => (fixed ?? late ?? '').replace(/\?.*$/, ''));
  const isRelative = names.map((name) => name.startsWith('.'));
  const imports = names.map((name) => (name.startsWith('.') ? posix.join(dirname(path), name) : name));
  return { path, lines: text.trimEnd().split('\n'), imports, isRelative };
}
