import { SourceError } from '../../../db/errors.ts';
import type { Effects } from '../../collector.ts';
import type { RangeFile } from '../local-file.ts';
import { fileReader, type Located } from './file-reader.ts';
import { placeOf } from './place-of.ts';

export interface RemoteAsking {
  /** The address of the file on the Hub, or anywhere else. */
  url: string;
  /** How the file is called in the record; its checksum is added. */
  title: string;
  /** Sent to `hubUrl` only. */
  token: string | undefined;
  hubUrl: string;
  effects: Effects;
}

/** One request asks for this much at most, so that what fails costs little. */
const PART = 16 * 2 ** 20;
const AT_A_TIME = 4;

/**
 * A file on the Hub, read in parts: the address is resolved once, then its signed place is asked, and resolved
 * again when that expires. Throws `SourceError` when the file changes while it is read. hub-api.md §8.4
 */
export async function openRemoteFile(asking: RemoteAsking): Promise<RangeFile> {
  const { url, title } = asking;
  const reader = fileReader(asking);
  let located = await reader.locate();
  let relocating: Promise<Located> | null = null;
  const { byteLength, revision } = located;
  const changed = () =>
    new SourceError(`${placeOf(url)} has changed while it was read: start the import again.`, {
      url: placeOf(url),
      status: null,
    });

  /** Once for all parts that are refused together. */
  const relocate = async (expired: Located): Promise<void> => {
    if (located !== expired) return;
    relocating ??= reader.locate().finally(() => {
      relocating = null;
    });
    const next = await relocating;
    if (next.revision !== revision || next.byteLength !== byteLength) throw changed();
    located = next;
  };

  const readPart = async (start: number, end: number): Promise<Uint8Array<ArrayBuffer>> => {
    const at = located;
    let answer = await reader.read(at, { start, end });
    if (answer === 'expired') {
      await relocate(at);
      answer = await reader.read(located, { start, end });
    }
    if (answer === 'expired') {
      const says = `${placeOf(located.address)}: refused right after its address was renewed`;
      throw new SourceError(says, { url: placeOf(located.address), status: 403 });
    }
    if (answer.total !== byteLength || answer.etag !== located.etag) throw changed();
    return answer.bytes;
  };

  const inTurn = atATime(AT_A_TIME);
  return {
    byteLength,
    source: `${title} ${revision}`,
    name: title,
    slice: async (start, end = byteLength) => {
      const bytes = new Uint8Array(end - start);
      for (let from = start; from < end; from += PART) {
        const until = Math.min(from + PART, end);
        bytes.set(await inTurn(() => readPart(from, until)), from - start);
      }
      return bytes.buffer;
    },
    close: async () => {},
  };
}

/** Lets so many run at once; the others wait. */
function atATime(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
