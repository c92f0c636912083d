import { formatDay } from '../../format/dates.ts';
import { formatExact, formatParameters } from '../../format/numbers.ts';
import { type ComparedModel, mostDerivatives } from '../../metrics/compared-models.ts';
import { addDays, daysBetween } from '../../metrics/days.ts';
import { changeOfFigure } from '../change-view.ts';
import { nameOf } from '../series-view.ts';
import { changeHead } from './change-head.ts';
import { cell, type FactCell, type FactRow, nothing, numberCell } from './compare-page.ts';
import type { ModelsReading } from './read-models.ts';

/** The table of facts of compared models, a row per fact. */
export function modelFacts(reading: ModelsReading): readonly FactRow[] {
  const { models, days, panel, asOf } = reading;
  const newest = days.at(-1)?.points ?? [];
  const row = (
    term: string,
    says: string | null,
    of: (model: ComparedModel, at: number) => FactCell,
  ): FactRow => ({
    term,
    says,
    cells: models.map((model, at) => (model === null ? nothing : of(model, at))),
  });
  const counter = (key: 'downloads30d' | 'downloadsAllTime' | 'likes') => (_: ComparedModel, at: number) => {
    const value = newest[at]?.[key] ?? null;
    return value === null ? cell('not recorded') : numberCell(formatExact(value), value);
  };
  const text = (value: string | null, absent = 'not stated') => (value === null ? cell(absent) : cell(value));
  return [
    row('Downloads, 30 days', `on ${formatDay(asOf)}`, counter('downloads30d')),
    ...[
      { wanted: 'four weeks', back: 28, within: 14 },
      { wanted: '52 weeks', back: 364, within: 21 },
    ].map((about) => changeRow(reading, about)),
    ...(panel.hasAllTime ? [row('Downloads, all time', null, counter('downloadsAllTime'))] : []),
    row('Likes', null, counter('likes')),
    row('Publisher', 'of the namespace today', ({ publisher }) => text(publisher, 'not reviewed')),
    row('Region', null, ({ region }) => cell(nameOf('region', region))),
    row('Parameters', null, ({ parameters, activeParameters, sizeClass }) => ({
      ...nothing,
      lines: [
        parameters === null ? 'unknown' : formatParameters(parameters),
        ...(activeParameters === null ? [] : [`${formatParameters(activeParameters)} active`]),
        ...(parameters === null ? [] : [nameOf('size', sizeClass)]),
      ].map((says) => ({ says, href: null })),
    })),
    row('License', null, ({ licenseId, licenseClass }) => ({
      ...nothing,
      lines: [nameOf('license', licenseClass), ...(licenseId === null ? [] : [licenseId])].map((says) => ({
        says,
        href: null,
      })),
    })),
    row('Access', null, ({ gated }) =>
      cell(gated === null ? 'not recorded' : gated === 'no' ? 'open' : 'gated'),
    ),
    row('Task', null, ({ task }) => text(task)),
    row('Library', null, ({ library }) => text(library)),
    row('Made from', 'root of its declared lineage', ({ rootRepoId, relation }) => ({
      ...nothing,
      lines: [rootRepoId ?? 'no base declared', ...(relation === null ? [] : [relation])].map((says) => ({
        says,
        href: null,
      })),
    })),
    row('Derivatives', 'that declare it as a base; a lower bound', ({ derivatives }) =>
      derivatives > mostDerivatives
        ? cell(`more than ${formatExact(mostDerivatives)}`)
        : numberCell(formatExact(derivatives), derivatives),
    ),
    row('Released', 'or appeared on the Hub', ({ releasedOn }) =>
      text(releasedOn === null ? null : formatDay(releasedOn), 'not recorded'),
    ),
    row('First seen', 'by this census', ({ firstSeenOn }) => cell(formatDay(firstSeenOn))),
  ];
}

/** Of the measure that is drawn, against the day nearest to so many days before. */
function changeRow(
  { days, values, models }: ModelsReading,
  { wanted, back, within }: { wanted: string; back: number; within: number },
): FactRow {
  const last = days.at(-1)?.asOf ?? null;
  const target = last === null ? '' : addDays(last, -back);
  const distance = (at: number) => Math.abs(daysBetween(target, days[at]?.asOf ?? '9999-12-31'));
  const [nearest] = days
    .slice(0, -1)
    .map((_, at) => at)
    .toSorted((a, b) => distance(a) - distance(b));
  const at = nearest !== undefined && distance(nearest) <= within ? nearest : null;
  const day = at === null ? null : (days[at]?.asOf ?? null);
  return {
    ...changeHead(day, wanted, 'of what is drawn'),
    cells: models.map((_, place) => {
      const [now, before] = [
        values[place]?.at(-1) ?? null,
        at === null ? null : (values[place]?.[at] ?? null),
      ];
      if (now === null || before === null || before <= 0) return nothing;
      return { ...nothing, change: changeOfFigure({ kind: 'count', change: now / before - 1 }) };
    }),
  };
}
