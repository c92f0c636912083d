import { type Reach, reachBy, WHOLE_REACH } from '../../definition/parse.ts';
import { EXPLORE_KEYS } from '../explore/keys.ts';
import { COMPARE_KEYS } from '../figure/compare.ts';

/** Pages whose figure can be taken in other forms, by their path, with what each follows of an address. */
export const VIEWS: ReadonlyMap<string, { reach: Reach; keys?: readonly string[] }> = new Map([
  ['regions', { reach: reachBy('region'), keys: COMPARE_KEYS }],
  ['countries', { reach: reachBy('country'), keys: COMPARE_KEYS }],
  ['sizes', { reach: reachBy('size'), keys: COMPARE_KEYS }],
  ['licenses', { reach: reachBy('license'), keys: COMPARE_KEYS }],
  ['publishers', { reach: reachBy('publisher'), keys: COMPARE_KEYS }],
  ['explore', { reach: WHOLE_REACH, keys: EXPLORE_KEYS }],
]);
