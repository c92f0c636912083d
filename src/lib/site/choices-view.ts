import { BadDefinition } from '../definition/errors.ts';
import { brief } from '../definition/sentences.ts';
import type { PanelFacts } from '../metrics/metric.ts';

/** A choice of a page as plain links. */
export interface Choices {
  name: string;
  choices: readonly {
    name: string;
    /** How many there are behind it; null where nothing is counted. */
    count: number | null;
    /** Null: it is chosen. */
    href: string | null;
  }[];
}

/** What an address says under a key of the page’s own. Throws BadDefinition for what is not one of `ids`. */
export function chosenIn<Id extends string, Else extends Id | null>(
  { searchParams }: URL,
  key: string,
  { ids, otherwise }: { ids: readonly Id[]; otherwise: Else },
): Id | Else {
  const said = searchParams.get(key)?.trim();
  if (!said) return otherwise;
  const found = ids.find((id) => id === said);
  if (found !== undefined) return found;
  throw new BadDefinition([`${key}: ${brief(said)} is not one of ${ids.join(', ')}.`]);
}

/** The panels as links; those with one only are left out, for there is nothing to choose. */
export function panelChoices(
  panels: readonly PanelFacts[],
  chosen: string,
  href: (panel: string) => string,
): readonly Choices[] {
  if (panels.length < 2) return [];
  const choices = panels.map(({ panel, title, models }) => ({
    name: title,
    count: models,
    href: panel === chosen ? null : href(panel),
  }));
  return [{ name: 'Panel', choices }];
}
