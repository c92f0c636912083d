import { VERDICTS } from '../../../db/vocab/inheritance.ts';
import { MEASURES } from '../../../db/vocab/measures.ts';
import { GRAMMAR, type GrammarEntry } from '../definition/grammar.ts';
import { METRICS } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { type Option, optionsOf } from './series-view.ts';

/** A word with its meaning. */
export interface Definition {
  id: string;
  name: string;
  says: string;
  open?: boolean;
  note?: string;
}

/** What `/methods` lists, from the registries and vocabularies themselves. */
export interface Methods {
  metrics: readonly Pick<Metric<unknown>, 'id' | 'title' | 'question' | 'method'>[];
  measures: readonly Definition[];
  regions: readonly Option[];
  sizes: readonly Option[];
  licenses: readonly Option[];
  verdicts: readonly Definition[];
  /** Everything an address can ask for. */
  grammar: readonly GrammarEntry[];
}

export const METHODS: Methods = {
  metrics: METRICS,
  measures: MEASURES.map(({ id, name, unit, says }) => ({ id, name, says, note: `Unit: ${unit}` })),
  regions: optionsOf('region'),
  sizes: optionsOf('size'),
  licenses: optionsOf('license'),
  verdicts: VERDICTS,
  grammar: GRAMMAR,
};
