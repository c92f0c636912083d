import type { Db } from '../../../db/client.ts';
import { type LedgerEntry, readLedger } from '../claims/read-ledger.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { type LabelChange, readLabelChanges } from '../metrics/changes.ts';
import { addDays } from '../metrics/days.ts';
import { readEarlierReference, readWeekDays, type WeekDays } from '../metrics/digest-issues.ts';
import { readFigure } from '../metrics/engine/read-figure.ts';
import type { Figure } from '../metrics/figure.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { type ReleaseList, readReleases } from '../metrics/releases/read-releases.ts';
import { type Drift, readDrift } from '../metrics/structure/read-drift.ts';
import { type Exposure, readExposure } from '../metrics/structure/read-exposure.ts';
import { readTurnover, type Turnover } from '../metrics/structure/read-turnover.ts';
import type { Week } from './week.ts';

/** Everything an issue is composed from. Figures go week by week and end with the week's last snapshot. */
export interface DigestReading {
  week: Week;
  panel: PanelFacts;
  days: WeekDays;
  models: Figure;
  region: Figure;
  size: Figure;
  license: Figure;
  family: Figure;
  publisher: Figure;
  exposure: Exposure;
  turnover: Turnover;
  releases: ReleaseList;
  /** Releases of the last 60 days that outpace their peers. */
  rising: ReleaseList;
  drift: Drift;
  labelChanges: readonly LabelChange[];
  claims: readonly LedgerEntry[];
  /** Of the issue before; null: there is none. */
  earlierReference: number | null;
}

/** A year and the week it is compared with. */
const weeksBack = 53;
const releasesRead = 5;
const labelsRead = 5;

/** Reads a week of a panel that has a published snapshot in it: `days` says which. */
export async function readDigest(
  db: Db,
  { week, panel, days }: Pick<DigestReading, 'week' | 'panel' | 'days'>,
): Promise<DigestReading> {
  const asOf = days.published.at(-1) ?? panel.asOf;
  const base: Definition = definitionOf({
    panel: panel.panel,
    step: 'week',
    snapshot: asOf,
    window: { from: addDays(week.from, -7 * (weeksBack - 1)), until: week.until },
  });
  const by = (dimension: Definition['by'][number]) => readFigure(db, { ...base, by: [dimension] });
  const models = await readFigure(db, { ...base, measure: 'models' });
  const before = models.periods.findLast(({ asOf: seen, from }) => seen !== null && from < week.from);
  const span = { panel: panel.panel, from: week.from, until: week.until };
  const released = (definition: Definition, sort: 'downloads' | 'ram30') =>
    readReleases(db, { definition, show: 'notable', sort, least: 0, after: null, limit: releasesRead });
  const [region, size, license, family, publisher, exposure, turnover, releases, rising] = await Promise.all([
    by('region'),
    by('size'),
    by('license'),
    by('family'),
    by('publisher'),
    readExposure(db, { definition: base, by: null }),
    readTurnover(db, {
      panel: panel.panel,
      measure: 'downloads30d',
      places: 50,
      between: { now: asOf, before: before?.asOf ?? null },
    }),
    released(
      definitionOf({ panel: panel.panel, window: { from: week.from, until: week.until } }),
      'downloads',
    ),
    released(
      definitionOf({ panel: panel.panel, window: { from: addDays(week.until, -60), until: week.until } }),
      'ram30',
    ),
  ]);
  const [drift, labelChanges, ledger, earlierReference] = await Promise.all([
    readDrift(db, { panel: panel.panel, by: null, window: { from: week.from, until: week.until } }),
    readLabelChanges(db, { ...span, limit: labelsRead }),
    readLedger(db),
    readEarlierReference(db, week.from),
  ]);
  return {
    ...{ week, panel, days, models, region, size, license, family, publisher, exposure, turnover },
    ...{ releases, rising, drift, labelChanges, claims: ledger.entries, earlierReference },
  };
}

/** What became of the days of a week. */
export async function readDays(db: Db, panel: PanelFacts, week: Week): Promise<WeekDays> {
  return await readWeekDays(db, { panel: panel.panel, from: week.from, until: week.until });
}
