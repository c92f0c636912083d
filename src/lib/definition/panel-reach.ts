import type { Reach } from './parse.ts';

/** Pages that follow the choice of a panel and nothing else of a definition. */
export const PANEL_REACH: Reach = { keys: ['panel'], measures: ['downloads30d'] };

/** Pages that follow nothing of a definition. */
export const NO_REACH: Reach = { keys: [], measures: ['downloads30d'] };
