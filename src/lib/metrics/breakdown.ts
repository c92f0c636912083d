import type { Db } from '../../../db/client.ts';
import type { Definition } from '../definition/definition.ts';
import type { Metric, PanelFacts } from './metric.ts';
import { choosePanel, readPanels } from './panels.ts';
import { readVersion } from './publication.ts';

export type BreakdownGrouping = 'country' | 'license' | 'namespace';

export interface BreakdownRow {
  /** As stored: ISO country code, license id, namespace. */
  value: string;
  /** From the reference; the value itself where the reference does not know it. */
  name: string;
  /** False: the reference has no name for it. */
  named: boolean;
  models: number;
  downloads30d: number;
  /** Part of all downloads of the panel, 0 to 1; null when there are none. */
  share: number | null;
}

export interface Breakdown {
  panel: PanelFacts;
  /** Without lenses: these groupings are not part of the cube. */
  definition: Definition;
  by: BreakdownGrouping;
  asOf: string;
  /** Most downloaded first. */
  rows: readonly BreakdownRow[];
  /** Of the whole panel; namespaces list the 200 most downloaded only. */
  models: number;
  downloads30d: number;
  referenceVersion: number;
}

const lensesSay = 'Read off the newest published snapshot of the panel; lenses do not apply.';

/** Downloads by the country of the publisher. */
export const breakdownByCountry = breakdown('country', {
  id: 'by-country',
  title: 'By country',
  question: 'In which countries are the publishers based?',
  method: `Each model counts whole for the country of its publisher. ${lensesSay}`,
});

/** Downloads by the license id that repositories declare. */
export const breakdownByLicense = breakdown('license', {
  id: 'by-license-id',
  title: 'By license id',
  question: 'Which licenses do the repositories declare?',
  method: `Each model counts whole for the license id it declares, verbatim. ${lensesSay}`,
});

/** Downloads by namespace, the 200 most downloaded. */
export const breakdownByNamespace = breakdown('namespace', {
  id: 'by-namespace',
  title: 'By namespace',
  question: 'Under whose names do the most downloaded models stand?',
  method: `The 200 namespaces with the most downloads; one publisher may own several. ${lensesSay}`,
});

function breakdown(by: BreakdownGrouping, about: Omit<Metric<Breakdown>, 'read'>): Metric<Breakdown> {
  return {
    ...about,
    async read(db, definition) {
      const [panels, { referenceVersion }] = await Promise.all([readPanels(db), readVersion(db)]);
      const panel = choosePanel(panels, definition.panel);
      const [rows, [whole]] = await Promise.all([readRows(db, panel, by), readWhole(db, panel)]);
      const downloads30d = whole.downloads30d;
      return {
        panel,
        definition: { ...definition, panel: panel.panel, measure: 'downloads30d', lenses: {} },
        by,
        asOf: panel.asOf,
        rows: rows.map((row) => ({
          ...row,
          share: downloads30d > 0 ? row.downloads30d / downloads30d : null,
        })),
        ...whole,
        referenceVersion,
      };
    },
  };
}

async function readWhole(db: Db, { panel, asOf }: PanelFacts) {
  return await db<[{ models: number; downloads30d: number }]>`
    select
      coalesce(sum(c.models), 0)::int as "models",
      coalesce(sum(c.downloads_30d), 0)::float8 as "downloads30d"
    from rollup_cells c
    join snapshots s on s.snapshot_id = c.snapshot_id
    join panels p on p.panel_id = s.panel_id
    where p.panel = ${panel} and s.as_of = ${asOf}::date and s.status = 'published'
  `;
}

async function readRows(db: Db, { panel, asOf }: PanelFacts, by: BreakdownGrouping) {
  return await db<Omit<BreakdownRow, 'share'>[]>`
    select
      g.value as "value",
      coalesce(c.name, l.name, u.name, w.name, g.value) as "name",
      coalesce(c.name, l.name, u.name, w.name) is not null as "named",
      g.models::int as "models",
      g.downloads_30d::float8 as "downloads30d"
    from rollup_groups g
    join snapshots s on s.snapshot_id = g.snapshot_id
    join panels p on p.panel_id = s.panel_id
    left join ref_countries c on g.grouping = 'country' and c.country = g.value
    left join ref_licenses l on g.grouping = 'license' and l.license = lower(g.value)
    left join ref_namespaces n
      on g.grouping = 'namespace' and n.namespace = g.value and n.valid_from <= s.as_of and s.as_of < n.valid_to
    left join ref_publishers u
      on u.publisher_id = n.publisher_id and u.valid_from <= s.as_of and s.as_of < u.valid_to
    left join (
      values
        ('country', 'UNREVIEWED', 'Unreviewed'),
        ('license', 'none', 'None declared'),
        ('license', 'unrecorded', 'Not recorded')
    ) w (grouping, value, name) on w.grouping = g.grouping and w.value = g.value
    where p.panel = ${panel} and s.as_of = ${asOf}::date and s.status = 'published' and g.grouping = ${by}
    order by g.downloads_30d desc, g.value
  `;
}
