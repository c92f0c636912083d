import { capitalized } from '../format/capital.ts';
import type { Figure } from '../metrics/figure.ts';
import { oneSnapshot } from './lacking.ts';
import { populationWords } from './population-words.ts';

/** A finding that stands beside another of the same panel: the panel, and that it has one snapshot, are said there. */
export function besidePanel(finding: string, figure: Figure): string {
  const [full, , short] = populationWords(figure);
  const text = finding.replace(full, '').replace(short, '').replace(`; ${oneSnapshot}`, '');
  return capitalized(text);
}
