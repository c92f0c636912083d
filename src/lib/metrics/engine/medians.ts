import type { Db } from '../../../../db/client.ts';
import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import type { Period } from '../figure.ts';
import { lensedIn } from './grain.ts';
import type { Looks } from './looks.ts';
import { readNames } from './names.ts';
import { type Numbers, readNumbers } from './read-numbers.ts';

interface MediansQuery {
  definition: Definition;
  looks: Looks;
  periods: readonly Period[];
}

/** Groups that medians are kept for. Medians cannot be added, so each has to be kept. */
const kept: readonly DimensionId[] = ['region', 'license', 'relation', 'modality', 'publisher-type'];

/** Medians of the whole or by one dimension. Throws BadDefinition for what is not kept. */
export async function readMedians(db: Db, query: MediansQuery): Promise<Numbers> {
  const { definition, looks, periods } = query;
  const dimension = keptDimension(definition);
  const byDownloads = definition.measure === 'parametersMedianByDownloads';
  const days = periods.flatMap(({ asOf }) => asOf ?? []);
  const [names, rows, sized] = await Promise.all([
    readNames(db, definition.by, definition.scheme),
    db<{ asOf: string; value: string; median: number | null }[]>`
      select
        s.as_of::text as "asOf",
        m.value as "value",
        (${byDownloads ? db`m.by_downloads` : db`m.by_models`})::float8 as "median"
      from rollup_medians m
      join snapshots s on s.snapshot_id = m.snapshot_id
      where s.panel_id = ${looks.panelId} and s.status = 'published' and s.as_of = any (${days}::date[])
        and m.dimension = ${dimension} and m.without = ${definition.infrastructure === 'without'}
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
  const [by] = definition.by;
  const groups = [...Map.groupBy(rows, ({ value }) => value)].map(([value, some]) => {
    const medians = new Map(some.map(({ asOf, median }) => [asOf, median]));
    return {
      ids: by ? [value] : [],
      names: by ? [names.name(by, value)] : [],
      open: by !== undefined && names.open(by, value),
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

function keptDimension(definition: Definition): string {
  const { by, attribution, counting, facts, universe } = definition;
  const [first, second] = by;
  const problems = [
    ...(second || (first && !kept.includes(first))
      ? [`by: medians are kept for the whole and for ${kept.join(', ')}, one at a time.`]
      : []),
    ...(lensedIn(definition.lenses).length > 0 || universe !== 'all'
      ? ['Medians are not kept under lenses or in part of the models: they cannot be added up.']
      : []),
    ...(attribution === 'flow' || (attribution === 'creator' && first === 'publisher-type')
      ? ['attribution: medians by creator are kept for regions.']
      : []),
    ...(first === 'region' && (counting !== 'primary' || facts !== 'then')
      ? ['counting: medians are kept for the primary country and the facts of each day.']
      : []),
  ];
  if (problems.length > 0) throw new BadDefinition(problems);
  return first === 'region' && attribution === 'creator' ? 'creator-region' : (first ?? '');
}
