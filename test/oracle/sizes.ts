import type { Judged, JudgedSnapshot } from './judge-world.ts';
import { mean, median, type Sized } from './of-sizes.ts';
import type { Asked, Names, OracleFigure } from './oracle-figure.ts';

/** Means and medians of parameters; they are parts of nothing. */
export function sizeFigure(
  asked: readonly (readonly JudgedSnapshot[])[],
  { definition, portions }: Asked,
): Omit<OracleFigure, 'periods'> {
  const names: Names = new Map();
  const weigh = (model: Judged) => (definition.measure.endsWith('ByDownloads') ? model.downloads30d : 1);
  let coverage: number | null = null;
  const sizes = asked.map(([snapshot]) => {
    if (!snapshot) return null;
    coverage = coverageOf(snapshot, { portions, weigh });
    const groups = new Map<string, Sized[]>();
    for (const model of snapshot.models) {
      const { parameters } = model.kind;
      for (const { ids, open, weight } of portions(model)?.groups ?? []) {
        const key = ids.join('\n');
        names.set(key, { ids, open });
        if (parameters === null) continue;
        groups.set(key, groups.get(key) ?? []);
        groups.get(key)?.push({ parameters, weight: weight * weigh(model) });
      }
    }
    return groups;
  });
  if (definition.by.length === 0) names.set('', { ids: [], open: false });
  const measured = definition.measure.startsWith('parametersMean') ? mean : median;
  const groups = [...names].map(([key, { ids, open }]) => {
    const series = sizes.map((one) => one && measured(one.get(key) ?? []));
    const last = sizes.findLastIndex((one) => one !== null);
    return { ids, open, value: series[last] ?? null, share: null, band: null, series, fallen: [] };
  });
  return { groups, total: null, totals: asked.map(() => null), coverage, lineageCoverage: null };
}

/** Part of the models, or of their downloads, whose size and groups are known. */
function coverageOf(
  { models }: JudgedSnapshot,
  { portions, weigh }: { portions: Asked['portions']; weigh: (model: Judged) => number },
): number | null {
  let whole = 0;
  let known = 0;
  for (const model of models) {
    const split = portions(model);
    if (!split) continue;
    whole += split.whole * weigh(model);
    if (model.kind.parameters !== null) known += (split.whole - split.open) * weigh(model);
  }
  return whole === 0 ? null : known / whole;
}
