import type { Db } from '../../../db/client.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { type Family, readFamilies } from '../families/read-families.ts';
import { formatExact, formatParameters, formatShare } from '../format/numbers.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { type Choices, chosenIn, panelChoices } from './choices-view.ts';
import { compareHref } from './compare/place.ts';
import type { Frame } from './frame.ts';
import { paths } from './paths.ts';
import { structureFrame } from './structure-frame.ts';
import { type Taken, takenAs } from './taken.ts';

/** What the table of families can be ordered by; the first is the usual one. */
export const FAMILY_ORDERS = [
  'downloads',
  'name',
  'publisher',
  'models',
  'smallest',
  'largest',
  'derivatives',
] as const;

export const FAMILIES_KEYS = ['sort'] as const;
export const FAMILIES_USUAL = { sort: 'downloads' };

export type FamilyOrder = (typeof FAMILY_ORDERS)[number];

export interface FamilyRow {
  name: string;
  href: string;
  publisher: string;
  publisherHref: string;
  region: string;
  models: number;
  /** Of first-party models without adapters; null: no size is known. */
  range: string | null;
  /** Most used first, with the part of the family’s models; at most two. */
  licenses: readonly { name: string; share: string }[];
  moreLicenses: number;
  edge: { name: string; href: string; parameters: string } | null;
  mixture: { name: string; href: string; parameters: string } | null;
  moreMixtures: number;
  downloads: { family: number; firstParty: number };
  derivatives: Family['derivatives'];
}

/** What `/families` shows. */
export interface FamiliesPage {
  says: string;
  panels: readonly Choices[];
  /** The most downloaded side by side; null where there are fewer than two. */
  compareHref: string | null;
  order: FamilyOrder;
  orders: readonly { id: FamilyOrder; href: string | null }[];
  frame: Frame;
  rows: readonly FamilyRow[];
  /** Curated families without a model in the panel. */
  absent: readonly { name: string; href: string }[];
  exposureHref: string;
  data: Taken;
}

export async function readFamiliesPage(
  db: Db,
  { url, definition, panels }: { url: URL; definition: Definition; panels: readonly PanelFacts[] },
): Promise<FamiliesPage & { panel: PanelFacts }> {
  const order = chosenIn(url, 'sort', { ids: FAMILY_ORDERS, otherwise: 'downloads' });
  const answer = await readFamilies(db, { panel: definition.panel });
  const { panel } = answer;
  const sort = sortKey(order);
  const there = answer.families.filter(({ models, downloads30d }) => models > 0 || downloads30d.family > 0);
  const [first, second] = there;
  const lead =
    first === undefined || first.downloads30d.family === 0
      ? 'No curated family has a download in this panel'
      : `${first.name} is the most downloaded family${second ? `, ${second.name} the second` : ''}`;
  return {
    panel,
    says: `${answer.families.length} curated families side by side; ${there.length === answer.families.length ? 'all' : there.length} of them have a model in this panel.`,
    panels: panelChoices(panels, panel.panel, (name) =>
      paths.families(definitionOf({ panel: name }), { sort }),
    ),
    compareHref:
      there.length < 2
        ? null
        : compareHref(
            'families',
            there.slice(0, 3).map(({ id }) => id),
            definition,
          ),
    order,
    orders: FAMILY_ORDERS.map((id) => ({
      id,
      href: id === order ? null : paths.families(definition, { sort: sortKey(id) }),
    })),
    frame: structureFrame(answer, {
      id: 'families',
      title: lead,
      subtitle: 'Downloads in the previous 30 days; models, sizes and licenses of first-party models',
      unit: 'downloads, models, parameters',
      attribution: 'by family: the family’s own publisher, then declared lineage, then the name',
      covered: 'of first-party models are of known size',
    }),
    rows: there.toSorted(comparing(order)).map((family) => familyRow(family, definition)),
    exposureHref: paths.exposure(definitionOf({ panel: definition.panel })),
    data: takenAs((format) => paths.rows('families', format, definition, { sort })),
    absent: answer.families
      .filter((family) => !there.includes(family))
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ id, name }) => ({ name, href: paths.family(id, definition) })),
  };
}

/** As it stands in an address; the usual order is not said. */
function sortKey(order: FamilyOrder): string | null {
  return order === 'downloads' ? null : order;
}

function comparing(order: FamilyOrder): (a: Family, b: Family) => number {
  const by = (value: (family: Family) => number) => (a: Family, b: Family) =>
    value(b) - value(a) || a.name.localeCompare(b.name);
  switch (order) {
    case 'downloads':
      return by(({ downloads30d }) => downloads30d.family);
    case 'name':
      return (a, b) => a.name.localeCompare(b.name);
    case 'publisher':
      return (a, b) => a.publisher.name.localeCompare(b.publisher.name) || a.name.localeCompare(b.name);
    case 'models':
      return by(({ models }) => models);
    case 'smallest':
      return by(({ smallest }) => -(smallest?.parameters ?? Number.MAX_VALUE));
    case 'largest':
      return by(({ largest }) => largest?.parameters ?? 0);
    case 'derivatives':
      return by(({ derivatives }) => derivatives.direct);
  }
}

const licensesShown = 2;

function familyRow(family: Family, definition: Definition): FamilyRow {
  const { models, licenses, smallest, largest, smallestEdge, mixtures } = family;
  const [mixture] = mixtures;
  return {
    name: family.name,
    href: paths.family(family.id, definition),
    publisher: family.publisher.name,
    publisherHref: paths.publisher(family.publisher.id),
    region: family.region.name,
    models,
    range: smallest && largest && rangeOf(smallest.parameters, largest.parameters),
    licenses: licenses.slice(0, licensesShown).map(({ license, models: count }) => ({
      name: licenseWords(license),
      share: formatShare(count / models),
    })),
    moreLicenses: Math.max(0, licenses.length - licensesShown),
    edge: smallestEdge && {
      ...linked(smallestEdge.repoId),
      parameters: formatParameters(smallestEdge.parameters),
    },
    mixture: mixture
      ? {
          ...linked(mixture.repoId),
          parameters: `${formatParameters(mixture.parameters)}, ${formatParameters(mixture.activeParameters)} active`,
        }
      : null,
    moreMixtures: Math.max(0, mixtures.length - 1),
    downloads: { family: family.downloads30d.family, firstParty: family.downloads30d.firstParty },
    derivatives: family.derivatives,
  };
}

/** The part after the slash is enough beside the family’s publisher. */
function linked(repoId: string): { name: string; href: string } {
  return { name: repoId.slice(repoId.indexOf('/') + 1), href: paths.model(repoId) };
}

/** `0.6B to 480B`; one number where both are the same. */
export function rangeOf(smallest: number, largest: number): string {
  const [least, most] = [formatParameters(smallest), formatParameters(largest)];
  return least === most ? least : `${least} to ${most}`;
}

/** A declared license as it stands in a table. */
export function licenseWords(license: string): string {
  if (license === 'none') return 'none declared';
  return license === 'unrecorded' ? 'not recorded' : license;
}

/** A count of derivatives: models of several roots count in parts. */
export function formatModels(models: number): string {
  return formatExact(Math.round(models));
}
