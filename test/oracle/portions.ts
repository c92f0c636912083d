import { DIMENSIONS, type DimensionId } from '../../db/vocab/dimensions.ts';
import { LICENSE_CLASSES } from '../../db/vocab/license-classes.ts';
import { SIZE_SCHEMES } from '../../db/vocab/size-classes.ts';
import type { Definition } from '../../src/lib/definition/definition.ts';
import type { Holder, Holders, Seat } from './judge-holder.ts';
import type { Kind } from './judge-world.ts';

/** How a model counts under a definition. */
export interface Portions {
  /** How much of it is in the whole. */
  whole: number;
  /** How much of that is not known in some dimension of `by`. */
  open: number;
  /** How much of it falls to each group; ids in the order of `by`, or creator and uploader. */
  groups: readonly { ids: readonly string[]; open: boolean; weight: number }[];
}

/** One way a model counts: whose it is, and where that is. */
interface Part {
  weight: number;
  value: (dimension: DimensionId) => string;
}

const ofPublishers: readonly string[] = DIMENSIONS.filter((one) => one.of === 'publisher').map(
  ({ id }) => id,
);

/** Splits a model into the groups of a definition; null where it is not in the population. */
export function portionsOf(kind: Kind, definition: Definition): Portions | null {
  if (!isIn(kind, definition)) return null;
  const groups = new Map<string, { ids: readonly string[]; open: boolean; weight: number }>();
  let whole = 0;
  let open = 0;
  for (const root of kind.roots) {
    const parts =
      definition.attribution === 'flow'
        ? crossed(kind, root, definition)
        : attributed(kind, root, definition).map(({ weight, value }) => ({
            weight,
            ids: definition.by.map(value),
          }));
    if (parts.length === 0) continue;
    const dimensions =
      definition.attribution === 'flow' ? [...definition.by, ...definition.by] : definition.by;
    const opened = parts.filter(({ ids }) => ids.some((id, i) => isOpen(dimensions[i], id, kind)));
    // Counted whole for each of its countries, a model is still one model of the whole, unless a lens names countries.
    const times = timesIn(kind, root, definition) / parts.length;
    const counted = (some: typeof parts) =>
      definition.counting === 'full' ? some.length * times : sum(some.map(({ weight }) => weight));
    whole += root.weight * counted(parts);
    open += root.weight * counted(opened);
    for (const part of parts) {
      const key = part.ids.join('\n');
      const group = groups.get(key) ?? { ids: part.ids, open: opened.includes(part), weight: 0 };
      group.weight += root.weight * part.weight;
      groups.set(key, group);
    }
  }
  if (groups.size === 0) return null;
  return {
    whole: snapped(whole),
    open: snapped(open),
    groups: [...groups.values()].map((group) => ({ ...group, weight: snapped(group.weight) })),
  };
}

function isIn(kind: Kind, { universe }: Definition): boolean {
  if (universe === 'language') return kind.language;
  if (universe === 'first-party') return kind.firstParty;
  if (universe === 'tracked') return kind.tracked;
  return universe === 'all' || kind.parameters !== null;
}

/** How often the whole counts a model under the full count: once, or for each country that a lens leaves. */
function timesIn(kind: Kind, root: Kind['roots'][number], definition: Definition): number {
  if (!definition.lenses.region && !definition.lenses.country) return 1;
  const attribution = definition.attribution === 'creator' ? 'creator' : 'uploader';
  return attributed(kind, root, { ...definition, attribution }).length;
}

function attributed(kind: Kind, root: Kind['roots'][number], definition: Definition): Part[] {
  const holder = holderOf(definition.attribution === 'creator' ? root.holders : kind.uploader, definition);
  return partsOf(holder, kind, { family: root.family, definition }).filter(({ value }) =>
    passes(value, definition),
  );
}

/** Creator and uploader in one dimension; lenses on publishers are about the uploader. */
function crossed(kind: Kind, root: Kind['roots'][number], definition: Definition) {
  const [dimension] = definition.by;
  if (!dimension) throw new Error('a flow has one dimension');
  const unlensed = { ...definition, lenses: {} };
  const creators = partsOf(holderOf(root.holders, definition), kind, {
    family: root.family,
    definition: unlensed,
  });
  const uploaders = attributed(kind, root, { ...definition, attribution: 'uploader' });
  return creators.flatMap((creator) =>
    uploaders.map((uploader) => ({
      weight: creator.weight * uploader.weight,
      ids: [creator.value(dimension), uploader.value(dimension)],
    })),
  );
}

function holderOf(holders: Holders, { facts }: Definition): Holder {
  return facts === 'now' ? holders.today : holders.onDay;
}

/** A part for each country that counts, where countries matter; else a single one. */
function partsOf(
  holder: Holder,
  kind: Kind,
  { family, definition }: { family: string; definition: Definition },
): Part[] {
  const { by, lenses, counting, scheme } = definition;
  const placed = [...by, ...Object.keys(lenses)].some((one) => one === 'region' || one === 'country');
  const seats = placed && counting !== 'primary' ? holder.seats : holder.seats.slice(0, 1);
  return seats.map((seat) => ({
    weight: counting === 'fractional' ? 1 / seats.length : 1,
    value: (dimension) => {
      if (dimension === 'family') return family;
      return ofPublishers.includes(dimension)
        ? valueOfHolder(dimension, holder, seat)
        : valueOfModel(dimension, kind, scheme);
    },
  }));
}

function passes(value: Part['value'], { lenses }: Definition): boolean {
  return DIMENSIONS.every(({ id }) => lenses[id]?.includes(value(id)) ?? true);
}

function valueOfHolder(dimension: DimensionId, holder: Holder, seat: Seat): string {
  if (dimension === 'region') return seat.region;
  if (dimension === 'country') return seat.country;
  if (dimension === 'publisher') return holder.publisher;
  if (dimension === 'publisher-type') return holder.type;
  return holder.packager ? holder.publisher : '';
}

function valueOfModel(dimension: DimensionId, kind: Kind, scheme: Definition['scheme']): string {
  if (dimension === 'size') return sizeClass(kind.parameters, scheme);
  if (dimension === 'license') return kind.license.class;
  if (dimension === 'license-id') return kind.license.id;
  if (dimension === 'year') return kind.released?.slice(0, 4) ?? 'unknown';
  if (dimension === 'task') return kind.task;
  if (dimension === 'modality') return kind.modality;
  if (dimension === 'library') return kind.library;
  if (dimension === 'format') return kind.format;
  if (dimension === 'relation') return kind.relation;
  if (dimension === 'inheritance') return kind.inheritance;
  if (dimension === 'gated') return kind.gated;
  const flag = Object.entries(kind.license.flags).find(([id]) => id === dimension);
  if (!flag) throw new Error(`no model has a ${dimension}`);
  return flag[1];
}

function sizeClass(parameters: number | null, scheme: Definition['scheme']): string {
  if (parameters === null) return 'unknown';
  const classes = SIZE_SCHEMES.find(({ id }) => id === scheme)?.classes ?? [];
  const known = classes.filter(({ from }) => from !== null && from <= parameters);
  return known.at(-1)?.id ?? 'unknown';
}

const OPEN: Readonly<Partial<Record<DimensionId, readonly string[]>>> = {
  region: ['unknown', 'unreviewed'],
  country: ['UNKNOWN', 'UNREVIEWED'],
  publisher: [''],
  'publisher-type': ['unreviewed'],
  size: ['unknown'],
  'osi-approved': ['unknown', 'unreviewed', 'unrecorded'],
  'commercial-use': ['unknown', 'unreviewed', 'unrecorded'],
  'share-alike': ['unknown', 'unreviewed', 'unrecorded'],
  'use-restrictions': ['unknown', 'unreviewed', 'unrecorded'],
  task: ['none'],
  modality: ['none'],
  library: ['none'],
  format: ['none'],
  relation: ['undeclared'],
  inheritance: ['undecidable'],
  gated: ['unrecorded'],
  year: ['unknown'],
};

/** Whether a group says that nothing is known. */
function isOpen(dimension: DimensionId | undefined, id: string, kind: Kind): boolean {
  if (dimension === 'license' || dimension === 'license-id')
    return LICENSE_CLASSES.some((one) => one.id === kind.license.class && one.kind === 'open');
  return dimension !== undefined && (OPEN[dimension]?.includes(id) ?? false);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Thirds and sixths of a whole add up to it, whatever the last bit says. */
function snapped(weight: number): number {
  return Math.abs(weight - Math.round(weight)) < 1e-9 ? Math.round(weight) : weight;
}
