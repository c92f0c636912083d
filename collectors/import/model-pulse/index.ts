import { join } from 'node:path';
import type { Effects } from '../../collector.ts';
import type { Choice } from '../choice.ts';
import { dayOf, daysOfMonth } from '../days.ts';
import type { Format } from '../formats.ts';
import type { HistoryDay, Place } from '../history.ts';
import { panelOf } from '../panel-of.ts';
import { openParquet } from '../parquet/open-parquet.ts';
import { inDigits } from '../progress.ts';
import { openSpool } from '../spool/spool.ts';
import { spooledDays } from '../spool/spooled-days.ts';
import { type Remark, readRemarks } from './meta.ts';
import { type Month, openMonths } from './months.ts';
import { parseSeriesRow } from './parse.ts';
import { SERIES, sortMonth } from './sort-month.ts';

const DATASET = 'modelpulse/model-pulse-data';
/** Bytes of a row once it is sorted, generously. */
const ROW_BYTES = 64;

/** Counters of every model that was ever used, one file per month: hub-api.md §8.2. */
export const modelPulse: Format = {
  says: `months of ${DATASET}: a .parquet, a folder with series/, or its address`,
  open: async (asked, place, effects) => {
    const { months, meta, sourceUrl } = await openMonths(asked.source, { place, effects });
    const panel = panelOf(asked, {
      panel: 'model-pulse',
      title: 'Model Pulse, daily counters',
      population:
        'Models of the Hugging Face Hub that ever had 10 downloads within 30 days, 50 downloads in all, or 1 like. Models that never had are not in.',
      sourceTitle: DATASET,
      sourceUrl,
      terms: `Apache-2.0. Model Pulse, ${DATASET} on the Hugging Face Hub; read from the daily snapshots of cfahlgren1/hub-stats.`,
      rank: 35,
      // Without object ids a renamed model looks like one that is gone.
      whole: false,
    });
    const remarks = readRemarks(meta);
    const run = { place, effects, panel: panel.panel, remarks };
    return {
      panel,
      days: async function* (choice) {
        for (const month of months) yield* daysOf(month, choice, run);
      },
    };
  },
};

interface MonthRun {
  place: Place;
  effects: Effects;
  panel: string;
  remarks: ReadonlyMap<string, Remark>;
}

async function* daysOf(month: Month, choice: Choice, run: MonthRun): AsyncGenerator<HistoryDay> {
  const { place, effects, panel, remarks } = run;
  const calendar = month.name === null ? null : daysOfMonth(month.name);
  const isLeftOut = (day: string) => remarks.get(day)?.leftOut ?? false;
  const wanted = calendar?.filter((day) => choice.verdictOf(day) === 'wanted' && !isLeftOut(day)) ?? null;
  if (calendar && wanted?.length === 0) {
    const told = calendar.filter((day) =>
      ['published', 'rejected', 'wanted'].includes(choice.verdictOf(day)),
    );
    for (const asOf of told) {
      yield { asOf, look: null, remark: remarks.get(asOf)?.says ?? null, place: asOf, modelsAfter: null };
    }
    return;
  }
  const file = await month.open();
  try {
    const parquet = await openParquet(file, SERIES);
    const { signal } = effects;
    const say = (says: string) => place.onProgress(`${panel}: ${says}`);
    const spool = await openSpool({
      folder: join(place.dataDir, 'import', panel),
      source: file.source,
      choice: { ...choice, verdictOf: (day) => (isLeftOut(day) ? 'outside' : choice.verdictOf(day)) },
      estimate: parquet.rows * ROW_BYTES * (calendar && wanted ? wanted.length / calendar.length : 1),
      fill: (writer) => sortMonth(parquet, writer, { signal, lastDay: dayOf(effects.now()), say }),
    });
    if (spool.undated > 0) effects.log('rows-undated', { file: file.name, rows: spool.undated });
    yield* spooledDays(spool, {
      source: file.source,
      name: file.name,
      counts: 'rows',
      parse: parseSeriesRow,
      placeOf: (day, at, of) => `${day.slice(0, 7)}, day ${inDigits(at)} of ${inDigits(of)}`,
      remarkOn: (day) => remarks.get(day) ?? null,
    });
  } finally {
    await file.close();
  }
}
