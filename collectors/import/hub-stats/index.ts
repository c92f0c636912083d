import { basename, dirname } from 'node:path';
import type { Effects } from '../../collector.ts';
import type { Choice } from '../choice.ts';
import { dayOf, isDay } from '../days.ts';
import type { Format } from '../formats.ts';
import type { Asked, HistoryDay, Place } from '../history.ts';
import { openLocalFile, type RangeFile, sizeOf } from '../local-file.ts';
import { panelOf, UnusableWords } from '../panel-of.ts';
import {
  type Dataset,
  dailyRevisions,
  datasetOf,
  datasetReader,
  fileAddress,
  isAddress,
} from '../remote/dataset.ts';
import { openRemoteFile } from '../remote/remote-file.ts';
import { lookAt } from './look.ts';

const DATASET = 'cfahlgren1/hub-stats';
const OFFICIAL = `https://huggingface.co/datasets/${DATASET}`;
const FILE = 'models.parquet';

/** The whole Hub on one day per revision: hub-api.md §8.1. */
export const hubStats: Format = {
  says: `days of ${DATASET}: a models.parquet, the address of one, or the data set's address`,
  open: async (asked, place, effects) => {
    const { source } = asked;
    const dataset = isAddress(source) ? datasetOf(source) : null;
    const panel = panelOf(asked, {
      panel: 'hub-stats',
      title: 'Hub stats, the whole Hub day by day',
      population: 'Every public model repository of the Hugging Face Hub on the day, as hub-stats listed it.',
      sourceTitle: DATASET,
      sourceUrl: dataset ? `${dataset.origin}/datasets/${dataset.id}` : OFFICIAL,
      terms: `Apache-2.0. ${DATASET} on the Hugging Face Hub, by Caleb Fahlgren.`,
      rank: 30,
      whole: true,
    });
    const run = { place, effects };
    if (dataset) return { panel, days: (choice) => revisions(dataset, { asked, choice }, run) };
    if (!isAddress(source)) await sizeOf(source);
    return { panel, days: (choice) => oneDay(asked, choice, run) };
  },
};

interface Run {
  place: Place;
  effects: Effects;
}

async function* oneDay(asked: Asked, choice: Choice, { place, effects }: Run): AsyncGenerator<HistoryDay> {
  const { source } = asked;
  const asOf = dayIn(asked, dayOf(effects.now()));
  const open = (): Promise<RangeFile> =>
    isAddress(source)
      ? openRemoteFile({ url: source, title: titleOf(source), ...hubOf(place), effects })
      : openLocalFile(source, effects.signal);
  yield* oneLook({ asOf, place: asOf, fetchedAt: new Date(`${asOf}T00:00:00Z`), open }, choice);
}

async function* revisions(
  dataset: Dataset,
  { asked, choice }: { asked: Asked; choice: Choice },
  { place, effects }: Run,
): AsyncGenerator<HistoryDay> {
  const reader = datasetReader({ dataset, ...hubOf(place), effects });
  place.onProgress(`${dataset.id}: reading the list of its revisions`);
  const all = await dailyRevisions(reader.commits(), { file: FILE, from: asked.from });
  for (const [at, { day, revision }] of all.entries()) {
    const title = `${dataset.id}@${revision.sha.slice(0, 12)} ${FILE}`;
    const url = fileAddress(dataset, revision.sha, FILE);
    const open = () => openRemoteFile({ url, title, ...hubOf(place), effects });
    const says = `${day}, revision ${at + 1} of ${all.length}`;
    yield* oneLook({ asOf: day, place: says, fetchedAt: revision.at, open }, choice);
  }
}

interface OneFile {
  asOf: string;
  place: string;
  fetchedAt: Date;
  open: () => Promise<RangeFile>;
}

/** Opens the file only where its day is wanted, and closes it whatever becomes of it. */
async function* oneLook(
  { asOf, place, fetchedAt, open }: OneFile,
  choice: Choice,
): AsyncGenerator<HistoryDay> {
  const day = { asOf, remark: null, place, modelsAfter: null };
  if (choice.verdictOf(asOf) !== 'wanted') {
    yield { ...day, look: null };
    return;
  }
  const file = await open();
  try {
    yield { ...day, look: await lookAt(file, fetchedAt) };
  } finally {
    await file.close();
  }
}

function hubOf({ hubUrl, token }: Place): Pick<Place, 'hubUrl' | 'token'> {
  return { hubUrl, token };
}

/** The path below the host: a title holds no space, and nothing that is signed. */
function titleOf(source: string): string {
  return new URL(source).pathname.slice(1);
}

/** `--as-of`, or the day the name of the file or of its folder holds. */
function dayIn({ asOf, source }: Asked, lastDay: string): string {
  const path = isAddress(source) ? new URL(source).pathname : source;
  const named = [basename(path), basename(dirname(path))].map((name) => /\d{4}-\d\d-\d\d/.exec(name)?.[0]);
  const day = asOf ?? named.find((one) => one !== undefined);
  if (isDay(day, lastDay)) return day;
  const says = asOf
    ? `--as-of takes a past day like 2025-10-06, not "${asOf}".`
    : `${source}: of which day is it? Say it with --as-of YYYY-MM-DD.`;
  throw new UnusableWords(says, { url: source, status: null });
}
