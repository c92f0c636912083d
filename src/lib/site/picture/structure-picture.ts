import { seriesColour, type ThemeId } from '../../chart/colours.ts';
import { splitFinding } from '../../findings/split-finding.ts';
import { formatCompact } from '../../format/numbers.ts';
import type { Body, Picture } from '../../picture/picture.ts';
import type { ConcentrationPage } from '../concentration-view.ts';
import { CURVE_AXES, curvePlot } from '../curve-plot.ts';
import type { Curve, DynamicsPage } from '../dynamics-view.ts';
import { type FamiliesPage, formatModels } from '../families-view.ts';
import type { FamilyPage } from '../family-view.ts';
import type { Frame } from '../frame.ts';
import { chartTable, drawable, leftSays } from './picture-of.ts';

/** Where and how a picture is seen. */
export interface Seen {
  /** Where the view is. */
  address: string;
  theme: ThemeId;
}

/** Top shares over time, or the newest of them where there is one snapshot. */
export function concentrationPicture({ shares, inequality }: ConcentrationPage, seen: Seen): Picture {
  const colorOf = (key: string) => seriesColour(key, seen.theme);
  const { frame } = inequality;
  if (shares !== null)
    return framed(
      { ...frame, subtitle: shares.frame.subtitle },
      { kind: 'chart', table: chartTable(shares.series, colorOf) },
      seen,
    );
  const facts = inequality.rows
    .slice(0, 4)
    .map(({ name, now, says }) => ({ term: name, value: now, unit: says }));
  return framed(frame, { kind: 'facts', facts }, seen);
}

/** The curves of the time to a number of downloads. */
export function dynamicsPicture({ survival: { frame, curves } }: DynamicsPage, seen: Seen): Picture {
  const body: Body =
    curves.length === 0
      ? { kind: 'ranked', rows: [], left: 'No curve is known yet.' }
      : { kind: 'steps', steps: stepsOf(curves, seen.theme), left: null };
  return framed(frame, body, seen);
}

function stepsOf(curves: readonly Curve[], theme: ThemeId) {
  const { points, dashes, ages, parts } = curvePlot(curves);
  return {
    xName: CURVE_AXES.x,
    yName: CURVE_AXES.y,
    xTicks: ages,
    yTicks: parts,
    curves: curves.map(({ name, key }, at) => ({
      name: drawable(name),
      color: seriesColour(key, theme),
      dash: dashes[at] ?? [],
      points: points[at] ?? [],
    })),
  };
}

const barsShown = 10;

/** Downloads of the families in the order of the page. */
export function familiesPicture({ frame, rows }: FamiliesPage, seen: Seen): Picture {
  const shown = rows.slice(0, barsShown);
  const most = Math.max(1, ...shown.map(({ downloads }) => downloads.family));
  return framed(
    frame,
    {
      kind: 'ranked',
      rows: shown.map(({ name, downloads }) => ({
        name: drawable(name),
        color: seriesColour('plain', seen.theme),
        open: false,
        part: downloads.family / most,
        says: formatCompact(downloads.family),
      })),
      left: leftSays(rows.length - shown.length),
    },
    seen,
  );
}

/** What others made from a family, by month, or in all where no month is known. */
export function familyPicture({ derivatives: { frame, series, totals } }: FamilyPage, seen: Seen): Picture {
  if (series !== null)
    return framed(
      frame,
      { kind: 'chart', table: chartTable(series, (key) => seriesColour(key, seen.theme)) },
      seen,
    );
  const facts = totals.map(({ name, models, says }) => ({
    term: name,
    value: formatModels(models),
    unit: says,
  }));
  return framed(frame, { kind: 'facts', facts }, seen);
}

/** A frame around a drawing. */
export function framed(frame: Frame, body: Body, { address }: Seen): Picture {
  const { main, beside } = splitFinding(frame.title);
  return {
    title: drawable(main),
    beside: drawable(beside ?? ''),
    subtitle: drawable(frame.subtitle),
    label: `${frame.title}. ${frame.subtitle}`,
    body,
    facts: frame.footer.map(({ term, says }) => drawable(`${term}: ${says}`)),
    address,
  };
}
