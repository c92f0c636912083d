import { basename, join } from 'node:path';
import { dayOf } from '../days.ts';
import type { Format } from '../formats.ts';
import { sizeOf, sourceOf } from '../local-file.ts';
import { panelOf } from '../panel-of.ts';
import { inDigits } from '../progress.ts';
import { openSpool } from '../spool/spool.ts';
import { spooledDays } from '../spool/spooled-days.ts';
import { csvParser } from './parse.ts';
import { columnsOf, sortRows } from './sort-rows.ts';

/** What a compressed file may grow to. */
const UNPACKED = 10;
/** Quotes and line numbers around every cell. */
const QUOTED = 1.6;

/** A table of days and models, written by anybody: docs/histories.md. */
export const csv: Format = {
  says: 'a plain table, one line per model and day (.csv, .csv.gz)',
  open: async (asked, { dataDir, onProgress }, effects) => {
    const panel = panelOf(asked, { rank: 45, whole: asked.whole });
    const { signal } = effects;
    const path = asked.source;
    const name = basename(path);
    const bytes = await sizeOf(path);
    const columns = await columnsOf(path, signal);
    const days: Awaited<ReturnType<Format['open']>>['days'] = async function* (choice) {
      const source = await sourceOf(path, signal);
      const spool = await openSpool({
        folder: join(dataDir, 'import', panel.panel),
        source,
        choice,
        estimate: bytes * QUOTED * (path.endsWith('.gz') ? UNPACKED : 1),
        fill: (writer) =>
          sortRows(path, writer, {
            signal,
            lastDay: dayOf(effects.now()),
            say: (says) => onProgress(`${panel.panel}: ${says}`),
          }),
      });
      if (spool.undated > 0) effects.log('rows-undated', { file: name, rows: spool.undated });
      yield* spooledDays(spool, {
        source,
        name,
        counts: 'lines',
        parse: csvParser(columns, panel.panel),
        placeOf: (day, at, of) => `${day}, day ${inDigits(at)} of ${inDigits(of)}`,
      });
    };
    return { panel, days };
  },
};
