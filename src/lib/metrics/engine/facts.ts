import type { Db } from '../../../../db/client.ts';
import type { Counting, Facts } from '../../definition/definition.ts';
import type { Looks } from './looks.ts';

/** Where a publisher is, as one way to count several countries and one way to date facts have it; one row per country. */
export interface Place {
  holder: string;
  country: string;
  publisher: string;
  region: string;
  type: string;
  packager: boolean;
  weight: number;
}

/** A root of a lineage: the publisher and the family, with the part of the model that it stands for. */
export interface OriginPart {
  origin: string;
  holder: string;
  family: string;
  weight: number;
}

/** What a license says; each answer null where the id is reviewed and the answer is not there. */
export interface LicenseFacts {
  license: string;
  class: string;
  'osi-approved': string | null;
  'commercial-use': string | null;
  'share-alike': string | null;
  'use-restrictions': string | null;
}

export interface TaskFacts {
  task: string;
  modality: string;
  language: boolean;
}

/** Rows by their key; a key that is not there has none. */
type By<Row> = ReadonlyMap<string, readonly Row[]>;

/** The curated facts that keys are read by. Each is read when first asked for. */
export interface FactsReader {
  places: (counting: Counting, facts: Facts) => Promise<By<Place>>;
  origins: () => Promise<By<OriginPart>>;
  licenses: () => Promise<By<LicenseFacts>>;
  tasks: () => Promise<By<TaskFacts>>;
}

interface KnownOrigins {
  /** The largest id. */
  last: number;
  parts: Map<string, OriginPart[]>;
}

/** Facts under one content of the reference, kept until another is in force. */
const kept = new WeakMap<Db, { hash: string; facts: Map<string, Promise<unknown>>; origins: KnownOrigins }>();

/** A reader of the reference in force. */
export function factsReader(
  db: Db,
  { referenceHash: hash, lastKeys }: Pick<Looks, 'referenceHash' | 'lastKeys'>,
): FactsReader {
  const known = kept.get(db);
  const held =
    known?.hash === hash
      ? known
      : {
          hash,
          facts: new Map<string, Promise<unknown>>(),
          origins: known?.origins ?? { last: 0, parts: new Map() },
        };
  kept.set(db, held);
  const once = async <Value>(name: string, read: () => Promise<Value>): Promise<Value> => {
    const running = held.facts.get(name) ?? read();
    held.facts.set(name, running);
    // A failed reading is tried again by the next who asks.
    running.catch(() => held.facts.delete(name));
    return (await running) as Value;
  };
  return {
    places: (counting, facts) =>
      once(`places ${counting} ${facts}`, async () =>
        by(await readPlaces(db, counting, facts), ({ holder }) => holder),
      ),
    origins: async () => await readOrigins(db, held.origins, lastKeys.origins),
    licenses: () => once('licenses', async () => by(await readLicenses(db), ({ license }) => license)),
    tasks: () => once('tasks', async () => by(await readTasks(db), ({ task }) => task)),
  };
}

function by<Row>(rows: readonly Row[], key: (row: Row) => string): By<Row> {
  return Map.groupBy(rows, key);
}

async function readPlaces(db: Db, counting: Counting, facts: Facts): Promise<Place[]> {
  return await db<Place[]>`
    select
      p.holder as "holder",
      p.country as "country",
      p.publisher_id as "publisher",
      p.region as "region",
      p.type as "type",
      p.packager as "packager",
      p.weight as "weight"
    from ref_holder_places p
    where p.counting = ${counting} and p.facts = ${facts}
    order by p.holder, p.country
  `;
}

/** Origins never change: only those that were added are read. */
async function readOrigins(db: Db, known: KnownOrigins, last: number): Promise<By<OriginPart>> {
  if (known.last >= last) return known.parts;
  const added = await db<OriginPart[]>`
    select
      o.origin_id::text as "origin",
      o.holder as "holder",
      o.family as "family",
      o.weight as "weight"
    from origin_parts o
    where o.origin_id > ${known.last} and o.origin_id <= ${last}
    order by o.origin_id, o.holder, o.family
  `;
  for (const [origin, parts] of Map.groupBy(added, (part) => part.origin)) known.parts.set(origin, parts);
  known.last = Math.max(known.last, last);
  return known.parts;
}

async function readLicenses(db: Db): Promise<LicenseFacts[]> {
  return await db<LicenseFacts[]>`
    select
      l.license as "license",
      l.class as "class",
      l.osi_approved as "osi-approved",
      l.commercial_use as "commercial-use",
      l.share_alike as "share-alike",
      l.use_restrictions as "use-restrictions"
    from ref_licenses l
  `;
}

async function readTasks(db: Db): Promise<TaskFacts[]> {
  return await db<TaskFacts[]>`
    select t.task as "task", t.modality as "modality", t.language as "language" from ref_tasks t`;
}
