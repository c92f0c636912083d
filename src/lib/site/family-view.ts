import type { Db } from '../../../db/client.ts';
import { DERIVATIVE_COUNTINGS } from '../../../db/vocab/concentration.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { type Family, readFamilies } from '../families/read-families.ts';
import { type FirstPartyModel, readFirstParty } from '../families/rows.ts';
import { formatMonth } from '../format/dates.ts';
import { formatExact, formatShare } from '../format/numbers.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { type Derivatives, readDerivatives } from '../metrics/structure/read-derivatives.ts';
import { type Choices, panelChoices } from './choices-view.ts';
import { compareHref } from './compare/place.ts';
import { formatModels, licenseWords, rangeOf } from './families-view.ts';
import type { SeriesTable } from './figure/series.ts';
import type { Frame } from './frame.ts';
import { inForm, paths } from './paths.ts';
import { structureFrame } from './structure-frame.ts';
import { type Taken, takenAs } from './taken.ts';

export interface FamilyModel {
  repoId: string;
  href: string;
  parameters: number | null;
  activeParameters: number | null;
  relation: string | null;
  license: string;
  downloads30d: number;
  releasedOn: string | null;
}

/** What `/families/[id]` shows. */
export interface FamilyPage {
  panel: PanelFacts;
  name: string;
  says: string;
  panels: readonly Choices[];
  facts: readonly { term: string; says: string; href: string | null }[];
  models: { frame: Frame; rows: readonly FamilyModel[]; more: number };
  releases: { frame: Frame; rows: readonly FamilyModel[]; undated: number };
  derivatives: { frame: Frame; series: SeriesTable | null; totals: readonly DerivativeTotal[] };
  /** The downloads of the family over time. */
  figureHref: string;
  lineageHref: string;
  edgesHref: string;
  exposureHref: string;
  releasesHref: string;
  familiesHref: string;
  compareHref: string;
  data: Taken;
}

export interface DerivativeTotal {
  name: string;
  says: string;
  models: number;
  share: number | null;
  /** Without a month of release. */
  undated: number;
}

const modelsShown = 30;
const releasesShown = 12;

/** Null: there is no such family. */
export async function readFamilyPage(
  db: Db,
  { id, definition, panels }: { id: string; definition: Definition; panels: readonly PanelFacts[] },
): Promise<FamilyPage | null> {
  const answer = await readFamilies(db, { panel: definition.panel });
  const family = answer.families.find((one) => one.id === id);
  if (!family) return null;
  const { panel } = answer;
  const [all, ...countings] = await Promise.all([
    readFirstParty(db, panel.panel),
    ...DERIVATIVE_COUNTINGS.map(({ id: counting }) =>
      readDerivatives(db, { panel: panel.panel, counting, threshold: 'all', by: 'family' }),
    ),
  ]);
  const own = all.filter((model) => model.family === id);
  const downloaded = own
    .toSorted((a, b) => b.downloads30d - a.downloads30d || a.repoId.localeCompare(b.repoId))
    .map(familyModel);
  const released = downloaded
    .filter(({ releasedOn }) => releasedOn !== null)
    .toSorted((a, b) => (b.releasedOn ?? '').localeCompare(a.releasedOn ?? ''));
  const lens = definitionOf({ panel: definition.panel, lenses: { family: [id] } });
  const covered = 'of first-party models are of known size';
  const attribution = 'the family’s own publisher';
  const frame = (
    about: Pick<Frame, 'id' | 'title' | 'subtitle'> & { coverage: number | null; covered: string },
  ) =>
    structureFrame(
      { ...answer, coverage: about.coverage, notes: [] },
      { ...about, unit: 'models', attribution },
    );
  const part = (count: number) => (own.length === 0 ? null : count / own.length);
  const sized = own.filter(({ parameters }) => parameters !== null).length;
  return {
    panel,
    name: family.name,
    says: saysOf(family),
    panels: panelChoices(panels, panel.panel, (name) => paths.family(id, definitionOf({ panel: name }))),
    facts: factsOf(family, definition),
    models: {
      frame: frame({
        id: 'models',
        title:
          own.length === 0
            ? 'None of its own models is in this panel'
            : `${formatExact(own.length)} ${own.length === 1 ? 'model' : 'models'} of its own`,
        subtitle: 'Downloads in the previous 30 days; total and active parameters',
        coverage: part(sized),
        covered,
      }),
      rows: downloaded.slice(0, modelsShown),
      more: Math.max(0, downloaded.length - modelsShown),
    },
    releases: {
      frame: frame({
        id: 'releases',
        title: released[0] ? `Newest release: ${released[0].repoId}` : 'No release of its own is dated',
        subtitle: 'First-party models by day of release, newest first',
        coverage: part(released.length),
        covered: 'of first-party models have a day of release',
      }),
      rows: released.slice(0, releasesShown),
      undated: own.length - released.length,
    },
    derivatives: derivativesOf(id, family, countings),
    figureHref: paths.explore(lens),
    lineageHref: paths.familyLineage(id, definition),
    edgesHref: paths.lineageData('csv', { family: id }, definition),
    exposureHref: paths.exposure(lens),
    releasesHref: paths.releases(lens),
    familiesHref: paths.families(definition),
    compareHref: compareHref('families', [id], definition),
    data: takenAs((format) => inForm(paths.family(id, definition), format)),
  };
}

function saysOf({ name, publisher, region, models, smallest, largest }: Family): string {
  const sizes = smallest && largest ? `, ${rangeOf(smallest.parameters, largest.parameters)} parameters` : '';
  const own =
    models === 0 ? 'no model of its own in this panel' : `${formatExact(models)} of its own models here`;
  return `${name} by ${publisher.name} (${region.name}): ${own}${sizes}.`;
}

function factsOf(family: Family, definition: Definition): FamilyPage['facts'] {
  const { publisher, region, downloads30d, licenses, models, smallestEdge, mixtures } = family;
  const share = downloads30d.family === 0 ? null : downloads30d.firstParty / downloads30d.family;
  return [
    { term: 'Publisher', says: publisher.name, href: paths.publisher(publisher.id) },
    {
      term: 'Region',
      says: region.name,
      href: paths.regions({ ...definition, lenses: { region: [region.id] } }),
    },
    {
      term: 'Downloads, 30 days',
      says: `${formatExact(downloads30d.family)}${share === null ? '' : `, of which ${formatShare(share)} its own models`}`,
      href: null,
    },
    {
      term: 'Licenses',
      says:
        licenses.length === 0
          ? 'none recorded'
          : licenses
              .map(({ license, models: count }) => `${licenseWords(license)} ${formatShare(count / models)}`)
              .join(', '),
      href: null,
    },
    {
      term: 'Smallest below one billion',
      says: smallestEdge ? smallestEdge.repoId : 'none known',
      href: smallestEdge && paths.model(smallestEdge.repoId),
    },
    {
      term: 'Mixtures of experts',
      says:
        mixtures.length === 0
          ? 'none with stated active parameters'
          : `${mixtures.length} with stated active parameters`,
      href: null,
    },
  ];
}

function familyModel(model: FirstPartyModel): FamilyModel {
  const { repoId, parameters, activeParameters, relation, license, downloads30d, releasedOn } = model;
  return {
    ...{ repoId, parameters, activeParameters, relation, downloads30d, releasedOn },
    license: licenseWords(license),
    href: paths.model(repoId),
  };
}

function derivativesOf(
  id: string,
  { name }: Family,
  countings: readonly Derivatives[],
): FamilyPage['derivatives'] {
  const [first] = countings;
  const groups = countings.map((counting) => counting.groups.find((group) => group.id === id) ?? null);
  const totals = countings.map((counting, at) => ({
    name: DERIVATIVE_COUNTINGS[at]?.name ?? counting.counting,
    says: DERIVATIVE_COUNTINGS[at]?.says ?? '',
    models: groups[at]?.models ?? 0,
    share: groups[at]?.share ?? null,
    undated: (groups[at]?.models ?? 0) - (groups[at]?.series.reduce((sum, one) => sum + one, 0) ?? 0),
  }));
  const any = totals.some(({ models }) => models > 0);
  const told = totals
    .map(({ name: way, models }) => `${formatModels(models)} ${way.toLowerCase()}`)
    .join(', ');
  if (!first) throw new Error('there is no way of counting derivatives');
  return {
    frame: structureFrame(
      {
        ...first,
        definition: 'Three ways of counting, none of which is right alone; each is a lower bound.',
      },
      {
        id: 'derivatives',
        title: any ? `Derivatives of ${name}: ${told}` : `No derivative of ${name} is known in this panel`,
        subtitle: 'Models by month of release, under three ways of counting',
        unit: 'models',
        window: monthsWords(countings),
        attribution: 'declared lineage, or a word in a tag where mentioned',
        covered: 'of derivatives lead to a curated family',
        gaps: 'none: read off one snapshot',
      },
    ),
    series: seriesOf(countings, groups),
    totals,
  };
}

function monthsWords(countings: readonly Derivatives[]): string {
  const months = countings.flatMap((one) => one.months).toSorted();
  const [first, last] = [months[0], months.at(-1)];
  return first === undefined || last === undefined
    ? 'no month of release is known'
    : `${formatMonth(first)} to ${formatMonth(last)}, by month of release`;
}

function seriesOf(
  countings: readonly Derivatives[],
  groups: readonly (Derivatives['groups'][number] | null)[],
): SeriesTable | null {
  const counted = (month: string, at: number) => {
    const place = countings[at]?.months.indexOf(month) ?? -1;
    return groups[at]?.series[place] ?? 0;
  };
  const all = [...new Set(countings.flatMap(({ months }) => months))].toSorted();
  const months = all.slice(all.findIndex((month) => countings.some((_, at) => counted(month, at) > 0)));
  if (months.length < 2 || groups.every((group) => group === null)) return null;
  const newest = countings[0]?.asOf.slice(0, 7);
  return {
    label: `Line chart of derivatives by month of release under three ways of counting. The table below holds every value.`,
    says: `Table of ${months.length} months and three ways of counting`,
    step: 'month',
    kind: 'line',
    unit: 'count',
    heading: 'Month of release',
    columns: DERIVATIVE_COUNTINGS.map(({ name }, at) => ({
      key: `rank-${at + 1}`,
      name,
      short: name,
      open: false,
    })),
    rows: months.map((month) => ({
      on: month,
      says: formatMonth(month),
      provisional: month === newest,
      notes: [],
      cells: countings.map((_, at) => ({ value: counted(month, at), high: null })),
    })),
  };
}
