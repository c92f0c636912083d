import type { Published } from './read/published.ts';

/** Panels of the whole Hub, live or imported. */
const names: readonly string[] = ['hub', 'hub-stats'];

/** Whether a panel may answer for the whole Hub. A list that somebody calls whole is not the Hub. */
export function isWholeHub({ panel, whole }: Pick<Published, 'panel' | 'whole'>): boolean {
  return whole && names.includes(panel);
}
