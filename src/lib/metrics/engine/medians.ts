import type { Db } from '../../../../db/client.ts';
import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import type { Definition } from '../../definition/definition.ts';
import type { Period } from '../figure.ts';
import { lensed } from './grain.ts';
import type { Looks } from './looks.ts';
import { readLabels } from './names.ts';
import { type Numbers, readNumbers } from './read-numbers.ts';

interface MediansQuery {
  definition: Definition;
  looks: Looks;
  periods: readonly Period[];
}

/** Medians of the whole, of one group, or by one dimension: what the rules of the grammar let through is kept. */
export async function readMedians(db: Db, query: MediansQuery): Promise<Numbers> {
  const { definition, looks, periods } = query;
  const [by] = definition.by;
  const [lens] = lensed(definition);
  const dimension = keptDimension(by ?? lens?.dimension, definition);
  const ids = lens ? (definition.lenses[lens.dimension] ?? []) : [];
  const byDownloads = definition.measure === 'parametersMedianByDownloads';
  const days = periods.flatMap(({ asOf }) => asOf ?? []);
  const [labels, rows, sized] = await Promise.all([
    readLabels(db, definition),
    db<{ asOf: string; value: string; median: number | null }[]>`
      select
        s.as_of::text as "asOf",
        m.value as "value",
        (${byDownloads ? db`m.by_downloads` : db`m.by_models`})::float8 as "median"
      from rollup_medians m
      join snapshots s on s.snapshot_id = m.snapshot_id
      where s.panel_id = ${looks.panelId} and s.status = 'published' and s.as_of = any (${days}::date[])
        and m.dimension = ${dimension} and (${ids.length === 0} or m.value = any (${[...ids]}::text[]))
        and m.without = ${definition.infrastructure === 'without'}
      order by m.value
    `,
    // The mean speaks for the same models.
    readNumbers(db, {
      definition,
      looks,
      periods,
      components: {
        plus: 'parameters',
        over: byDownloads ? 'downloads_30d' : 'models',
        flow: false,
        sized: true,
      },
    }),
  ]);
  const groups = [...Map.groupBy(rows, ({ value }) => value)].map(([value, some]) => {
    const medians = new Map(some.map(({ asOf, median }) => [asOf, median]));
    return {
      ...labels.of(by ? [value] : []),
      values: periods.map(({ asOf }) => (asOf === null ? null : (medians.get(asOf) ?? null))),
      fallen: [],
    };
  });
  return {
    periods,
    window: 'last',
    whole: null,
    groups,
    coverage: sized.coverage ?? null,
    lineageCoverage: null,
  };
}

/** The dimension of `rollup_medians`; empty for the whole. */
function keptDimension(dimension: DimensionId | undefined, { attribution }: Definition): string {
  return dimension === 'region' && attribution === 'creator' ? 'creator-region' : (dimension ?? '');
}
