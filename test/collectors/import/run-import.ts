import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FORMATS, type FormatId } from '../../../collectors/import/formats.ts';
import type { Asked } from '../../../collectors/import/history.ts';
import {
  emptySummary,
  type ImportSummary,
  importHistory,
} from '../../../collectors/import/import-history.ts';
import type { Db } from '../../../db/client.ts';
import { effectsOn, type TestEffects } from '../../support/effects.ts';

/** Words every table needs, for a panel of this name. */
export function wordsOf(panel: string): Partial<Asked> {
  return { panel, population: 'Models of a list.', sourceUrl: 'https://example.org/lists' };
}

/** A folder of the test's own: files to import, and the data folder imports work in. */
export function workFolder() {
  const root = mkdtempSync(join(tmpdir(), 'census-import-'));
  const dataDir = join(root, 'data');
  return {
    root,
    dataDir,
    /** Writes a file and returns its path; `.gz` is packed. */
    write: (name: string, content: string | Uint8Array): string => {
      const path = join(root, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, name.endsWith('.gz') ? gzipSync(content) : content);
      return path;
    },
    /** What an import left on the disk for a panel. */
    left: (panel: string) => readdirSync(join(dataDir, 'import', panel)).sort(),
    drop: () => rmSync(root, { recursive: true, force: true }),
  };
}

export interface ImportOrder {
  db: Db;
  dataDir: string;
  effects?: TestEffects;
  hubUrl?: string;
  token?: string;
  onProgress?: (says: string) => void;
  /** Filled as the import goes, for what an error leaves. */
  summary?: ImportSummary;
}

/** Imports as the command does, at noon of 2026-11-20. */
export async function runImport(
  format: FormatId,
  asked: Partial<Asked> & { source: string },
  order: ImportOrder,
): Promise<ImportSummary> {
  const { db, dataDir, effects = effectsOn('2026-11-20'), onProgress = () => {} } = order;
  const whole: Asked = {
    panel: undefined,
    title: undefined,
    population: undefined,
    sourceUrl: undefined,
    terms: undefined,
    whole: false,
    from: null,
    to: null,
    every: 1,
    again: false,
    asOf: undefined,
    ...asked,
  };
  const place = { dataDir, hubUrl: order.hubUrl ?? 'https://huggingface.co', token: order.token, onProgress };
  const history = await FORMATS[format].open(whole, place, effects);
  const summary = order.summary ?? emptySummary(history.panel.panel);
  await importHistory(history, whole, { run: { db, effects, dataDir, onProgress }, summary });
  return summary;
}
