import { formatDay, formatMonth } from '../format/dates.ts';
import { formatCount, formatShare } from '../format/numbers.ts';
import type { MonthOfReleases, Releases } from '../metrics/releases.ts';
import { type Frame, sourceLine } from './figure.ts';

export interface ReleasesFigure extends Frame {
  label: string;
  months: readonly MonthOfReleases[];
}

/** Below this part of dated models a chart of months would show the source, not the Hub. */
const leastCoverage = 0.2;

/** New models per month, or null where too few models of the panel have a date. */
export function releasesFigure(releases: Releases): ReleasesFigure | null {
  const { months, panel, asOf, coverage, undated } = releases;
  const [first] = months;
  const last = months.at(-1);
  if (!first || !last || (coverage ?? 0) < leastCoverage) return null;
  const title = titleOf(months);
  const window = `${formatMonth(first.month)} to ${formatMonth(last.month)}`;
  return {
    id: 'releases',
    title,
    subtitle: `Models of the panel by month of creation on the Hub, ${window}`,
    label: `Column chart of new models per month, ${window}. ${title}. The table below holds every value.`,
    notes: [
      'Only models that are still there are counted, so older months read low.',
      ...(last.provisional ? [`${formatMonth(last.month)} is not over: its column is hollow.`] : []),
    ],
    footer: [
      { term: 'Unit', says: 'public model repositories' },
      { term: 'Window', says: window },
      { term: 'Universe', says: panel.title },
      { term: 'Attribution', says: 'none: a count of repos' },
      { term: 'As of', says: formatDay(asOf) },
      { term: 'Coverage', says: coverageOf(coverage, undated) },
      { term: 'Gaps', says: 'none: read off one snapshot' },
      sourceLine(panel),
    ],
    months,
  };
}

function titleOf(months: readonly MonthOfReleases[]): string {
  const [busiest] = months.toSorted((a, b) => b.models - a.models);
  if (!busiest) return 'New models per month';
  const share = busiest.models / months.reduce((sum, { models }) => sum + models, 0);
  // One month that holds most of a panel tells how the panel was chosen, not how the Hub grew.
  if (share > 0.5)
    return `${formatShare(share)} of the dated models of this panel are of ${formatMonth(busiest.month)}`;
  const count = formatCount(busiest.models);
  if (busiest.provisional)
    return `${formatMonth(busiest.month)}, not over yet, already has the most models: ${count}`;
  return `${formatMonth(busiest.month)} brought the most models of this panel: ${count}`;
}

function coverageOf(coverage: number | null, undated: number): string {
  if (undated === 0) return 'every model has a date of creation';
  return `date of creation is known for ${formatShare(coverage)} of models`;
}
