import type { Definition } from '../../src/lib/definition/definition.ts';
import { addUp } from './add-up.ts';
import { dayAfter } from './days.ts';
import type { Judged, JudgedSnapshot } from './judge-world.ts';
import type { Asked, OracleFigure } from './oracle-figure.ts';

/** Models of the newest snapshot by month of release, from the first month in which one was. */
export function bornFigure(known: readonly JudgedSnapshot[], { definition, portions }: Asked): OracleFigure {
  const newest = known.at(-1);
  const models = newest?.models.filter(({ kind }) => kind.released !== null) ?? [];
  const released = (model: Judged) => model.kind.released?.slice(0, 7) ?? '';
  const months = monthsOf(models.map(released), newest?.day ?? '', definition);
  const byMonth = Map.groupBy(models, released);
  const asked = months.map((month) => [byMonth.get(month) ?? []]);
  return {
    periods: months.map((month) => ({
      from: `${month}-01`,
      until: `${monthAfter(month)}-01`,
      asOf: newest?.day ?? null,
      snapshots: 1,
      bridges: null,
    })),
    ...addUp(asked, { definition, portions, flow: true }),
  };
}

function monthsOf(released: readonly string[], newest: string, { window }: Definition): string[] {
  const months: string[] = [];
  const inWindow = (month: string) => {
    if (window === null) return true;
    const { from, until } = 'days' in window ? trailing(newest, window.days) : window;
    return from <= `${month}-01` && `${month}-01` < until;
  };
  const first = released.toSorted()[0] ?? '9999-12';
  for (let month = first; month <= newest.slice(0, 7); month = monthAfter(month)) months.push(month);
  return months.filter(inWindow);
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

function trailing(newest: string, days: number) {
  return { from: dayAfter(newest, 1 - days), until: dayAfter(newest, 1) };
}
