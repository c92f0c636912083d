import type { Db } from '../../../../db/client.ts';
import { type SchemeId, SIZE_SCHEMES } from '../../../../db/vocab/size-classes.ts';
import { DEFAULTS } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { brief } from '../../definition/sentences.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { chosenIn } from '../choices-view.ts';
import { type Loaded, loadPage, type Problem } from '../load-view.ts';
import { paths, type ViewFormat } from '../paths.ts';
import { type ComparePage, SCALES } from './compare-page.ts';
import { type Found, findKind, findSubjects, type Unfound } from './find-subjects.ts';
import { readGroupComparison } from './groups-view.ts';
import { COMPARE_KEYS, mostSubjects } from './kinds.ts';
import { readModelComparison } from './models-view.ts';
import { hrefWith, type Place } from './place.ts';
import { compareReach } from './reach.ts';
import { parseComparePath, parseSubjects, printSubjects } from './subjects-path.ts';

/** More are not even looked up. */
const mostTexts = 12;

interface Asked {
  url: URL;
  db: Db;
}

/** What a comparison is about, or where its address leads instead. */
export type Aimed =
  | { kind: 'found'; found: Found; format: ViewFormat | null }
  | { kind: 'redirect'; to: string }
  | { kind: 'problem'; problem: Problem };

/** Reads the path of a comparison: its subjects in canonical order, each once. */
export async function aimCompare({ url, db }: Asked): Promise<Aimed> {
  const path = parseComparePath(url.pathname);
  const scheme = schemeIn(url);
  if (path.texts.length === 0)
    return { kind: 'redirect', to: paths.compareAsked({ kind: path.kind?.id ?? null }) };
  if (path.texts.length > mostTexts) return tooMany(path.texts.length, null);
  const find = async (texts: readonly string[]) =>
    path.kind === null
      ? await findKind(db, { texts, scheme })
      : await findSubjects(db, { kind: path.kind, texts, scheme });
  const whole = path.format === null ? null : await find(path.withEnding);
  const isFile = path.format !== null && whole?.unfound.length !== 0;
  const [texts, { found, unfound }] =
    whole && !isFile ? [path.withEnding, whole] : [path.texts, await find(path.texts)];
  if (unfound.length > 0) return { kind: 'problem', problem: missing(found, unfound, url) };
  if (found.subjects.length > mostSubjects) return tooMany(found.subjects.length, found);
  const ids = found.subjects.map(({ id }) => id);
  const format = isFile ? path.format : null;
  if (path.kind !== null && texts.join('\n') === ids.join('\n') && !url.pathname.endsWith('/'))
    return { kind: 'found', found, format };
  const ending = format === null ? '' : `.${format}`;
  return {
    kind: 'redirect',
    to: `${paths.compare(found.kind.id, printSubjects(ids))}${ending}${url.search}`,
  };
}

/** A comparison as a page shows it. */
export async function loadCompare({ url, db }: Asked, found: Found): Promise<Loaded<ComparePage>> {
  const loaded = await loadPage(
    { url, db, reach: compareReach(found), keys: COMPARE_KEYS, usual: { scale: 'value' } },
    async (definition, panels) => {
      const place = placeOf(url, found, definition);
      const added = url.searchParams.get('add')?.trim();
      if (added) return await add(db, place, added);
      const page = await readComparison(db, { place, panels });
      return { kind: 'page', page } as const;
    },
  );
  if (loaded.kind !== 'content') return loaded;
  const { content, ...rest } = loaded;
  return content.kind === 'page' ? { ...rest, content: content.page } : content;
}

export function placeOf(url: URL, found: Found, definition: Definition): Place {
  const scale = chosenIn(url, 'scale', { ids: SCALES, otherwise: 'value' });
  return { found, definition, scale };
}

async function readComparison(
  db: Db,
  asked: { place: Place; panels: readonly PanelFacts[] },
): Promise<ComparePage> {
  return asked.place.found.dimension === null
    ? await readModelComparison(db, asked)
    : await readGroupComparison(db, asked);
}

/** What the form of the page adds, by the same rules as the path. */
async function add(db: Db, place: Place, text: string): Promise<Exclude<Aimed, { kind: 'found' }>> {
  const { found, definition } = place;
  const ids = found.subjects.map(({ id }) => id);
  const texts = await addedTexts(db, place, text);
  if (texts.length > mostTexts) return tooMany(texts.length, null);
  const more = await findSubjects(db, {
    kind: found.kind,
    texts: [...ids, ...texts],
    scheme: definition.scheme,
  });
  if (more.unfound.length > 0)
    return {
      kind: 'problem',
      problem: {
        status: 404,
        sentences: more.unfound.map((one) => sentenceOf(found, one)),
        plainHref: hrefWith(place, ids),
        nearest: more.unfound.flatMap(({ nearest }) =>
          nearest.map(({ id, name }) => ({ says: name, href: hrefWith(place, [...ids, id]) })),
        ),
      },
    };
  if (more.found.subjects.length > mostSubjects) return tooMany(more.found.subjects.length, more.found);
  return {
    kind: 'redirect',
    to: hrefWith(
      place,
      more.found.subjects.map(({ id }) => id),
    ),
  };
}

/** A name may hold a comma or `-vs-`; where the whole is one, it is not taken apart. */
async function addedTexts(db: Db, { found, definition }: Place, text: string): Promise<readonly string[]> {
  const parts = parseSubjects(text);
  if (parts.length < 2) return parts;
  const { kind } = found;
  const whole = await findSubjects(db, { kind, texts: [text], scheme: definition.scheme });
  return whole.unfound.length === 0 ? [text] : parts;
}

function missing(found: Found, unfound: readonly Unfound[], { search }: URL): Problem {
  const ids = found.subjects.map(({ id }) => id);
  const nearest = unfound.flatMap(({ nearest: names }) => names);
  return {
    status: 404,
    sentences: unfound.map((one) => sentenceOf(found, one)),
    plainHref: paths.compare(),
    nearest: nearest.slice(0, 8).map(({ id, name }) => ({
      says: [...found.subjects.map((subject) => subject.name), name].join(' vs '),
      href: `${paths.compare(found.kind.id, printSubjects([...ids, id]))}${search}`,
    })),
  };
}

function sentenceOf({ kind }: Found, { text, nearest }: Unfound): string {
  const near = nearest.length === 0 ? ` Write it as ${kind.example}, or by its name.` : '';
  return `No ${kind.one} is called ${brief(text)}.${near}`;
}

function tooMany(count: number, found: Found | null): Extract<Aimed, { kind: 'problem' }> {
  const kept = found?.subjects.slice(0, mostSubjects) ?? [];
  return {
    kind: 'problem',
    problem: {
      status: 400,
      sentences: [`At most ${mostSubjects} can be set side by side; this address names ${count}.`],
      plainHref: paths.compare(),
      nearest:
        found === null
          ? []
          : [
              {
                says: kept.map(({ name }) => name).join(' vs '),
                href: paths.compare(found.kind.id, printSubjects(kept.map(({ id }) => id))),
              },
            ],
    },
  };
}

export function schemeIn({ searchParams }: URL): SchemeId {
  return SIZE_SCHEMES.find(({ id }) => id === searchParams.get('scheme'))?.id ?? DEFAULTS.scheme;
}
