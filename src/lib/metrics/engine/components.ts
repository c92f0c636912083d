import type { MeasureId } from '../../../../db/vocab/measures.ts';
import type { Column } from './sums.ts';

/** How a measure is made of columns: `plus` less `minus`, divided by `over`. */
export interface Components {
  plus: Column;
  minus?: Column;
  over?: Column;
  /** Summed over the snapshots of a period; else that of the last one. */
  flow: boolean;
  /** Only models of known size count. */
  sized?: boolean;
}

/** Measures that are sums, or quotients of sums. The others have a file of their own. */
export const COMPONENTS: Readonly<Partial<Record<MeasureId, Components>>> = {
  models: { plus: 'models', flow: false },
  downloads30d: { plus: 'downloads_30d', flow: false },
  downloadsAllTime: { plus: 'downloads_all_time', flow: false },
  likes: { plus: 'likes', flow: false },
  downloadsGained: { plus: 'risen', minus: 'fallen', flow: true },
  downloadsFirstYear: { plus: 'risen_first_year', minus: 'fallen_first_year', flow: true },
  parametersMean: { plus: 'parameters', over: 'models', flow: false, sized: true },
  parametersMeanByDownloads: { plus: 'weighted', over: 'downloads_30d', flow: false, sized: true },
};
