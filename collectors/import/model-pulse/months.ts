import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SourceError } from '../../../db/errors.ts';
import type { Effects } from '../../collector.ts';
import type { Place } from '../history.ts';
import { openLocalFile, type RangeFile } from '../local-file.ts';
import { datasetOf, datasetReader, fileAddress, isAddress } from '../remote/dataset.ts';
import { openRemoteFile } from '../remote/remote-file.ts';

/** One file of the series. */
export interface Month {
  /** `YYYY-MM`; null for a file of another name. */
  name: string | null;
  open: () => Promise<RangeFile>;
}

export interface Months {
  /** Oldest first. */
  months: Month[];
  /** The content of `meta.json`; null where there is none. */
  meta: unknown;
  sourceUrl: string;
}

const OFFICIAL = 'https://huggingface.co/datasets/modelpulse/model-pulse-data';
const MONTH = /(?:^|\/)(\d{4}-(?:0[1-9]|1[0-2]))\.parquet$/;

/** Finds the months of a file, a folder or a data set. Throws `SourceError` where there are none. */
export async function openMonths(
  source: string,
  { place, effects }: { place: Place; effects: Effects },
): Promise<Months> {
  return isAddress(source) ? remoteMonths(source, { place, effects }) : localMonths(source, effects.signal);
}

async function localMonths(source: string, signal: AbortSignal): Promise<Months> {
  const found = await stat(source).catch(() => null);
  if (!found) throw nothing(source, 'there is no such file or folder');
  if (found.isFile()) {
    const name = MONTH.exec(basename(source))?.[1] ?? null;
    const folder = dirname(source);
    const root = basename(folder) === 'series' ? dirname(folder) : folder;
    return {
      months: [{ name, open: () => openLocalFile(source, signal) }],
      meta: await localMeta(root),
      sourceUrl: OFFICIAL,
    };
  }
  const inside = await readdir(source);
  const folder = inside.includes('series') ? join(source, 'series') : source;
  const files = (await readdir(folder)).filter((file) => file.endsWith('.parquet'));
  const months = files.flatMap((file) => {
    const name = MONTH.exec(file)?.[1];
    return name ? [{ name, open: () => openLocalFile(join(folder, file), signal) }] : [];
  });
  if (months.length === 0) {
    const found = files.slice(0, 5).join(', ') || 'no .parquet';
    throw nothing(folder, `expected series/YYYY-MM.parquet or YYYY-MM.parquet, found ${found}`);
  }
  const root = basename(folder) === 'series' ? dirname(folder) : folder;
  return { months: months.sort(byName), meta: await localMeta(root), sourceUrl: OFFICIAL };
}

async function localMeta(root: string): Promise<unknown> {
  const path = join(root, 'meta.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SourceError(`${path} is no JSON.`, { url: path, status: null }, { cause });
  }
}

async function remoteMonths(
  source: string,
  { place, effects }: { place: Place; effects: Effects },
): Promise<Months> {
  const dataset = datasetOf(source);
  if (!dataset) throw nothing(source, `expected the address of a data set, like ${OFFICIAL}`);
  const { hubUrl, token } = place;
  const reader = datasetReader({ dataset, hubUrl, token, effects });
  const newest = (await reader.commits().next()).value?.[0];
  if (!newest) throw nothing(source, 'the data set has no commits');
  const { sha } = newest;
  const paths = (await reader.files(sha, 'series')).map(({ path }) => path);
  const months = paths.flatMap((path) => {
    const name = MONTH.exec(path)?.[1];
    const open = () =>
      openRemoteFile({
        url: fileAddress(dataset, sha, path),
        title: `${dataset.id}@${sha.slice(0, 12)} ${path}`,
        hubUrl,
        token,
        effects,
      });
    return name ? [{ name, open }] : [];
  });
  if (months.length === 0) throw nothing(source, `no series/YYYY-MM.parquet at ${sha.slice(0, 12)}`);
  const sourceUrl = `${dataset.origin}/datasets/${dataset.id}`;
  return { months: months.sort(byName), meta: await reader.json(sha, 'meta.json'), sourceUrl };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

function nothing(source: string, says: string): SourceError {
  return new SourceError(`${source}: ${says}.`, { url: source, status: null });
}
