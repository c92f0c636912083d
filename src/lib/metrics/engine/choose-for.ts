import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { type Chosen, chooseKeys } from './choose.ts';
import { type FacetsQuery, facetsOf } from './facets.ts';
import { factsReader } from './facts.ts';
import { type Extra, type Grain, sliceColumnsOf } from './grain.ts';

import { readKeys } from './keys.ts';

export interface ChooseQuery extends FacetsQuery {
  /** Also tell apart what declares a base. */
  telling: boolean;
}

export interface ChosenOf {
  grain: Grain;
  chosen: Chosen;
  withoutInfrastructure: boolean;
}

/** The keys of a grain that a definition lets through. `hash` is that of the reference in force. */
export async function chooseFor(db: Db, hash: string, query: ChooseQuery): Promise<ChosenOf> {
  const { definition, grain, extra, telling } = query;
  const [space, facets] = await Promise.all([
    readKeys(db, grain, sliceColumnsOf(definition, extra)),
    facetsOf(factsReader(db, hash), query),
  ]);
  return {
    grain,
    chosen: chooseKeys(space, facets, telling),
    withoutInfrastructure: definition.infrastructure === 'without' && (grain === 'weeks' || grain === 'days'),
  };
}

/** Whether the keys of a grain hold the relation. */
export function tellsRelation(definition: Definition, grain: Grain, extra: Extra): boolean {
  return grain !== 'slices' || (sliceColumnsOf(definition, extra)?.includes('relation') ?? false);
}
