import { z } from 'zod';
import { DIMENSIONS, PUBLISHER_DIMENSIONS } from '../../../../db/vocab/dimensions.ts';
import { WHOLE_REACH } from '../../definition/parse.ts';
import { nameOfLenses } from '../../metrics/engine/lens-names.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import { readReferenceLoaded } from '../../metrics/reference-lists.ts';
import { checkRows } from '../../site/data/answer-view.ts';
import { metaOf } from '../../site/data/meta.ts';
import { EARLIER, PERIOD, tidyTable, VALUES } from '../../site/data/tidy-table.ts';
import { COMPARISONS, readBeside } from '../../site/figure/compare.ts';
import { fieldsOf, rowsOf } from '../columns.ts';
import { LICENSE, publishedAt } from '../meta.ts';
import { choiceOrNone } from '../parameters.ts';
import { type ApiContext, defineResource } from '../resource.ts';

const day = z.iso.date();

/** Columns of the groups: those of the dimensions asked for are there, the others not. */
const groupFields = Object.fromEntries(
  DIMENSIONS.flatMap(({ id, name }) => {
    const head = id.replaceAll('-', '_');
    const sides = PUBLISHER_DIMENSIONS.includes(id) ? [head, `creator_${head}`, `uploader_${head}`] : [head];
    return sides.flatMap((side) => [
      [
        side,
        z
          .string()
          .optional()
          .describe(`${name}: id of the group, as addresses say it. Only where it is asked for.`),
      ] as const,
      [`${side}_name`, z.string().optional().describe('What the group is called.')] as const,
    ]);
  }),
);

const optional = (fields: ReturnType<typeof fieldsOf>) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.optional()]));

export const SERIES = defineResource({
  id: 'series',
  path: '/series',
  name: 'Series',
  says: 'A measure over time, by at most two dimensions, under any lenses: every figure of the site. One row for each group in each period; a gap has a row without a value.',
  examples: [
    '/series?by=region&window=365d&step=month',
    '/series.csv?measure=models&by=license',
    '/series?by=region&snapshot=2026-08-22',
  ],
  reach: WHOLE_REACH,
  own: z.object({
    compare: choiceOrNone(
      'Sets an earlier period beside each value.',
      COMPARISONS.map(({ id }) => id),
    ),
  }),
  row: z.object({
    ...fieldsOf(PERIOD),
    ...groupFields,
    ...fieldsOf(VALUES),
    ...optional(fieldsOf(EARLIER)),
  }),
  extra: {
    measure: z.object({
      id: z.string(),
      name: z.string(),
      unit: z.string(),
      kind: z.string(),
      says: z.string(),
    }),
    step: z.enum(['day', 'week', 'month']),
    attribution: z.string(),
    total: z.number().nullable().describe('What shares of the window are parts of.'),
    compared_with: z.object({ id: z.string(), says: z.string(), total: z.number().nullable() }).nullable(),
    lineage_coverage: z.number().nullable(),
    gaps: z.array(z.object({ from: day, until: day, last_day: day })),
  },
  async read(context, { definition, own }) {
    const { db, origin, version } = context;
    const figure = await readFigure(db, definition);
    const nameOf = nameOfLenses(figure.lensNames);
    checkRows(figure);
    const { earlier, why } = await readBeside(db, { figure, definition, compared: own.compare });
    const table = tidyTable(figure, earlier?.figure ?? null);
    const {
      columns: _columns,
      notes,
      ...meta
    } = metaOf(figure, {
      asked: definition,
      nameOf,
      earlier,
      columns: table.columns,
      origin,
    });
    const said = [
      ...notes,
      ...(why === null ? [] : [{ kind: 'compare', on: null, says: why }]),
      ...(definition.snapshot === null ? [] : [await knownNote(context, figure.asOf)]),
    ];
    return {
      ...rowsOf(table),
      next: null,
      meta: {
        ...meta,
        notes: said,
        license: LICENSE,
        published_at: publishedAt(version),
        matching: table.rows.length,
      },
    };
  },
});

/** What “as known on a day” rests on. */
async function knownNote({ db, kept, version }: ApiContext, asOf: string) {
  const loadedOn = await kept('reference loaded', () => readReferenceLoaded(db));
  return {
    kind: 'as-known-on',
    on: asOf,
    says: `Counters are those of snapshots up to ${asOf}, whatever was seen later. Groups are judged by reference version ${version.referenceVersion}, of ${loadedOn ?? 'no day'}; an edition holds the judgement of its own day.`,
  };
}
