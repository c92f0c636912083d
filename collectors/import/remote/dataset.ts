import { SourceError } from '../../../db/errors.ts';
import type { Effects } from '../../collector.ts';
import { politeReader } from '../../http.ts';
import { isObject } from '../../hub/fields.ts';
import { dayOf } from '../days.ts';

/** A data set on the Hub, as its address names it. */
export interface Dataset {
  origin: string;
  /** `owner/name`. */
  id: string;
}

/** One commit. */
export interface Revision {
  sha: string;
  title: string;
  at: Date;
}

export interface DatasetAsking {
  dataset: Dataset;
  token: string | undefined;
  hubUrl: string;
  effects: Effects;
}

/** `https://huggingface.co/datasets/owner/name`, with nothing after it; null for any other address. */
export function datasetOf(source: string): Dataset | null {
  const url = URL.parse(source);
  const [, id] = /^\/datasets\/([\w.-]+\/[\w.-]+)\/?$/.exec(url?.pathname ?? '') ?? [];
  return url && id && !url.username ? { origin: url.origin, id } : null;
}

export function isAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** The address of a file at a revision. */
export function fileAddress({ origin, id }: Dataset, sha: string, path: string): string {
  return `${origin}/datasets/${id}/resolve/${sha}/${path}`;
}

/** Reads JSON about a data set. Throws `SourceError`. The token goes nowhere but to the Hub. */
export function datasetReader({ dataset, token, hubUrl, effects }: DatasetAsking) {
  const { origin, id } = dataset;
  const isHub = origin === new URL(hubUrl).origin;
  const read = politeReader({ base: origin, token: isHub ? token : undefined, effects });
  return {
    /** Commits of the main branch, newest first, page by page. */
    commits: async function* (): AsyncGenerator<Revision[]> {
      const seen = new Set<string>();
      for (let page = 0; ; page++) {
        const url = `${origin}/api/datasets/${id}/commits/main?limit=1000&p=${page}`;
        const { body } = await read(url, Array.isArray);
        const fresh = (body as unknown[])
          .map((entry) => revisionOf(entry, url))
          .filter(({ sha }) => !seen.has(sha));
        if (fresh.length === 0) return;
        for (const { sha } of fresh) seen.add(sha);
        yield fresh;
      }
    },
    /** Files of a folder at a revision, with the checksum of their content where the Hub names it. */
    files: async (sha: string, folder: string): Promise<{ path: string }[]> => {
      const url = `${origin}/api/datasets/${id}/tree/${sha}/${folder}`;
      const { body } = await read(url, Array.isArray);
      const paths = (body as unknown[]).map((entry) => (isObject(entry) ? entry['path'] : null));
      return paths.flatMap((path) => (typeof path === 'string' ? [{ path }] : []));
    },
    /** A small JSON file at a revision; null where there is none. */
    json: async (sha: string, path: string): Promise<unknown> => {
      try {
        return (await read(fileAddress(dataset, sha, path), isObject)).body;
      } catch (error) {
        if (error instanceof SourceError && error.status === 404) return null;
        throw error;
      }
    },
  };
}

function revisionOf(entry: unknown, url: string): Revision {
  const { id, title, date } = isObject(entry) ? entry : {};
  const at = new Date(typeof date === 'string' ? date : Number.NaN);
  if (typeof id !== 'string' || !/^[0-9a-f]{40}$/.test(id) || Number.isNaN(at.getTime())) {
    throw new SourceError(`${url}: a commit without id or date`, { url, status: 200 });
  }
  return { sha: id, title: typeof title === 'string' ? title : '', at };
}

/** The last revision of every UTC day whose title says that the file was written, oldest first. */
export async function dailyRevisions(
  pages: AsyncIterable<readonly Revision[]>,
  { file, from }: { file: string; from: string | null },
): Promise<{ day: string; revision: Revision }[]> {
  const days = new Map<string, Revision>();
  for await (const page of pages) {
    for (const revision of page) {
      if (!revision.title.includes(file)) continue;
      const day = dayOf(revision.at);
      const kept = days.get(day);
      if (!kept || revision.at > kept.at) days.set(day, revision);
    }
    if (from && page.every(({ at }) => dayOf(at) < from)) break;
  }
  return [...days].map(([day, revision]) => ({ day, revision })).sort((a, b) => (a.day < b.day ? -1 : 1));
}
