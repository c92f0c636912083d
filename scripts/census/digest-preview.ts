import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { drawIssue, readPeriod } from '../../src/lib/digest/build.ts';
import { personalHtml, personalText } from '../../src/lib/digest/personal.ts';
import { renderHtml } from '../../src/lib/digest/render-html.ts';
import { originOf } from '../origin.ts';
import type { CensusCommand, CommandRun } from './command.ts';
import { askedPeriod, PERIOD_OPTIONS } from './digest-period.ts';

export const digestPreview: CensusCommand = {
  says: 'the issue of a week or month as it would be built, without building it',
  help: `Composes the issue of the week that is over, or of --week or --month, and prints it as plain text. With --to, writes it into a
folder instead: the HTML with its pictures inside, the plain text, the JSON and the pictures. Changes nothing.

  --week WEEK    an ISO week, as 2026-W47
  --month MONTH  a month, as 2026-11: the ISO weeks whose Thursday lies in it
  --panel PANEL  another panel than the one the site shows first
  --to FOLDER    where the files go; it is made where it is missing`,
  examples: ['digest preview', 'digest preview --week 2026-W47 --to issue'],
  exits: '0 composed, 1 there is no such issue, and why',
  options: { ...PERIOD_OPTIONS, to: { type: 'string' } },
  loadsReference: true,
  run: preview,
};

async function preview(run: CommandRun): Promise<number> {
  const { db, env, values, json, print } = run;
  const asked = askedPeriod(run);
  const read = await readPeriod(db, asked);
  if (!('reading' in read)) {
    print(json ? JSON.stringify(read) : `No issue of ${read.period.name}: ${read.reason}`);
    return 1;
  }
  const origin = originOf(env);
  const { payload, plain, pictures } = await drawIssue(read.reading, { edition: 1, reason: null }, origin);
  const text = personalText(plain, null);
  if (typeof values['to'] !== 'string') {
    print(json ? JSON.stringify(payload) : `Subject: ${payload.subject}\n${payload.preheader}\n\n${text}`);
    return 0;
  }
  const folder = resolve(values['to']);
  const inline = (picture: string) =>
    `data:image/png;base64,${[...pictures].find(([id]) => id === picture)?.[1].toString('base64') ?? ''}`;
  const html = personalHtml(renderHtml(payload, { origin, pictureHref: inline }), null);
  await mkdir(folder, { recursive: true });
  const files: readonly (readonly [string, string | Buffer])[] = [
    [`${payload.issue}.html`, html],
    [`${payload.issue}.txt`, text],
    [`${payload.issue}.json`, `${JSON.stringify(payload, null, 2)}\n`],
    ...[...pictures].map(([id, png]) => [`${payload.issue}-${id}.png`, png] as const),
  ];
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  print(
    json
      ? JSON.stringify({ folder, files: files.map(([name]) => name) })
      : `${payload.subject}\nWritten to ${folder}: ${files.map(([name]) => name).join(', ')}`,
  );
  return 0;
}
