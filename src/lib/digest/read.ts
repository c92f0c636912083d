import type { Db } from '../../../db/client.ts';
import { type LedgerEntry, readLedger } from '../claims/read-ledger.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { type LabelChange, readLabelChanges } from '../metrics/changes.ts';
import { addDays } from '../metrics/days.ts';
import { readEarlierReference, type WeekDays } from '../metrics/digest-issues.ts';
import { readFigure } from '../metrics/engine/read-figure.ts';
import type { Figure } from '../metrics/figure.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { type ReleaseList, readReleases } from '../metrics/releases/read-releases.ts';
import { type Drift, readDrift } from '../metrics/structure/read-drift.ts';
import { type Exposure, readExposure } from '../metrics/structure/read-exposure.ts';
import { readTurnover, type Turnover } from '../metrics/structure/read-turnover.ts';
import { type Period, periodBack } from './period.ts';

/** Everything an issue is composed from. Figures go by its weeks or months and end with its last snapshot. */
export interface DigestReading {
  period: Period;
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

/** A year, and what it is compared with. */
const periodsRead = { week: 53, month: 14 } as const;
const releasesRead = 5;
const labelsRead = 5;

/** Reads a week or month of a panel that has a published snapshot in it: `days` says which. */
export async function readDigest(
  db: Db,
  { period, panel, days }: Pick<DigestReading, 'period' | 'panel' | 'days'>,
): Promise<DigestReading> {
  const asOf = days.published.at(-1) ?? panel.asOf;
  const base: Definition = definitionOf({
    panel: panel.panel,
    step: period.kind,
    snapshot: asOf,
    window: { from: periodBack(period, periodsRead[period.kind] - 1).from, until: period.until },
  });
  const by = (dimension: Definition['by'][number]) => readFigure(db, { ...base, by: [dimension] });
  const models = await readFigure(db, { ...base, measure: 'models' });
  const before = models.periods.findLast(({ asOf: seen, from }) => seen !== null && from < period.from);
  const span = { panel: panel.panel, from: period.from, until: period.until };
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
      definitionOf({ panel: panel.panel, window: { from: period.from, until: period.until } }),
      'downloads',
    ),
    released(
      definitionOf({ panel: panel.panel, window: { from: addDays(period.until, -60), until: period.until } }),
      'ram30',
    ),
  ]);
  const [drift, labelChanges, ledger, earlierReference] = await Promise.all([
    readDrift(db, { panel: panel.panel, by: null, window: { from: period.from, until: period.until } }),
    readLabelChanges(db, { ...span, limit: labelsRead }),
    readLedger(db),
    readEarlierReference(db, period),
  ]);
  return {
    ...{ period, panel, days, models, region, size, license, family, publisher, exposure, turnover },
    ...{ releases, rising, drift, labelChanges, claims: ledger.entries, earlierReference },
  };
}
