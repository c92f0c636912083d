import type { Db } from '../../../../db/client.ts';
import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import { LICENSE_CLASSES } from '../../../../db/vocab/license-classes.ts';
import { REGIONS } from '../../../../db/vocab/regions.ts';
import type { SchemeId } from '../../../../db/vocab/size-classes.ts';
import { groupName } from '../../definition/vocabulary.ts';

const openOf = (words: readonly { id: string; kind: string }[]) =>
  words.filter(({ kind }) => kind === 'open').map(({ id }) => id);

const openAnswers = ['unknown', 'unreviewed', 'unrecorded'];

/** Groups that are not known, by dimension. License ids are not known where their class is not. */
const OPEN: Readonly<Partial<Record<DimensionId, readonly string[]>>> = {
  region: openOf(REGIONS),
  country: ['UNKNOWN', 'UNREVIEWED'],
  publisher: [''],
  'publisher-type': ['unreviewed'],
  size: ['unknown'],
  license: openOf(LICENSE_CLASSES),
  'osi-approved': openAnswers,
  'commercial-use': openAnswers,
  'share-alike': openAnswers,
  'use-restrictions': openAnswers,
  task: ['none'],
  modality: ['none'],
  library: ['none'],
  format: ['none'],
  relation: ['undeclared'],
  inheritance: ['undecidable'],
  gated: ['unrecorded'],
  year: ['unknown'],
};

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
  const openClasses = OPEN.license ?? [];
  return {
    name: (dimension, id) => groupName(dimension, id, scheme) ?? named[dimension]?.get(id) ?? id,
    open: (dimension, id) =>
      dimension === 'license-id'
        ? id !== 'none' && openClasses.includes(knownClass.get(id) ?? 'unreviewed')
        : (OPEN[dimension] ?? []).includes(id),
  };
}

type Named = { id: string; name: string };

const mapOf = (rows: readonly Named[]) => new Map(rows.map(({ id, name }) => [id, name]));

async function readPublishers(db: Db): Promise<Named[]> {
  return await db<Named[]>`
    select distinct on (p.publisher_id) p.publisher_id as "id", p.name as "name"
    from ref_publishers p
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
