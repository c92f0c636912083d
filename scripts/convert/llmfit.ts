import type { Enrichment } from './enrichment.ts';
import { readCsv } from './read-source.ts';

/** Parameter counts outside these multiples of the size in the name are packed, estimated or partial ones. */
const CREDIBLE = { least: 0.5, most: 2.4 } as const;

/** The newest credible parameter count of each model. The day is that of the list the count was still in. */
export async function readLlmfit(from: string): Promise<ReadonlyMap<string, Enrichment>> {
  const known = new Map<string, Enrichment>();
  const skipped = new Set<string>();
  for (const row of await readCsv(`${from}/llmfit/hf_models_long.csv.gz`)) {
    const name = row.name ?? '';
    const total = Number(row.parameters_raw);
    if (!isCredible(name, total)) {
      skipped.add(name);
      continue;
    }
    const source = `llmfit ${row.commit_ts?.slice(0, 10)}`;
    known.set(name, { source, model: { safetensors: { total } }, fields: ['parameters'] });
  }
  const without = [...skipped].filter((name) => !known.has(name)).length;
  console.log(
    `llmfit: ${known.size} counts; ${skipped.size} models had one we skip, ${without} of them have no other`,
  );
  return known;
}

function isCredible(name: string, total: number): boolean {
  if (!Number.isSafeInteger(total) || total <= 0 || total > 1e14) return false;
  const stated = statedSize(name);
  return stated === null || (total >= stated * CREDIBLE.least && total <= stated * CREDIBLE.most);
}

/** The largest size a name states, such as 8e9 for `acme/thing-8B`. `A3B` is the active part and does not match. */
function statedSize(name: string): number | null {
  const sizes = [...name.matchAll(/(?<![A-Za-z0-9.])(\d+(?:\.\d+)?)([bBmM])(?![A-Za-z0-9])/g)].map(
    ([, size, unit]) => Number(size) * (unit === 'b' || unit === 'B' ? 1e9 : 1e6),
  );
  return sizes.length === 0 ? null : Math.max(...sizes);
}
