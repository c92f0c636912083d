import type { PanelFacts } from '../../metrics/metric.ts';
import type { Change } from '../change-view.ts';
import type { Choices } from '../choices-view.ts';
import type { Controls } from '../figure/controls.ts';
import type { FigureView } from '../figure/figure-view.ts';
import type { CompareKind } from './kinds.ts';

/** One of what is compared. */
export interface Compared {
  name: string;
  /** Its own page. */
  href: string;
  /** Names its colour. */
  key: string;
  /** The comparison without it; null where nothing would be left. */
  withoutHref: string | null;
}

/** What is known of one of them under one head. */
export interface FactCell {
  /** A number is formatted by its row; lines stand under one another. */
  lines: readonly { says: string; href: string | null }[];
  value: number | null;
  change: Change | null;
}

export interface FactRow {
  term: string;
  /** What it means, where the term does not say. */
  says: string | null;
  cells: readonly FactCell[];
}

/** The form that adds a subject. */
export interface AddForm {
  action: string;
  /** The largest that are not there yet; empty where they are too many to offer. */
  options: readonly { id: string; name: string }[];
  kept: readonly { name: string; value: string }[];
}

/** What `/compare/‹kind›/‹subjects›` shows. */
export interface ComparePage {
  kind: CompareKind;
  panel: PanelFacts;
  /** `Qwen, Llama and DeepSeek`. */
  heading: string;
  subjects: readonly Compared[];
  /** Null: models are not counted by a definition but for panel, measure and window. */
  controls: Controls | null;
  choices: readonly Choices[];
  add: AddForm;
  /** The table stands where there is no trend to draw. */
  figure: FigureView;
  facts: readonly FactRow[];
  /** Which day and definition the table of facts is of. */
  factsSay: string;
  /** Others to compare with, while there is one alone. */
  suggested: readonly { says: string; href: string }[];
}

export function cell(says: string, href: string | null = null): FactCell {
  return { lines: [{ says, href }], value: null, change: null };
}

export function numberCell(says: string, value: number | null, change: Change | null = null): FactCell {
  return { lines: [{ says, href: null }], value, change };
}

export const nothing: FactCell = { lines: [], value: null, change: null };

/** As addresses of other pages, which leave what is usual out. */
export const SCALES = ['value', 'share', 'index'] as const;

export type Scale = (typeof SCALES)[number];
