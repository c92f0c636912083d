import type { Effects } from '../collector.ts';
import { csv } from './csv/index.ts';
import type { Asked, History, Place } from './history.ts';
import { hubStats } from './hub-stats/index.ts';
import { modelPulse } from './model-pulse/index.ts';

/** A way in which somebody wrote a history down. */
export interface Format {
  /** One line for the help. */
  says: string;
  /** Looks at the source far enough to name its panel. Throws `SourceError` where it cannot be read. */
  open: (asked: Asked, place: Place, effects: Effects) => Promise<History>;
}

/** THE REGISTRY of formats. */
export const FORMATS = { csv, 'model-pulse': modelPulse, 'hub-stats': hubStats } as const;

export type FormatId = keyof typeof FORMATS;

export function isFormatId(name: string): name is FormatId {
  return Object.hasOwn(FORMATS, name);
}
