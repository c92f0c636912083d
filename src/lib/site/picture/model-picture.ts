import { seriesColour, type ThemeId } from '../../chart/colours.ts';
import { formatExact } from '../../format/numbers.ts';
import type { Body, Picture } from '../../picture/picture.ts';
import type { CountersFigure } from '../model-counters.ts';
import type { ModelPage } from '../model-view.ts';
import { drawable } from './picture-of.ts';

/** A model as a picture: its counters over time, or its newest numbers where there is one day only. */
export function modelPicture(
  { repoId, lead, facts, counters: [figure], alone }: ModelPage,
  { address, theme }: { address: string; theme: ThemeId },
): Picture {
  const says = (term: string) => facts.find((fact) => fact.term === term)?.says ?? null;
  const about = ['Publisher', 'License', 'Size'].flatMap((term) => says(term) ?? []);
  return {
    title: drawable(repoId),
    beside: drawable(about.join('  ·  ')),
    subtitle: figure?.title ?? '',
    label: figure?.label ?? lead.map(({ term, value }) => `${term}: ${value}`).join('. '),
    body: figure ? chartOf(figure, seriesColour('plain', theme)) : { kind: 'facts', facts: lead },
    facts: [
      ...(figure ?? alone ?? { footer: [] }).footer.map(({ term, says: what }) =>
        drawable(`${term}: ${what}`),
      ),
      ...(figure ? [] : ['Downloads are requests that the Hub counted, not people.']),
    ],
    address,
  };
}

function chartOf({ step, rows }: CountersFigure, color: string): Body {
  const name = 'Downloads, 30 days';
  const last = rows.findLast(({ downloads30d }) => downloads30d !== null)?.downloads30d ?? 0;
  return {
    kind: 'chart',
    table: {
      kind: 'line',
      step,
      unit: 'count',
      columns: [{ name, short: formatExact(last), open: false, color }],
      rows: rows.map(({ asOf, downloads30d, provisional }) => ({
        on: asOf,
        values: [downloads30d],
        highs: [null],
        note: null,
        provisional,
      })),
    },
  };
}
