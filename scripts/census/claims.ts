import type { ClaimAnswer } from '../../src/lib/claims/answer.ts';
import { evaluate } from '../../src/lib/claims/evaluate.ts';
import { openReader } from '../../src/lib/claims/read/read-ask.ts';
import { type LedgerEntry, readLedger } from '../../src/lib/claims/read-ledger.ts';
import { sayQuantity } from '../../src/lib/claims/say.ts';
import { formatShare } from '../../src/lib/format/numbers.ts';
import { readVersion } from '../../src/lib/metrics/publication.ts';
import { UsageError } from '../log.ts';
import type { CensusCommand, CommandRun } from './command.ts';

export const claims: CensusCommand = {
  says: 'published numbers about open models, and what ours say to them',
  help: `Shows every claim of the ledger with its status, the published numbers, ours, how much of the whole is known, and why.
With an ID, as C1, shows that claim alone, with its definition, other ways of counting it and its earlier statuses. A claim
that was not evaluated since the last publication is evaluated now. Changes nothing. docs/claims.md says what a status means.`,
  examples: ['claims', 'claims C1', 'claims --json'],
  exits: '0 always',
  options: {},
  takes: { usage: '[ID]', least: 0, most: 1 },
  loadsReference: true,
  run: showClaims,
};

/** A claim with what it came to, stored or found now. */
interface Shown extends LedgerEntry {
  answer: ClaimAnswer;
}

async function showClaims({ db, args, json, print }: CommandRun): Promise<number> {
  const [wanted] = args;
  const { entries, checks } = await readLedger(db);
  const [{ version }, reader] = await Promise.all([readVersion(db), openReader(db)]);
  const chosen = entries.filter(({ claim }) => !wanted || claim.id.toLowerCase() === wanted.toLowerCase());
  if (chosen.length === 0)
    throw new UsageError(
      `There is no claim "${wanted}": ${entries.map(({ claim }) => claim.id).join(', ')}.`,
    );
  const shown: Shown[] = [];
  for (const entry of chosen) {
    const stored = entry.result?.computedAt === version ? entry.result.answer : null;
    shown.push({ ...entry, answer: stored ?? (await evaluate(reader, entry.claim)) });
  }
  if (json) {
    print(JSON.stringify({ claims: shown, checks }));
    return 0;
  }
  for (const one of shown) for (const line of wanted ? wholeText(one) : briefText(one)) print(plain(line));
  if (wanted) return 0;
  print('\nPublished numbers against each other');
  for (const { holds, title, says } of checks)
    print(plain(`  ${holds ? 'agrees ' : 'differs'} ${title}. ${says}`));
  print(`\n${countsText(shown)}`);
  return 0;
}

function briefText({ claim, answer, result }: Shown): string[] {
  const since = result?.status === answer.status ? ` since ${result.since}` : '';
  return [
    `${claim.id.padEnd(4)} ${answer.status}${since}: ${claim.title}`,
    ...valueLines(answer),
    `       ${answer.says}`,
  ];
}

function wholeText(one: Shown): string[] {
  const { claim, answer, history } = one;
  const { speaker, title, url, date } = claim.source;
  const quote = claim.verbatim ? `“${claim.quote}”` : claim.quote;
  return [
    ...briefText(one),
    '',
    `  ${quote}`,
    `  ${[speaker, title, date, url].filter((part) => part !== null).join(', ')}; read ${claim.compiled}, known: ${claim.known}`,
    `  Counted: ${claim.definition}`,
    ...(claim.remark ? [`  ${claim.remark}`] : []),
    ...answer.alternates.map(
      ({ name, ours, unit, definition }) =>
        `  Otherwise, ${name}: ${ours === null ? 'none' : sayQuantity(ours, unit)}. ${definition}`,
    ),
    ...elsewhereLines(answer),
    ...history.map(({ since, status }) => `  Earlier: ${status} since ${since}`),
  ];
}

function valueLines({ values }: ClaimAnswer): string[] {
  return values.map(({ label, published, ours, unit, coverage }) => {
    const our = ours === null ? 'ours: none' : `ours: ${sayQuantity(ours, unit)}`;
    const known = coverage === null || coverage === 1 ? '' : `, known for ${formatShare(coverage)}`;
    return `       ${label}: published ${sayQuantity(published, unit)}, ${our}${known}`;
  });
}

function elsewhereLines({ elsewhere }: ClaimAnswer): string[] {
  if (!elsewhere) return [];
  const of = elsewhere.wholeHub ? '' : ', a part of the Hub';
  return elsewhere.values.map(
    ({ labels, ours, unit, coverage }) =>
      `  On ${elsewhere.panel} as of ${elsewhere.asOf}${of}: ${labels.join(', ')}: ${sayQuantity(ours, unit)}${coverage === null ? '' : `, known for ${formatShare(coverage)}`}`,
  );
}

function countsText(shown: readonly Shown[]): string {
  const groups = Object.entries(Object.groupBy(shown, ({ answer }) => answer.status));
  const counts = groups.map(([status, all]) => `${status} ${all.length}`).toSorted();
  return `${shown.length} claims: ${counts.join(', ')}`;
}

/** Terminals show the space that does not break as any other. */
function plain(line: string): string {
  return line.replaceAll('\u00a0', ' ');
}
