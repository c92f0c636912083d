import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { describeDefinition } from '../../definition/describe.ts';
import { groupedBy } from '../../definition/words.ts';
import { writeContest } from '../../findings/write-contest.ts';
import { capitalized } from '../../format/capital.ts';
import { formatDay } from '../../format/dates.ts';
import { formatList } from '../../format/list.ts';
import type { Figure, FigureGroup } from '../../metrics/figure.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { citationOf, fileName, pinnedTo } from '../data/take.ts';
import { annotationsOf } from '../figure/annotations.ts';
import { type Controls, controlsOf } from '../figure/controls.ts';
import { sourcesOf } from '../figure/figure-view.ts';
import { footerOf } from '../figure/footer.ts';
import { type GroupTable, groupTable } from '../figure/group-table.ts';
import { cut } from '../figure/heads.ts';
import { notesOf } from '../figure/notes.ts';
import { plainSeries, type SeriesTable, shareCell } from '../figure/series.ts';
import { SHORT_CHOICES } from '../figure/switch-words.ts';
import type { Take } from '../frame.ts';
import { paths } from '../paths.ts';
import { seriesKey, shortName } from '../series-view.ts';
import { type ComparePage, SCALES, type Scale } from './compare-page.ts';
import type { Found, Subject } from './find-subjects.ts';
import { groupFacts } from './group-facts.ts';
import { formsOf, hrefOf, hrefWith, type Place, pageOf } from './place.ts';
import { compareMeasures } from './reach.ts';
import { type GroupReading, readGroups } from './read-groups.ts';
import { indexed, plainCells, SCALE_NAMES, scaleProblem } from './scale.ts';
import { printSubjects } from './subjects-path.ts';

/** Options of the field that adds a subject: the largest that are not there yet. */
const mostOptions = 80;
const suggestions = 5;

/** A comparison of groups of one dimension. Throws BadDefinition, NothingPublished. */
export async function readGroupComparison(
  db: Db,
  { place, panels }: { place: Place; panels: readonly PanelFacts[] },
): Promise<ComparePage> {
  const { found, definition, scale } = place;
  const { dimension, subjects } = found;
  if (dimension === null) throw new Error('models are compared elsewhere');
  const reading = await readGroups(db, { found, dimension, definition, scale });
  const { figure, nameOf } = reading;
  const ids = subjects.map(({ id }) => id);
  const others = figure.groups
    .filter(({ ids: [id], open, value }) => id && !open && value && !ids.includes(id))
    .map((group) => ({ id: group.ids[0] ?? '', name: group.names[0] ?? '' }));
  const title = writeContest(
    figure,
    ids.map((id) => [id]),
  );
  const subtitle = subtitleOf(figure, scale);
  const series = seriesOf(
    figure,
    place,
    `Line chart. ${subtitle}. ${title} The table below holds every value.`,
  );
  return {
    kind: found.kind,
    panel: figure.panel,
    heading: formatList(subjects.map(({ name }) => name)),
    subjects: subjects.map(({ id, name }, at) => ({
      name,
      href: pageOf(found, id, definition),
      key: keyOf(found, id, at),
      withoutHref:
        ids.length > 1
          ? hrefWith(
              place,
              ids.filter((other) => other !== id),
            )
          : null,
    })),
    controls: controls(place, { figure, panels, nameOf }),
    choices: [{ name: 'Scale', choices: scaleChoices(place, figure) }],
    add: {
      action: hrefOf({ ...place, definition: { ...definition, panel: null } }).split('?')[0] ?? '',
      options: others.slice(0, mostOptions),
      kept: [...new URLSearchParams(hrefOf(place).split('?')[1] ?? '')].map(([name, value]) => ({
        name,
        value,
      })),
    },
    figure: {
      id: 'compared',
      title,
      subtitle,
      notes: [...missingNotes(figure, subjects), ...notesOf(figure, { table: null, series })],
      footer: footerOf(figure, nameOf),
      take: takeFor(place, figure, nameOf),
      behind: null,
      sources: sourcesOf(figure),
      series,
      table:
        series === null
          ? inTheirColours(
              groupTable(
                { ...figure, groups: comparedGroups(figure, subjects).filter((group) => group !== null) },
                definition,
                { drawn: false },
              ),
              found,
            )
          : null,
      annotations: annotationsOf(figure),
    },
    facts: groupFacts(reading, subjects),
    factsSay: factsSay(reading, definition),
    suggested:
      subjects.length > 1
        ? []
        : others
            .slice(0, suggestions)
            .map(({ id, name }) => ({ says: name, href: hrefWith(place, [...ids, id]) })),
  };
}

/** Bars in the colours that their subjects have above them and as lines. */
function inTheirColours(table: GroupTable, found: Found): GroupTable {
  const places = new Map(found.subjects.map(({ id }, at) => [id, at]));
  return {
    ...table,
    rows: table.rows.map((row) => ({ ...row, key: keyOf(found, row.id, places.get(row.id) ?? 0) })),
  };
}

function keyOf({ dimension }: Found, id: string, at: number): string {
  return dimension === 'region' || dimension === 'size' || dimension === 'license'
    ? seriesKey(dimension, id)
    : `rank-${at + 1}`;
}

function controls(
  place: Place,
  { figure, panels, nameOf }: Pick<GroupReading, 'figure' | 'nameOf'> & { panels: readonly PanelFacts[] },
): Controls {
  const { found, definition } = place;
  const asked = controlsOf(definition, {
    panel: figure.panel,
    panels,
    place: {
      address: (changed) => hrefOf({ ...place, definition: changed }),
      action: paths.compare(found.kind.id, printSubjects(found.subjects.map(({ id }) => id))),
    },
    nameOf,
  });
  const { form } = asked;
  return {
    ...asked,
    // Classes of one scheme are no groups of another, and no flow has one side.
    switches: asked.switches
      .filter(({ key }) => key !== 'scheme' || found.dimension !== 'size')
      .map((each) =>
        each.key === 'attribution'
          ? {
              ...each,
              choices: each.choices.filter(({ name }) => name !== SHORT_CHOICES.attribution?.['flow']),
            }
          : each,
      ),
    form: {
      ...form,
      measures: form.measures.filter(({ id }) => compareMeasures.some((measure) => measure === id)),
      lenses: form.lenses.filter(({ grouping }) => !found.kind.dimensions.includes(grouping)),
      kept: [...form.kept, ...(place.scale === 'value' ? [] : [{ name: 'scale', value: place.scale }])],
    },
  };
}

function scaleChoices(place: Place, figure: Figure) {
  return SCALES.filter((scale) => scaleProblem(figure, scale) === null).map((scale) => ({
    name: SCALE_NAMES[scale],
    count: null,
    href: scale === place.scale ? null : hrefOf({ ...place, scale }),
  }));
}

/** The groups of the figure that are compared, in their order; null for one that has nothing. */
export function comparedGroups(
  figure: Figure,
  subjects: readonly Subject[],
): readonly (FigureGroup | null)[] {
  return subjects.map(({ id }) => figure.groups.find(({ ids }) => ids.length === 1 && ids[0] === id) ?? null);
}

function seriesOf(figure: Figure, { found, scale }: Place, label: string): SeriesTable | null {
  const { subjects, dimension } = found;
  const groups = comparedGroups(figure, subjects);
  if (groups.every((group) => group === null)) return null;
  const columns = groups.map((group) => {
    if (scale === 'share')
      return figure.periods.map(({ asOf }, at) =>
        asOf === null || group === null ? { value: null, high: null } : shareCell(figure, group, at),
      );
    const values = group?.series ?? figure.periods.map(() => null);
    return plainCells(scale === 'index' ? indexed(values) : values);
  });
  const isSize = figure.measure.kind === 'mean';
  return plainSeries(figure, {
    label,
    unit: scale === 'share' ? 'share' : scale === 'value' && isSize ? 'parameters' : 'count',
    columns: subjects.map(({ id, name }, at) => ({
      head: {
        key: keyOf(found, id, at),
        name,
        short:
          dimension === 'region' || dimension === 'size' || dimension === 'license'
            ? shortName(dimension, id)
            : cut(name),
        open: false,
      },
      cells: columns[at] ?? [],
    })),
  });
}

function subtitleOf({ measure, definition, asOf }: Figure, scale: Scale): string {
  const [by] = definition.by;
  const groups = by === undefined ? '' : ` by ${groupedBy(by)}`;
  const unit = capitalized(measure.unit);
  const what = scale === 'share' ? `Share of all ${measure.unit}` : unit;
  const from = scale === 'index' ? ', the first point of each as 100' : '';
  return `${what}${groups}${from}, to ${formatDay(asOf)}`;
}

function missingNotes(figure: Figure, subjects: readonly Subject[]): readonly string[] {
  const groups = comparedGroups(figure, subjects);
  return subjects
    .filter((_, at) => groups[at] === null)
    .map(({ name }) => `${name} has nothing in this selection of the panel: no line is drawn for it.`);
}

export function takeFor(place: Place, figure: Figure, nameOf: GroupReading['nameOf']): Take {
  const { found, definition } = place;
  const ids = printSubjects(found.subjects.map(({ id }) => id));
  const citation = citationOf(figure, definition, nameOf);
  const names = formatList(found.subjects.map(({ name }) => name));
  const pinned = pinnedTo(figure, definition);
  const pinnedHref = hrefOf({ ...place, definition: pinned });
  return {
    ...formsOf(place, pinnedHref),
    pinned: pinnedHref,
    pinnedCsv: paths.compareData(found.kind.id, ids, pinned, 'csv'),
    // A series holds every group; these are a choice of them.
    api: null,
    fileName: fileName(figure),
    citation: { ...citation, says: `${names} compared. ${citation.says}` },
  };
}

function factsSay({ downloads }: GroupReading, definition: Definition): string {
  const counted = describeDefinition({ ...definition, measure: 'downloads30d', panel: null });
  return `${counted} License, size and lineage are parts of the downloads in the newest week, on ${formatDay(downloads.asOf)}.`;
}
