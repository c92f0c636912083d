import type { Db } from '../../../../db/client.ts';
import { type DimensionId, PUBLISHER_DIMENSIONS } from '../../../../db/vocab/dimensions.ts';
import { lensed, type Side, type Use } from './grain.ts';
import type { Fragment, Tables, TablesQuery } from './source.ts';

const countriesMatter: readonly DimensionId[] = ['region', 'country'];
const flags: readonly DimensionId[] = ['osi-approved', 'commercial-use', 'share-alike', 'use-restrictions'];

/** Kinds `k` with what the dimensions in use need: `u` and `c` the publishers, `o` the origin’s parts, `l` the license, `t` the task. */
export function kindTables(db: Db, query: TablesQuery): Tables {
  const uses = (test: (use: Use) => boolean) => query.used.some(test);
  const creator = uses(
    ({ dimension, side }) => PUBLISHER_DIMENSIONS.includes(dimension) && side === 'creator',
  );
  const origin = creator || uses(({ dimension }) => dimension === 'family');
  const uploader = uses(
    ({ dimension, side }) => PUBLISHER_DIMENSIONS.includes(dimension) && side === 'uploader',
  );
  const none = db``;
  return {
    from: db`
      kinds k
      ${origin ? db`join origin_parts o on o.origin_id = k.origin_id` : none}
      ${uploader ? joinPlaces(db, 'uploader', query) : none}
      ${creator ? joinPlaces(db, 'creator', query) : none}
      ${joinWords(db, query.used)}
    `,
    weight: db`1::float8
      ${origin ? db`* o.weight` : none} ${uploader ? db`* u.weight` : none} ${creator ? db`* c.weight` : none}`,
  };
}

/** Publishers with their countries, as the definition counts several and dates facts. */
export function joinPlaces(db: Db, side: Side, { definition, ask, used }: TablesQuery): Fragment {
  const inCountries = (use: Use) => use.side === side && countriesMatter.includes(use.dimension);
  const once = ask.once && !lensed(definition).some(inCountries);
  const counting = used.some(inCountries) ? (once ? 'fractional' : definition.counting) : 'primary';
  const { facts } = definition;
  return side === 'creator'
    ? db`join ref_holder_places c on c.counting = ${counting} and c.facts = ${facts} and c.holder = o.holder`
    : db`join ref_holder_places u on u.counting = ${counting} and u.facts = ${facts} and u.holder = k.holder`;
}

/** What follows from the license and from the task. */
export function joinWords(db: Db, used: readonly Use[]): Fragment {
  const license = used.some(({ dimension }) => flags.includes(dimension));
  const modality = used.some(({ dimension }) => dimension === 'modality');
  const none = db``;
  return db`
    ${license ? db`left join ref_licenses l on l.license = k.license` : none}
    ${modality ? db`left join ref_tasks t on t.task = k.task` : none}
  `;
}

export function kindColumn(db: Db, { dimension, side }: Use): Fragment {
  const p = side === 'creator' ? db`c` : db`u`;
  const flag = (column: Fragment) =>
    db`case when k.license_class in ('none', 'unrecorded') then k.license_class else coalesce(${column}, 'unreviewed') end`;
  const columns: Readonly<Record<DimensionId, () => Fragment>> = {
    region: () => db`${p}.region`,
    country: () => db`${p}.country`,
    publisher: () => db`${p}.publisher_id`,
    'publisher-type': () => db`${p}.type`,
    packager: () => db`case when ${p}.packager then ${p}.publisher_id else '' end`,
    size: () => db`k.size_cell::text`,
    license: () => db`k.license_class`,
    'license-id': () => db`k.license`,
    'osi-approved': () => flag(db`l.osi_approved`),
    'commercial-use': () => flag(db`l.commercial_use`),
    'share-alike': () => flag(db`l.share_alike`),
    'use-restrictions': () => flag(db`l.use_restrictions`),
    task: () => db`k.task`,
    modality: () => db`coalesce(t.modality, case k.task when 'none' then 'none' else 'other' end)`,
    library: () => db`k.library`,
    format: () => db`k.format`,
    relation: () => db`k.relation`,
    inheritance: () => db`k.inheritance`,
    family: () => db`o.family`,
    gated: () => db`k.gated`,
    year: () => db`k.year`,
  };
  return columns[dimension]();
}
