import type { Db } from '../../../db/client.ts';
import type { Definition } from '../definition/definition.ts';
import { BadDefinition } from '../definition/errors.ts';
import { PAGE_REACH } from '../definition/page-reach.ts';
import { parseDefinition, type Reach } from '../definition/parse.ts';
import { canonicalAddress } from '../definition/print.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { readPanels } from '../metrics/panels.ts';

/** A view that can be asked, near one that cannot. */
export interface Near {
  href: string;
  says: string;
}

/** Why a page has nothing to show, in sentences, and the status that goes with it. */
export interface Problem {
  status: 400 | 404;
  sentences: readonly string[];
  /** The same page without a query; null where there is none. */
  plainHref: string | null;
  /** Views that can be asked, near the one that cannot. */
  nearest?: readonly Near[];
}

/** What a page does: show its content, move to the canonical address, or say what is wrong. */
export type Loaded<Content> =
  | { kind: 'content'; content: Content; panels: readonly PanelFacts[]; sample: boolean }
  | { kind: 'redirect'; to: string }
  | { kind: 'problem'; problem: Problem };

export interface Request {
  url: URL;
  db: Db;
  /** What the page follows; without it panel, measure and three lenses. */
  reach?: Reach;
  /** Keys the page reads itself, beside those of the definition. */
  keys?: readonly string[];
  /** What these keys mean where they are not said; an address that says it all the same is sent to the short one. */
  usual?: Readonly<Record<string, string>>;
  /** What of a definition the page can follow; an address that asks for more is sent to this one. */
  narrow?: (definition: Definition) => Definition;
}

/** Reads what a page shows for its address. Errors of the address become a problem; all others are thrown. */
export async function loadPage<Content>(
  { url, db, reach = PAGE_REACH, keys = [], usual = {}, narrow = (definition) => definition }: Request,
  read: (definition: Definition, panels: readonly PanelFacts[]) => Promise<Content>,
): Promise<Loaded<Content>> {
  const parsed = (asked: URL) => {
    checkReadable(asked);
    const definition = narrow(parseDefinition(asked.searchParams, { ...reach, own: keys }));
    const extra = Object.fromEntries(keys.map((key) => [key, ownValue(asked, key, usual)]));
    const said = reach.by ? { ...definition, by: [] } : definition;
    return { definition, canonical: canonicalAddress(asked, said, extra) };
  };
  try {
    const { definition, canonical } = parsed(url);
    if (canonical !== null) return { kind: 'redirect', to: canonical };
    const panels = await readPanels(db);
    const content = await read(definition, panels);
    return { kind: 'content', content, panels, sample: isSample(panels) };
  } catch (error) {
    const problem = problemOf(error, url);
    return { kind: 'problem', problem: { ...problem, nearest: withoutWhatIsWrong(url, problem, parsed) } };
  }
}

/** The same view without the keys that the problems name, where something is left of it and can be asked. */
function withoutWhatIsWrong(
  url: URL,
  { sentences }: Problem,
  parsed: (asked: URL) => { canonical: string | null },
): readonly Near[] {
  // A key that a page does not know stands in quotes.
  const wrong = new Set(sentences.map((sentence) => (sentence.split(':')[0] ?? '').replaceAll('"', '')));
  const rest = new URL(url);
  for (const key of new Set(url.searchParams.keys())) if (wrong.has(key)) rest.searchParams.delete(key);
  const left = new Set(rest.searchParams.keys());
  if (left.size === 0 || rest.search === url.search) return [];
  try {
    const href = parsed(rest).canonical ?? `${rest.pathname}${rest.search}`;
    const named = [...left].join(', ');
    return href === url.pathname ? [] : [{ href, says: `The same with ${named} alone` }];
  } catch (error) {
    if (error instanceof BadDefinition) return [];
    throw error;
  }
}

/**
 * The same for pages that follow no definition. `keys`: what the address may ask; each is trimmed, and null where it is
 * not there or empty.
 */
export async function loadPlain<Content, Key extends string>(
  { url, db, keys }: { url: URL; db: Db; keys: readonly Key[] },
  read: (asked: Readonly<Record<Key, string | null>>) => Promise<Content>,
): Promise<Loaded<Content>> {
  try {
    checkReadable(url);
    const known: readonly string[] = keys;
    const unknown = [...new Set(url.searchParams.keys())].filter((key) => !known.includes(key));
    if (unknown.length > 0)
      throw new BadDefinition(
        unknown.map((key) => `${key}: this page takes ${keys.length === 0 ? 'nothing' : keys.join(', ')}.`),
      );
    const value = (key: Key) => url.searchParams.get(key)?.trim() || null;
    const asked = Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, string | null>;
    const [panels, content] = await Promise.all([readPanels(db), read(asked)]);
    return { kind: 'content', content, panels, sample: isSample(panels) };
  } catch (error) {
    return { kind: 'problem', problem: problemOf(error, url) };
  }
}

/** No text in the database holds a zero byte, and none can be asked for one. */
function checkReadable({ searchParams }: URL): void {
  const unreadable = [...searchParams].filter(([, value]) => value.includes('\0')).map(([key]) => key);
  if (unreadable.length > 0)
    throw new BadDefinition(
      [...new Set(unreadable)].map((key) => `${key}: no name has a character of code zero.`),
    );
}

function ownValue({ searchParams }: URL, key: string, usual: Request['usual'] = {}): string | null {
  const value = searchParams.get(key)?.trim() || null;
  return value === usual[key] ? null : value;
}

/** True while nothing but recordings is published. */
export function isSample(panels: readonly PanelFacts[]): boolean {
  return panels.length > 0 && panels.every(({ kind }) => kind === 'recording');
}

/** Nothing published, or a fault: the server knows what to answer. */
function problemOf(error: unknown, { pathname }: URL): Problem {
  if (error instanceof BadDefinition) return { status: 400, sentences: error.problems, plainHref: pathname };
  throw error;
}
