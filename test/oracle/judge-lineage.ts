import { judgeLicense, UNSEEN, VERDICT_ORDER, verdictOf } from './judge-license.ts';
import type { Facts, Said, SaidBase } from './world.ts';

/** Where a model comes from, by the name the root goes by. */
export interface Root {
  repoId: string;
  weight: number;
}

/** Answers about the lineage of models as it stands on one day. Asked again, it does not compute again. */
export interface Lineage {
  /** Weights sum to 1. */
  rootsOf(model: number): readonly Root[];
  /** Exact total weights; the count of the base for packed ones. */
  parametersOf(model: number): number | null;
  inheritanceOf(model: number): string;
}

/** `seen` holds the last published record of every model that was ever seen, present or not. */
export function lineageOn(seen: ReadonlyMap<number, Said>, facts: Facts): Lineage {
  const said = (model: number): Said => {
    const one = seen.get(model);
    if (!one) throw new Error(`model ${model} was never seen`);
    return one;
  };
  /** Who the base is; null: nobody ever saw it. */
  const known = (base: SaidBase) => (base.model !== null && seen.has(base.model) ? base.model : null);
  const uncut = (model: number) => said(model).bases.filter((base) => known(base) !== model);

  const rootsOf = memo((model: number): readonly Root[] => {
    const parents = new Map<number | string, readonly Root[]>();
    for (const base of uncut(model)) {
      const parent = known(base);
      parents.set(
        parent ?? base.name,
        parent === null ? [{ repoId: base.name, weight: 1 }] : rootsOf(parent),
      );
    }
    if (parents.size === 0) return [{ repoId: said(model).repoId, weight: 1 }];
    const weights = new Map<string, number>();
    for (const { repoId, weight } of [...parents.values()].flat()) {
      weights.set(repoId, (weights.get(repoId) ?? 0) + weight / parents.size);
    }
    return [...weights].map(([repoId, weight]) => ({ repoId, weight }));
  });

  const parametersOf = memo((model: number): number | null => {
    const { repoId, quantization, relation, parameters, parametersSource } = said(model);
    const curated = facts.parameters.get(repoId);
    if (curated !== undefined) return curated;
    const base = uncut(model)[0];
    const parent = base && known(base);
    if (quantization === null || relation === 'merge' || typeof parent !== 'number') return parameters;
    const ofBase = parametersOf(parent);
    return ofBase === null || contradicts({ parameters, parametersSource }, ofBase) ? parameters : ofBase;
  });

  const inheritanceOf = memo((model: number): string => {
    const own = judgeLicense(said(model), facts);
    const verdicts = uncut(model).map((base) => {
      const parent = known(base);
      return verdictOf(own, parent === null ? UNSEEN : judgeLicense(said(parent), facts), facts);
    });
    return VERDICT_ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'no-base';
  });

  return { rootsOf, parametersOf, inheritanceOf };
}

/** The name or the file of a packed repo tells another size than its base has: it is a head, a draft, a projector. */
function contradicts(own: Pick<Said, 'parameters' | 'parametersSource'>, ofBase: number): boolean {
  if (own.parameters === null) return false;
  if (own.parametersSource === 'repo-name')
    return own.parameters > ofBase * 2 || own.parameters < Math.floor(ofBase / 2);
  if (own.parametersSource === 'gguf') return own.parameters > ofBase * 3 || own.parameters < ofBase * 0.3;
  return false;
}

function memo<Answer>(compute: (model: number) => Answer): (model: number) => Answer {
  const answers = new Map<number, Answer>();
  return (model) => {
    const before = answers.get(model);
    if (before !== undefined) return before;
    const answer = compute(model);
    answers.set(model, answer);
    return answer;
  };
}
