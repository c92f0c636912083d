import type { Db } from '../../../db/client.ts';
import type { Definition } from '../definition/definition.ts';
import type { Metric, PanelFacts } from './metric.ts';
import { choosePanel, readPanels } from './panels.ts';
import { readVersion } from './publication.ts';

/** The models of one month of creation that are still there. */
export interface MonthOfReleases {
  /** 'YYYY-MM'. */
  month: string;
  models: number;
  downloads30d: number;
  /** The month of the snapshot is not over. */
  provisional: boolean;
}

export interface Releases {
  panel: PanelFacts;
  /** Without lenses: months are not part of the cube. */
  definition: Definition;
  asOf: string;
  /** Oldest first; a month without a surviving model inside the range has 0. */
  months: readonly MonthOfReleases[];
  /** Models whose creation date is not recorded or lies before the Hub's floor of March 2022. */
  undated: number;
  models: number;
  /** Share of models with a date, 0 to 1. */
  coverage: number | null;
  referenceVersion: number;
}

/** Models created per month. */
export const releases: Metric<Releases> = {
  id: 'releases',
  title: 'New models per month',
  question: 'How many of the models that are in the panel today appeared in each month?',
  method:
    'Counts the repositories that survive in the newest published snapshot of the panel, by the month in which the Hub created them. ' +
    'Models that were deleted since are not in it, so older months read low; a panel of the most downloaded models favours old ones. ' +
    'Dates before March 2022 are not known to the Hub. Lenses do not apply.',
  async read(db, definition) {
    const [panels, { referenceVersion }] = await Promise.all([readPanels(db), readVersion(db)]);
    const panel = choosePanel(panels, definition.panel);
    const rows = await readMonths(db, panel);
    const dated = rows.filter(({ month }) => month !== 'unknown');
    const models = rows.reduce((sum, row) => sum + row.models, 0);
    const undated = rows.find(({ month }) => month === 'unknown')?.models ?? 0;
    return {
      panel,
      definition: { ...definition, panel: panel.panel, measure: 'models', lenses: {} },
      asOf: panel.asOf,
      months: everyMonth(dated, panel.asOf.slice(0, 7)),
      undated,
      models,
      coverage: models === 0 ? null : (models - undated) / models,
      referenceVersion,
    };
  },
};

type MonthRow = Omit<MonthOfReleases, 'provisional'>;

async function readMonths(db: Db, { panel, asOf }: PanelFacts): Promise<MonthRow[]> {
  return await db<MonthRow[]>`
    select
      g.value as "month",
      g.models::int as "models",
      g.downloads_30d::float8 as "downloads30d"
    from rollup_groups g
    join snapshots s on s.snapshot_id = g.snapshot_id
    join panels p on p.panel_id = s.panel_id
    where p.panel = ${panel} and s.as_of = ${asOf}::date and s.status = 'published' and g.grouping = 'month'
    order by g.value
  `;
}

function everyMonth(rows: readonly MonthRow[], current: string): readonly MonthOfReleases[] {
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return [];
  const months: MonthOfReleases[] = [];
  for (let month = first.month; month <= last.month; month = monthAfter(month)) {
    const row = byMonth.get(month) ?? { month, models: 0, downloads30d: 0 };
    months.push({ ...row, provisional: month >= current });
  }
  return months;
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
