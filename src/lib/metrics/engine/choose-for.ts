import type { Db } from '../../../../db/client.ts';
import { type Chosen, chooseKeys } from './choose.ts';
import { type FacetsQuery, facetsOf } from './facets.ts';
import { factsReader } from './facts.ts';
import { type Grain, keysTellInfrastructure, sliceColumnsOf } from './grain.ts';
import { readKeys } from './keys.ts';
import type { Looks } from './looks.ts';

export interface ChooseQuery extends FacetsQuery {
  /** Also tell apart what declares a base. */
  telling: boolean;
}

export interface ChosenOf {
  grain: Grain;
  chosen: Chosen;
  withoutInfrastructure: boolean;
}

/** The keys of a grain that a definition lets through. */
export async function chooseFor(db: Db, looks: Looks, query: ChooseQuery): Promise<ChosenOf> {
  const { definition, grain, telling } = query;
  const [space, facets] = await Promise.all([
    readKeys(db, { grain, sliced: sliceColumnsOf(definition), last: looks.lastKeys }),
    facetsOf(factsReader(db, looks), query),
  ]);
  return {
    grain,
    chosen: chooseKeys(space, facets, telling),
    withoutInfrastructure: definition.infrastructure === 'without' && !keysTellInfrastructure(grain),
  };
}
