import type { Db } from '../../../../db/client.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { readLooks, windowDays } from '../engine/looks.ts';
import { periodsOf } from '../engine/periods.ts';
import { readGround } from './answer.ts';
import { fromSums, type InequalitySums } from './concentration-of.ts';
import type { Concentration } from './read-concentration.ts';

const RECORDED: readonly string[] = ['downloads30d', 'downloadsAllTime', 'likes'];

/** Most days that the step `auto` shows one by one. */
const mostDays = 92;

/** From what publications keep of every snapshot. */
export async function concentrationOfModels(
  db: Db,
  level: 'model' | 'namespace',
  asked: Definition,
): Promise<Concentration> {
  check(level, asked);
  const { panel, referenceVersion } = await readGround(db, asked.panel);
  const looks = await readLooks(db, panel, asked);
  const last = looks.days.at(-1) ?? panel.asOf;
  const window = windowDays(asked, last);
  const inWindow = looks.days.filter((day) => !window || (window.from <= day && day < window.until));
  const step = asked.step === 'auto' ? (inWindow.length <= mostDays ? 'day' : 'week') : asked.step;
  const days = periodsOf(looks, step, window).flatMap(({ asOf }) => asOf ?? []);
  const rows = await readSums(db, { panelId: looks.panelId, days, level, definition: asked });
  const series = rows.map(({ asOf, ...sums }) => ({ asOf, ...fromSums(sums), coverage: 1 }));
  const newest = series.at(-1) ?? null;
  const measure = MEASURES.find(({ id }) => id === asked.measure)?.name ?? asked.measure;
  return {
    panel,
    asOf: newest?.asOf ?? last,
    definition: `${measure} among the ${level}s of the panel${asked.infrastructure === 'without' ? ', infrastructure models left out' : ''}; each ${level} is one unit.`,
    coverage: newest === null ? null : 1,
    notes: [
      `Concentration among ${level}s does not compare with that among other units.`,
      ...(level === 'namespace' ? ['One publisher may own several namespaces.'] : []),
      ...(newest === null ? ['Nothing of this measure was recorded in the window.'] : []),
    ],
    referenceVersion,
    level,
    asked: { ...asked, panel: panel.panel, step },
    newest,
    series,
  };
}

function check(level: string, { measure, lenses, universe }: Definition): void {
  const problems = [
    ...(RECORDED.includes(measure)
      ? []
      : [`measure: concentration among ${level}s is kept for ${RECORDED.join(', ')}, not for ${measure}.`]),
    ...(Object.values(lenses).some((ids) => ids && ids.length > 0)
      ? [`lenses: concentration among ${level}s is kept for all models; choose family, publisher or country.`]
      : []),
    ...(universe === 'all'
      ? []
      : [`universe: concentration among ${level}s is kept for all models, not for ${universe}.`]),
  ];
  if (problems.length > 0) throw new BadDefinition(problems);
}

interface SumsQuery {
  panelId: number;
  days: readonly string[];
  level: string;
  definition: Definition;
}

async function readSums(
  db: Db,
  { panelId, days, level, definition }: SumsQuery,
): Promise<(InequalitySums & { asOf: string })[]> {
  return await db<(InequalitySums & { asOf: string })[]>`
    select
      s.as_of::text as "asOf",
      c.units::int as "units",
      c.active::int as "active",
      c.total::float8 as "total",
      c.hhi::float8 as "hhi",
      c.gini_all::float8 as "giniAll",
      c.gini_active::float8 as "giniActive",
      c.tops::float8[] as "tops",
      c.parts::float8[] as "parts"
    from snapshots s
    join rollup_concentration c on c.snapshot_id = s.snapshot_id
    where s.panel_id = ${panelId} and s.status = 'published' and s.as_of = any(${[...days]}::date[])
      and c.level = ${level} and c.measure = ${definition.measure}
      and c.without = ${definition.infrastructure === 'without'}
    order by s.as_of
  `;
}
