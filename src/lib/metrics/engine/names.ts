import type { Db } from '../../../../db/client.ts';
import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import type { SchemeId } from '../../../../db/vocab/size-classes.ts';
import type { Definition } from '../../definition/definition.ts';
import { groupName, groupsOf } from '../../definition/vocabulary.ts';
import { grouped } from './grain.ts';

/** Groups that are not known, of dimensions without a word list. License ids are not known where their class is not. */
const OPEN: Readonly<Partial<Record<DimensionId, readonly string[]>>> = {
  country: ['UNKNOWN', 'UNREVIEWED'],
  publisher: [''],
  task: ['none'],
  library: ['none'],
  year: ['unknown'],
};

const openIn = (dimension: DimensionId, scheme: SchemeId): readonly string[] =>
  groupsOf(dimension, scheme)?.flatMap(({ id, open }) => (open ? [id] : [])) ?? OPEN[dimension] ?? [];

/** What groups are called, and which of them are not known. */
export interface Names {
  name: (dimension: DimensionId, id: string) => string;
  open: (dimension: DimensionId, id: string) => boolean;
}

/** Names of the groups of some dimensions; a group that nothing names goes by its id. */
export async function readNames(
  db: Db,
  dimensions: readonly DimensionId[],
  scheme: SchemeId,
): Promise<Names> {
  const wants = (...ids: DimensionId[]) => ids.some((id) => dimensions.includes(id));
  const [publishers, countries, licenses, families] = await Promise.all([
    wants('publisher', 'packager') ? readPublishers(db) : [],
    wants('country') ? readCountries(db) : [],
    wants('license-id') ? readLicenses(db) : [],
    wants('family') ? readFamilies(db) : [],
  ]);
  const named: Readonly<Partial<Record<DimensionId, ReadonlyMap<string, string>>>> = {
    publisher: mapOf(publishers),
    packager: mapOf(publishers),
    country: mapOf(countries),
    'license-id': mapOf(licenses),
    family: mapOf(families),
  };
  const knownClass = new Map(licenses.map(({ id, license }) => [id, license]));
  const openClasses = openIn('license', scheme);
  return {
    name: (dimension, id) => groupName(dimension, id, scheme) ?? named[dimension]?.get(id) ?? id,
    open: (dimension, id) =>
      dimension === 'license-id'
        ? id !== 'none' && openClasses.includes(knownClass.get(id) ?? 'unreviewed')
        : openIn(dimension, scheme).includes(id),
  };
}

/** The name of every id of a group of a definition, and whether one of them is not known. */
export interface Labels {
  of: (ids: readonly string[]) => { ids: readonly string[]; names: readonly string[]; open: boolean };
}

export async function readLabels(db: Db, definition: Definition): Promise<Labels> {
  const names = await readNames(db, definition.by, definition.scheme);
  const dimensions = grouped(definition).map(({ dimension }) => dimension);
  return {
    of: (ids) => ({
      ids,
      names: ids.map((id, at) => (dimensions[at] ? names.name(dimensions[at], id) : id)),
      open: ids.some((id, at) => dimensions[at] !== undefined && names.open(dimensions[at], id)),
    }),
  };
}

export type Named = { id: string; name: string };

/** Id and name of every group the reference knows in a dimension without a word list; empty for those it does not name. */
export async function readNamed(db: Db, dimension: DimensionId): Promise<readonly Named[]> {
  if (dimension === 'publisher') return await readPublishers(db);
  if (dimension === 'packager') return await readPackagers(db);
  if (dimension === 'country') return await readCountries(db);
  if (dimension === 'license-id') return await readLicenses(db);
  return dimension === 'family' ? await readFamilies(db) : [];
}

const mapOf = (rows: readonly Named[]) => new Map(rows.map(({ id, name }) => [id, name]));

async function readPublishers(db: Db): Promise<Named[]> {
  return await db<Named[]>`
    select distinct on (p.publisher_id) p.publisher_id as "id", p.name as "name"
    from ref_publishers p
    order by p.publisher_id, p.valid_from desc
  `;
}

async function readPackagers(db: Db): Promise<Named[]> {
  return await db<Named[]>`
    select distinct on (p.publisher_id) p.publisher_id as "id", p.name as "name"
    from ref_packagers k
    join ref_publishers p on p.publisher_id = k.publisher_id
    order by p.publisher_id, p.valid_from desc
  `;
}

async function readCountries(db: Db): Promise<Named[]> {
  return await db<Named[]>`select c.country as "id", c.name as "name" from ref_countries c`;
}

async function readLicenses(db: Db): Promise<(Named & { license: string })[]> {
  return await db<(Named & { license: string })[]>`
    select l.license as "id", l.name as "name", l.class as "license" from ref_licenses l`;
}

async function readFamilies(db: Db): Promise<Named[]> {
  return await db<Named[]>`select f.family as "id", f.name as "name" from ref_families f`;
}
