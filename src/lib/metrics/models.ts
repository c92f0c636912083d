import type { Db } from '../../../db/client.ts';
import type { Definition } from '../definition/definition.ts';
import { BadDefinition } from '../definition/errors.ts';
import { lensed, lensOf } from '../definition/lenses.ts';
import { GROUPINGS } from '../definition/vocabulary.ts';
import { type ListCursor, parseCursor, printCursor } from './cursor.ts';
import { readFigure } from './engine/read-figure.ts';
import { type ListQuery, listByDownloads, listInCells, listNear } from './list-models.ts';
import type { PanelFacts } from './metric.ts';
import { escaped, indexable } from './name-pieces.ts';
import { choosePanel, readPanels } from './panels.ts';
import { readVersion } from './publication.ts';
import { mostLooked } from './releases/release-queries.ts';
import { RELEASE_DIMENSIONS } from './releases/release-sql.ts';
import { type Searched, searchList } from './search-list.ts';
import { listByWalk, listOfPublishers, placeByWalk } from './walk-models.ts';

/** One model of a list. Groups are vocabulary ids. */
export interface ListedModel {
  modelId: number;
  repoId: string;
  namespace: string;
  downloads30d: number | null;
  downloadsAllTime: number | null;
  likes: number | null;
  parameters: number | null;
  parametersSource: string;
  licenseId: string | null;
  country: string;
  region: string;
  sizeClass: string;
  licenseClass: string;
  /** When the repo appeared on the Hub; null where not recorded. */
  createdOn: string | null;
}

export interface ModelList {
  panel: PanelFacts;
  definition: Definition;
  asOf: string;
  /** Most downloaded in the previous 30 days first; not recorded last. At most 50. */
  models: readonly ListedModel[];
  /** `after` of the next part of the list; null at its end. */
  next: string | null;
  /** How many models were looked at for a part that is not whole while the list goes on; null: it is whole. */
  looked: number | null;
  /** Models the lenses let through, whatever is searched for. */
  matching: number;
  referenceVersion: number;
}

export interface ModelSearch {
  /** Part of a repo id, in any case, with three letters or digits in a row. Null: all. */
  q: string | null;
  /** `next` of the part before. Null: from the top. */
  after: string | null;
}

const pageSize = 50;
const longestSearch = 100;

/** The models of a panel that the lenses let through. Throws BadDefinition for a forged `after` or an unfit `q`. */
export async function readModels(db: Db, definition: Definition, search: ModelSearch): Promise<ModelList> {
  const after = search.after ? parseCursor(search.after) : null;
  const pattern = patternOf(search.q);
  const [panels, { referenceVersion }] = await Promise.all([readPanels(db), readVersion(db)]);
  const panel = choosePanel(panels, definition.panel);
  const chosen = { ...definition, panel: panel.panel };
  const query: ListQuery = { definition: chosen, panel, pattern, after: after ?? top, limit: pageSize + 1 };
  const matching = await countMatching(db, query);
  const searched = await list(db, query, matching);
  const { models, next } = partOf(searched, pageSize);
  return {
    ...{ panel, definition: chosen, asOf: panel.asOf, models, matching, referenceVersion },
    next: next && printCursor(next),
    looked: searched.stopped?.looked ?? null,
  };
}

/** The most downloaded models that the lenses on region, size and license let through. */
export async function readTopModels(
  db: Db,
  { definition, limit }: { definition: Definition; limit: number },
): Promise<readonly ListedModel[]> {
  const panel = choosePanel(await readPanels(db), definition.panel);
  const query: ListQuery = { definition, panel, pattern: null, after: top, limit };
  return lensed(definition).length > 0 ? await listInCells(db, query) : await listByDownloads(db, query);
}

/** Dimensions that lists of models can be narrowed by. */
export const MODEL_DIMENSIONS = RELEASE_DIMENSIONS;

export interface PartQuery extends Omit<ListQuery, 'pattern' | 'after'> {
  q: string | null;
  after: ListCursor | null;
  /** How many the lenses let through; null where nobody counted. */
  matching: number | null;
  /** How many the publishers of a lens have in all; null where there is no such lens. */
  owned: number | null;
}

export interface ModelPart {
  models: readonly ListedModel[];
  /** Where the next part begins; null at the end. A part may be short, or empty, and not the last. */
  next: ListCursor | null;
}

/**
 * A part of the list of a panel, for any lens of `MODEL_DIMENSIONS`. Region, size and license have an index. What any other
 * lens lets through is looked for among the next `mostLooked` models of the list, so that no part takes long.
 */
export async function readModelPart(
  db: Db,
  { definition, panel, q, after, limit, matching, owned }: PartQuery,
): Promise<ModelPart> {
  const query = { definition, panel, pattern: patternOf(q), after: after ?? top, limit: limit + 1 };
  if (matching === 0) return { models: [], next: null };
  const indexed =
    definition.infrastructure === 'with' && lensed(definition).every((dimension) => inCells.has(dimension));
  if (!indexed && !ofFew(definition, owned)) return await readWalked(db, query, limit);
  return partOf(
    indexed ? await listIndexed(db, query, matching) : all(await listOfPublishers(db, query)),
    limit,
  );
}

async function listIndexed(db: Db, query: ListQuery, matching: number | null): Promise<Searched> {
  const broad = await broadly(db, query, matching);
  if (broad) return all(broad);
  return await list(db, query, query.pattern === null ? 0 : await countMatching(db, query));
}

function all(found: readonly ListedModel[]): Searched {
  return { found, stopped: null };
}

/** One model more than the part holds was asked for: it tells that the list goes on. */
function partOf({ found, stopped }: Searched, limit: number): ModelPart {
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { models: found.slice(0, limit), next: last ? placeOf(last) : (stopped?.at ?? null) };
}

/** A lens on publishers who have few models in all. What nobody owns stands under no namespace of the reference. */
function ofFew(definition: Definition, owned: number | null): boolean {
  return owned !== null && owned <= fewOwned && !lensOf(definition, 'publisher').includes('');
}

const fewOwned = 20_000;

/** Where the lenses let so many through that the next few thousand models hold a whole part of them; else null. */
async function broadly(db: Db, query: ListQuery, matching: number | null): Promise<ListedModel[] | null> {
  const { definition, panel, pattern, limit } = query;
  if (pattern !== null || matching === null || lensed(definition).length === 0) return null;
  if (limit * panel.models > matching * fewLooked) return null;
  const found = await listNear(db, query, 2 * fewLooked);
  return found.length === limit ? found : null;
}

const fewLooked = 5000;

const inCells: ReadonlySet<string> = new Set(GROUPINGS);

async function readWalked(db: Db, query: ListQuery, limit: number): Promise<ModelPart> {
  const found = await listByWalk(db, query);
  const at = found.length > limit ? null : await placeByWalk(db, query);
  return partOf({ found, stopped: at && { at, looked: mostLooked } }, limit);
}

/** Models that a definition lets through, as the figures count them, on the day of the list. */
export async function countModels(db: Db, definition: Definition): Promise<number> {
  const asked = { ...definition, measure: 'models', by: [], window: { days: 7 }, step: 'week' } as const;
  return (await readFigure(db, asked)).total ?? 0;
}

/** Above every model. */
const top: ListCursor = { downloads: Number.MAX_SAFE_INTEGER, modelId: 0 };

async function list(db: Db, query: ListQuery, matching: number): Promise<Searched> {
  if (query.pattern !== null) return await searchList(db, query, { matching });
  return all(
    lensed(query.definition).length > 0 ? await listInCells(db, query) : await listByDownloads(db, query),
  );
}

/** As the figures count them, on the day of the list. */
async function countMatching(db: Db, { definition }: ListQuery): Promise<number> {
  const asked = { ...definition, measure: 'models', by: [], window: { days: 1 }, step: 'day' } as const;
  return (await readFigure(db, asked)).total ?? 0;
}

function placeOf({ downloads30d, modelId }: ListedModel): ListCursor {
  return { downloads: downloads30d ?? -1, modelId };
}

/** The search as a LIKE pattern in which nothing but the ends is a wildcard. */
function patternOf(q: string | null): string | null {
  const text = q?.trim().toWellFormed().replaceAll('\0', '') ?? '';
  if (text === '') return null;
  if (!indexable.test(text) || text.length > longestSearch) {
    throw new BadDefinition([
      `q: search for three letters or digits in a row, and for at most ${longestSearch} characters.`,
    ]);
  }
  return `%${escaped(text.toLowerCase())}%`;
}
