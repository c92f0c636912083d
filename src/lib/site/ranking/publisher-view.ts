import type { Db } from '../../../../db/client.ts';
import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import { PUBLISHER_TYPES } from '../../../../db/vocab/publisher-types.ts';
import { definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { KEYS } from '../../definition/keys.ts';
import { withLens } from '../../definition/lenses.ts';
import type { Reach } from '../../definition/parse.ts';
import { formatDay } from '../../format/dates.ts';
import { nameOfLenses } from '../../metrics/engine/lens-names.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import {
  type Publisher,
  type PublisherModel,
  type PublisherRow,
  readPublisher,
  readPublisherModels,
} from '../../metrics/publisher.ts';
import { compareHref } from '../compare/place.ts';
import { type Compared, readBeside } from '../figure/compare.ts';
import { type Controls, controlsOf } from '../figure/controls.ts';
import { type FigureView, figureView } from '../figure/figure-view.ts';
import { paths } from '../paths.ts';
import { nameOf as groupName } from '../series-view.ts';

export interface EvidenceRow {
  when: string;
  facts: readonly { term: string; says: string }[];
}

/** What `/publishers/‹id›` shows. */
export interface PublisherPage {
  panel: PanelFacts;
  name: string;
  /** Type, country and parent in one line. */
  says: string;
  /** Where it stands beside another. */
  compareHref: string;
  controls: Controls;
  total: FigureView;
  groupings: readonly { figure: FigureView; name: string; href: string }[];
  models: readonly (PublisherModel & { href: string; license: string })[];
  releasesHref: string;
  namespaces: readonly { name: string; href: string; when: string }[];
  evidence: readonly EvidenceRow[];
}

const measures = MEASURES.filter(({ kind }) => kind !== 'median').map(({ id }) => id);

/** All of a definition but groups, the publisher, which the path says, and medians, which are not kept by publisher. */
export const PUBLISHER_REACH: Reach = {
  keys: KEYS.filter((key) => key !== 'by' && key !== 'publisher'),
  measures,
  by: [],
};

const groupings: readonly { by: DimensionId; name: string }[] = [
  { by: 'size', name: 'Size classes' },
  { by: 'license', name: 'License classes' },
  { by: 'family', name: 'Families' },
];

const mostModels = 25;
const mostGroups = 10;

/** One publisher in figures and as the reference describes it. Null: the reference has none of that id. */
export async function readPublisherPage(
  db: Db,
  {
    id,
    definition,
    panels,
    compared = null,
  }: {
    id: string;
    definition: Definition;
    panels: readonly PanelFacts[];
    compared?: Compared | null;
  },
): Promise<PublisherPage | null> {
  const publisher = await readPublisher(db, id);
  if (!publisher) return null;
  const asked = withLens(definition, 'publisher', [id]);
  const by = (dimension: DimensionId) => readFigure(db, { ...asked, by: [dimension] });
  const [total, ...parts] = await Promise.all([
    readFigure(db, asked),
    ...groupings.map((each) => by(each.by)),
  ]);
  const { panel } = total;
  const nameOf = nameOfLenses(total.lensNames);
  const [models, beside] = await Promise.all([
    readPublisherModels(db, { id, panel: panel.panel, limit: mostModels }),
    readBeside(db, { figure: total, definition: asked, compared }),
  ]);
  const place = {
    address: (changed: Definition, compare: Compared | null) => paths.publisher(id, changed, { compare }),
    action: paths.publisher(id),
    compared,
  };
  const controls = controlsOf(definition, { panel, asOf: total.asOf, panels, place, nameOf });
  const [row] = publisher.rows;
  return {
    panel,
    name: row.name,
    says: saysOf(publisher),
    compareHref: compareHref('publishers', [id], definition),
    controls: {
      ...controls,
      form: {
        ...controls.form,
        measures: controls.form.measures.filter((each) => measures.some((m) => m === each.id)),
      },
    },
    total: figureView(total, { id: 'total', asked, nameOf, beside }),
    groupings: groupings.flatMap((each, at) => {
      const figure = parts[at];
      const asking = { ...asked, by: [each.by] };
      if (!figure || figure.groups.every(({ value }) => value === null || value === 0)) return [];
      const view = figureView(figure, {
        id: `by-${each.by}`,
        asked: asking,
        nameOf,
        shows: 'table',
        most: mostGroups,
        address: (changed) => place.address(withLens(changed, 'publisher', []), compared),
      });
      return [{ figure: view, name: each.name, href: paths.view(asking) }];
    }),
    models: models.map((model) => ({
      ...model,
      href: paths.model(model.repoId),
      license: groupName('license', model.licenseClass),
    })),
    releasesHref: paths.releases(definitionOf({ panel: definition.panel, lenses: { publisher: [id] } }), {
      show: 'all',
    }),
    namespaces: publisher.namespaces.map(({ namespace, ...valid }) => ({
      name: namespace,
      href: paths.models(definitionOf({ panel: definition.panel }), { q: `${namespace}/` }),
      when: whenOf(valid),
    })),
    evidence: publisher.rows.map(evidenceOf),
  };
}

function saysOf({ rows: [row], countries }: Publisher): string {
  const places = countries.length > 0 ? countries.join(', ') : row.countryName;
  return [typeOf(row), places, ...(row.parent === null ? [] : [`part of ${row.parent}`])].join(' · ');
}

function typeOf({ type }: PublisherRow): string {
  return PUBLISHER_TYPES.find(({ id }) => id === type)?.name ?? type;
}

function evidenceOf(row: PublisherRow): EvidenceRow {
  const facts = {
    Name: row.name,
    Type: typeOf(row),
    Country: `${row.countryName} (${groupName('region', row.region)})`,
    'Part of': row.parent,
    Evidence: row.evidence ?? 'none written down',
    Confidence: row.confidence,
    'Checked on': formatDay(row.checkedOn),
    Note: row.note,
  };
  return {
    when: whenOf(row),
    facts: Object.entries(facts).flatMap(([term, says]) => (says === null ? [] : [{ term, says }])),
  };
}

function whenOf({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }): string {
  if (validFrom === null && validTo === null) return 'always';
  if (validTo === null) return `since ${formatDay(validFrom ?? '')}`;
  const until = `before ${formatDay(validTo)}`;
  return validFrom === null ? until : `from ${formatDay(validFrom)}, ${until}`;
}
