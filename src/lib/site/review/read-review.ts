import type { Db } from '../../../../db/client.ts';
import { type LedgerEntry, readLedger } from '../../claims/read-ledger.ts';
import { definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { addDays, isoWeekStart } from '../../metrics/days.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { Figure } from '../../metrics/figure.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { type Concentration, readConcentration } from '../../metrics/structure/read-concentration.ts';
import { type Derivatives, readDerivatives } from '../../metrics/structure/read-derivatives.ts';
import { type Drift, readDrift } from '../../metrics/structure/read-drift.ts';
import { type Exposure, readExposure } from '../../metrics/structure/read-exposure.ts';
import { type Ram, readRam } from '../../metrics/structure/read-ram.ts';
import { readTurnover, type Turnover } from '../../metrics/structure/read-turnover.ts';
import type { Marks, Stretch } from './quarters.ts';

/** One way of counting the headline, and what it comes to. */
export interface Way {
  name: string;
  /** The same inside a sentence: `by original creator`. */
  says: string;
  /** Another measure: it has a leader of its own, and no part in the band. */
  apart: boolean;
  figure: Figure;
}

/** Everything a review is made of. Figures stand at the marks; `wide` ones reach back to them. */
export interface ReviewReading {
  panel: PanelFacts;
  stretch: Stretch;
  marks: Marks;
  region: Figure;
  size: Figure;
  sizeWithout: Figure;
  sizeOfModels: Figure;
  license: Figure;
  family: Figure;
  publisher: Figure;
  /** The other ways of counting regions, at the newest mark. */
  ways: readonly Way[];
  /** Whether commercial use is granted, by region. */
  commercial: Figure;
  exposure: Exposure;
  models: Concentration;
  derivatives: { family: Derivatives; region: Derivatives };
  ram: Ram;
  drift: Drift;
  turnover: Turnover;
  claims: readonly LedgerEntry[];
}

export async function readReview(
  db: Db,
  { panel, stretch, marks }: Pick<ReviewReading, 'panel' | 'stretch' | 'marks'>,
): Promise<ReviewReading> {
  const until = addDays(marks.now, 1);
  const since = (day: string | null) => ({ from: isoWeekStart(day ?? marks.now), until });
  const base: Definition = definitionOf({
    panel: panel.panel,
    step: 'week',
    snapshot: marks.now === panel.asOf ? null : marks.now,
  });
  const wide = { ...base, window: since(marks.year ?? marks.before) };
  const quarter = { ...base, window: since(marks.before) };
  const narrow = { ...base, window: since(null) };
  const by = (definition: Definition, changed: Partial<Definition>) =>
    readFigure(db, { ...definition, ...changed });
  const named = { panel: panel.panel };
  const counting = { counting: 'descendants', threshold: 'all' } as const;
  const [
    region,
    size,
    sizeWithout,
    sizeOfModels,
    license,
    family,
    publisher,
    creator,
    without,
    language,
    models,
    commercial,
    exposure,
    concentration,
    families,
    familyRegions,
    ram,
    drift,
    turnover,
    ledger,
  ] = await Promise.all([
    by(wide, { by: ['region'] }),
    by(wide, { by: ['size'] }),
    by(wide, { by: ['size'], infrastructure: 'without' }),
    by(wide, { by: ['size'], measure: 'models' }),
    by(quarter, { by: ['license'] }),
    by(quarter, { by: ['family'] }),
    by(quarter, { by: ['publisher'] }),
    by(narrow, { by: ['region'], attribution: 'creator' }),
    by(narrow, { by: ['region'], infrastructure: 'without' }),
    by(narrow, { by: ['region'], universe: 'language' }),
    by(narrow, { by: ['region'], measure: 'models' }),
    by(narrow, { by: ['commercial-use', 'region'] }),
    readExposure(db, { definition: narrow, by: 'family' }),
    readConcentration(db, { level: 'model', definition: quarter }),
    readDerivatives(db, { ...named, ...counting, by: 'family' }),
    readDerivatives(db, { ...named, ...counting, by: 'region' }),
    readRam(db, { ...named, baseline: null }),
    readDrift(db, { ...named, by: null, window: stretch }),
    readTurnover(db, { ...named, measure: 'downloads30d', places: 50, between: marks }),
    readLedger(db),
  ]);
  return {
    ...{ panel, stretch, marks, region, size, sizeWithout, sizeOfModels, license, family, publisher },
    ways: [
      { name: 'By original creator', says: 'by original creator', apart: false, figure: creator },
      {
        name: 'Without infrastructure models',
        says: 'without infrastructure models',
        apart: false,
        figure: without,
      },
      { name: 'Language models alone', says: 'among language models alone', apart: false, figure: language },
      { name: 'Number of models, not downloads', says: 'by number of models', apart: true, figure: models },
    ],
    ...{ commercial, exposure, models: concentration, ram, drift, turnover },
    derivatives: { family: families, region: familyRegions },
    claims: ledger.entries,
  };
}
