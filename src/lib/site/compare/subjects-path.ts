import { decoded } from '../decoded.ts';
import { DATA_FORMATS, PICTURE_FORMATS, type ViewFormat } from '../paths.ts';
import { COMPARE_KINDS, type CompareKind } from './kinds.ts';

/** What the path of a comparison says. */
export interface ComparePath {
  /** Null: the path names none, and the ids have to tell. */
  kind: CompareKind | null;
  /** As they are written, repeats and all; empty on the start page. */
  texts: readonly string[];
  /** What the path ends with, where it ends like a file. */
  format: ViewFormat | null;
  /** The same with that ending as part of the last text: a repository may be called `data.csv`. */
  withEnding: readonly string[];
}

const between = /(?<!-)-vs-/;

/** `/compare/regions/cn-vs-us`, `/compare/meta-llama/Llama-3.1-8B-vs-Qwen/Qwen3-8B.csv`. */
export function parseComparePath(pathname: string): ComparePath {
  const [, , ...segments] = pathname.replace(/\/+$/, '').split('/').map(decoded);
  const [first = '', ...rest] = segments;
  const kind = COMPARE_KINDS.find(({ id }) => id === first) ?? null;
  const text = (kind === null ? segments : rest).join('/');
  const format = [...DATA_FORMATS, ...PICTURE_FORMATS].find((each) => text.endsWith(`.${each}`)) ?? null;
  const withEnding = textsIn(text);
  return {
    kind,
    texts: format === null ? withEnding : textsIn(text.slice(0, -format.length - 1)),
    format,
    withEnding,
  };
}

/** What a form or a reader writes in one line: `llama vs qwen`, `us, cn`, `cn-vs-us`. */
export function parseSubjects(text: string): readonly string[] {
  return text.split(/\s+(?:vs\.?|versus)\s+|\s*,\s*/i).flatMap(textsIn);
}

function textsIn(text: string): readonly string[] {
  return text
    .split(between)
    .map((part) => part.replaceAll(/-(-+vs(?=-|$))/g, '$1').trim())
    .filter((part) => part !== '');
}

/**
 * Ids joined by `-vs-`. An id that has these letters itself gets one more hyphen before them, which no name on the Hub
 * can have.
 */
export function printSubjects(ids: readonly string[]): string {
  return ids.map((id) => id.replaceAll(/-+(?=vs(-|$))/g, '$&-')).join('-vs-');
}

/** Every way to read an unescaped `-vs-` as part of a name: neighbours joined, shortest first. */
export function joinedTexts(texts: readonly string[]): readonly string[] {
  return texts.flatMap((_, from) =>
    texts.slice(from + 1).map((_end, more) => texts.slice(from, from + more + 2).join('-vs-')),
  );
}
