import type { z } from 'zod';
import type { Db } from '../../../db/client.ts';
import type { Definition } from '../definition/definition.ts';
import type { Reach } from '../definition/parse.ts';
import type { EditionStore } from '../editions/store.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import type { Version } from '../metrics/publication.ts';
import type { Kept } from './kept.ts';
import type { Meta } from './meta.ts';

/** What every reading of the API is given. */
export interface ApiContext {
  db: Db;
  /** Where readers find the site. */
  origin: string;
  version: Version;
  panels: readonly PanelFacts[];
  kept: Kept;
  editions: EditionStore;
}

/** What an address asks for. `id`: the rest of its path, of resources that have one, else empty. */
export interface Asked<Own> {
  definition: Definition;
  own: Own;
  id: string;
}

export type Row = Readonly<Record<string, unknown>>;

export interface ApiAnswer {
  /** Rows of a list, or one object. */
  data: readonly Row[] | Row;
  meta: Meta;
  /** `after` of the next part; null at the end. */
  next: string | null;
  /** The columns of the rows where the address decides them. */
  columns?: readonly string[];
  /** It changes while nothing is published. */
  fleeting?: boolean;
}

interface Facts {
  /** `models`, or `model` for one of them. */
  id: string;
  /** Below `/api/v1`; ends in `{…}` where it is about one thing. */
  path: string;
  name: string;
  /** What it answers, in one or two sentences. */
  says: string;
  /** What can be asked, from the path on. */
  examples: readonly string[];
  /** What of a definition it follows. */
  reach: Reach;
  /** One thing, not a list. */
  isOne?: boolean;
  /** Fields of an answer to one thing, or of a row. */
  row: z.ZodObject;
  /** Fields of `meta` beside those of every answer. */
  extra?: z.ZodRawShape;
}

/** One address of the API, with everything there is to know about it. */
export interface Resource extends Facts {
  isOne: boolean;
  /** What stands in the path for its name; null: nothing does. */
  named: string | null;
  /** Parameters beside those of the definition. */
  own: z.ZodObject;
  /** Reads what is asked for; `own` as the schema parsed it. */
  read: (context: ApiContext, asked: Asked<Record<string, unknown>>) => Promise<ApiAnswer>;
}

interface Parts<Own extends z.ZodObject> extends Facts {
  own: Own;
  read: (context: ApiContext, asked: Asked<z.output<Own>>) => Promise<ApiAnswer>;
}

export function defineResource<Own extends z.ZodObject>(parts: Parts<Own>): Resource {
  return {
    ...parts,
    isOne: parts.isOne ?? parts.path.endsWith('}'),
    named: /\{(\w+)\}$/.exec(parts.path)?.[1] ?? null,
    // What was parsed by this very schema is what its reader takes.
    read: (context, asked) => parts.read(context, { ...asked, own: asked.own as z.output<Own> }),
  };
}
