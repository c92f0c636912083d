import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import { NothingPublished } from '../../metrics/errors.ts';
import type { Figure } from '../../metrics/figure.ts';
import type { Found } from '../answer.ts';
import { answerFigure } from '../answer-figure.ts';
import type { Ask, FactAsk, FigureAsk } from '../ask.ts';
import { combine } from '../sum-asks.ts';
import { readAtAge, readCounter, readGrown, readSubtree } from './named.ts';
import { readNewest } from './newest.ts';
import { type Published, readDeclaredPart, readPublished } from './published.ts';
import {
  readFamiliesBelow,
  readFamilySize,
  readLargestByMonth,
  readLicenseNote,
  readLooserPerTighter,
  readParameters,
} from './reference.ts';
import { readStructure } from './structure.ts';

/** What one pass over the ledger reads from: figures and answers are read once, however many claims ask for them. */
export interface Reader {
  db: Db;
  published: readonly Published[];
  figures: Map<string, Promise<Figure>>;
  answers: Map<string, Promise<Found>>;
  declared: Map<string, Promise<number>>;
}

export async function openReader(db: Db): Promise<Reader> {
  return {
    db,
    published: await readPublished(db),
    figures: new Map(),
    answers: new Map(),
    declared: new Map(),
  };
}

/** Part of the present models of a panel that declare a base, read once. */
export async function readDeclared({ db, declared }: Reader, panel: string): Promise<number> {
  const known = declared.get(panel) ?? readDeclaredPart(db, panel);
  declared.set(panel, known);
  return await known;
}

/** What an ask comes to on a panel. What the panel does not record or hold is `null` with the reason. */
export async function readAsk(reader: Reader, panel: string | null, ask: Ask): Promise<Found> {
  try {
    return await found(reader, panel, ask);
  } catch (error) {
    if (error instanceof BadDefinition || error instanceof NothingPublished) return missing(error.message);
    throw error;
  }
}

export function missing(says: string): Found {
  return { value: null, coverage: null, asOf: null, says };
}

async function found(reader: Reader, panel: string | null, ask: Ask): Promise<Found> {
  switch (ask.ask) {
    case 'times':
    case 'growth':
      return combine(
        ask.ask,
        await readAsk(reader, panel, ask.over),
        await readAsk(reader, panel, ask.under),
      );
    case 'less':
      return combine('less', await readAsk(reader, panel, ask.from), await readAsk(reader, panel, ask.less));
    case 'part':
      return combine('part', await readAsk(reader, panel, ask.of), await readAsk(reader, panel, ask.beside));
    case 'scaled':
      return combine('scaled', await readAsk(reader, panel, ask.of), constant(ask.by));
    case 'parameters':
      return await readParameters(reader.db, ask);
    case 'license-note':
      return await readLicenseNote(reader.db, ask);
    default:
      return panel === null ? missing('No panel is published.') : await onPanel(reader, panel, ask);
  }
}

type OnPanel = Exclude<
  Ask,
  { ask: 'times' | 'growth' | 'less' | 'part' | 'scaled' | 'parameters' | 'license-note' }
>;

async function onPanel(reader: Reader, panel: string, ask: OnPanel): Promise<Found> {
  switch (ask.ask) {
    case 'share':
    case 'value':
    case 'ranked':
    case 'groups':
    case 'first':
    case 'extreme':
      return answerFigure(ask, await figureOf(reader, { ...ask.of, panel }));
    case 'newest':
      // Whatever day is spoken of, the models are those of the newest snapshot.
      return await answerOf(reader, panel, { ...ask, at: null });
    default:
      return await answerOf(reader, panel, ask);
  }
}

type Kept = Exclude<OnPanel, FigureAsk>;

async function answerOf({ db, answers }: Reader, panel: string, ask: Kept): Promise<Found> {
  const key = JSON.stringify([panel, ask]);
  const known = answers.get(key);
  if (known) return await known;
  const answer = readKept(db, panel, ask);
  answers.set(key, answer);
  return await answer;
}

async function readKept(db: Db, panel: string, ask: Kept): Promise<Found> {
  switch (ask.ask) {
    case 'newest':
      return await readNewest(db, panel, ask);
    case 'concentration':
    case 'derivatives':
    case 'major':
    case 'leaders':
    case 'fastest-day':
      return await readStructure(db, panel, ask);
    default:
      return await factOf(db, panel, ask);
  }
}

async function factOf(
  db: Db,
  panel: string,
  ask: Exclude<FactAsk, { ask: 'parameters' | 'license-note' }>,
): Promise<Found> {
  switch (ask.ask) {
    case 'at-age':
      return await readAtAge(db, panel, ask);
    case 'counter':
      return await readCounter(db, panel, ask);
    case 'grown':
      return await readGrown(db, panel, ask);
    case 'subtree':
      return await readSubtree(db, panel, ask);
    case 'family-size':
      return await readFamilySize(db, panel, ask);
    case 'families-below':
      return await readFamiliesBelow(db, panel, ask);
    case 'largest-by-month':
      return await readLargestByMonth(db, panel, ask);
    case 'looser-per-tighter':
      return await readLooserPerTighter(db, panel);
  }
}

function figureOf({ db, figures }: Reader, definition: Definition): Promise<Figure> {
  const key = JSON.stringify(definition);
  const known = figures.get(key);
  if (known) return known;
  const figure = readFigure(db, definition);
  figures.set(key, figure);
  return figure;
}

function constant(value: number): Found {
  return { value, coverage: null, asOf: null, says: null };
}
