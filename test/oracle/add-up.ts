import type { Judged } from './judge-world.ts';
import type { Asked, Names, OracleFigure } from './oracle-figure.ts';

/** What was added up over the models of a group or of the whole. */
interface Sum {
  value: number;
  fallen: number;
}

const READ: Readonly<Record<string, (model: Judged) => number>> = {
  models: () => 1,
  newModels: () => 1,
  downloads30d: (model) => model.downloads30d,
  downloadsAllTime: (model) => model.downloadsAllTime,
  likes: (model) => model.likes,
  downloadsGained: (model) => model.gained,
  downloadsFirstYear: (model) => model.gainedFirstYear,
};

/** Sums of one period. */
interface Added {
  whole: number;
  open: number;
  derived: number;
  groups: Map<string, Sum>;
}

/** Adds a measure up, period by period: the models of one look, or of several; null is a gap. */
export function addUp(
  asked: readonly (readonly (readonly Judged[])[] | null)[],
  { definition, portions, flow }: Asked & { flow: boolean },
): Omit<OracleFigure, 'periods'> {
  const read = READ[definition.measure];
  if (!read) throw new Error(`${definition.measure} cannot be added up`);
  const names = new Map<string, { ids: readonly string[]; open: boolean }>();
  const sums = asked.map((looks) => looks && add(looks, { read, portions, names }));
  const window = flow ? merged(sums) : (sums.findLast((one) => one !== null) ?? null);
  const left = (one: Added) => (definition.unknown === 'drop' ? one.whole - one.open : one.whole);
  const total = window && left(window);
  const withFallen = definition.measure === 'downloadsGained' || definition.measure === 'downloadsFirstYear';
  if (definition.by.length === 0) names.set('', { ids: [], open: false });
  const groups = [...names].map(([key, { ids, open }]) => {
    const value = window && (window.groups.get(key)?.value ?? 0);
    const share = value !== null && total ? value / total : null;
    const dropped = open && definition.unknown === 'drop';
    return {
      ids,
      open,
      value,
      share: dropped ? null : share,
      band:
        definition.unknown !== 'band' || open || share === null || !window || !total
          ? null
          : { low: share, high: share + window.open / total },
      series: sums.map((one) => one && (one.groups.get(key)?.value ?? 0)),
      fallen: withFallen ? sums.map((one) => one && (one.groups.get(key)?.fallen ?? 0)) : [],
    };
  });
  return {
    groups,
    total,
    totals: sums.map((one) => one && left(one)),
    coverage: window?.whole ? (window.whole - window.open) / window.whole : null,
    lineageCoverage:
      definition.attribution === 'creator' && window?.whole ? window.derived / window.whole : null,
  };
}

function add(
  looks: readonly (readonly Judged[])[],
  { read, portions, names }: { read: (model: Judged) => number; portions: Asked['portions']; names: Names },
): Added {
  const added: Added = { whole: 0, open: 0, derived: 0, groups: new Map() };
  for (const models of looks)
    for (const model of models) {
      const split = portions(model);
      if (!split) continue;
      const value = read(model);
      added.whole += split.whole * value;
      added.open += split.open * value;
      if (model.kind.derived) added.derived += split.whole * value;
      for (const { ids, open, weight } of split.groups) {
        const key = ids.join('\n');
        let sum = added.groups.get(key);
        if (!sum) {
          sum = { value: 0, fallen: 0 };
          added.groups.set(key, sum);
          names.set(key, { ids, open });
        }
        sum.value += weight * value;
        if (value < 0) sum.fallen -= weight * value;
      }
    }
  return added;
}

function merged(sums: readonly (Added | null)[]): Added | null {
  const known = sums.filter((one) => one !== null);
  if (known.length === 0) return null;
  const all: Added = { whole: 0, open: 0, derived: 0, groups: new Map() };
  for (const { whole, open, derived, groups } of known) {
    all.whole += whole;
    all.open += open;
    all.derived += derived;
    for (const [key, { value, fallen }] of groups) {
      const before = all.groups.get(key) ?? { value: 0, fallen: 0 };
      all.groups.set(key, { value: before.value + value, fallen: before.fallen + fallen });
    }
  }
  return all;
}
