import { type Reach, reachBy, WHOLE_REACH } from '../../definition/parse.ts';
import { EXPLORE_KEYS } from '../explore/keys.ts';

/** Pages whose figure can be taken in other forms, by their path, with what each follows of an address. */
export const VIEWS: ReadonlyMap<string, { reach: Reach; keys?: readonly string[] }> = new Map([
  ['regions', { reach: reachBy('region') }],
  ['countries', { reach: reachBy('country') }],
  ['sizes', { reach: reachBy('size') }],
  ['licenses', { reach: reachBy('license') }],
  ['publishers', { reach: reachBy('publisher') }],
  ['explore', { reach: WHOLE_REACH, keys: EXPLORE_KEYS }],
]);
