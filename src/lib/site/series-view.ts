import { LICENSE_CLASSES } from '../../../db/vocab/license-classes.ts';
import { REGIONS } from '../../../db/vocab/regions.ts';
import { SIZE_CLASSES } from '../../../db/vocab/size-classes.ts';
import type { Grouping } from '../definition/vocabulary.ts';

/** One value of a vocabulary, as pages list it. */
export interface Option {
  id: string;
  name: string;
  /** True for values that mean "not known". */
  open: boolean;
  says: string;
}

/** The values of a grouping, in the order of tables and charts. */
export function optionsOf(grouping: Grouping): readonly Option[] {
  if (grouping === 'region') return REGIONS.map((region) => ({ ...region, open: region.kind === 'open' }));
  if (grouping === 'license') return LICENSE_CLASSES.map((each) => ({ ...each, open: each.kind === 'open' }));
  return SIZE_CLASSES.map(({ id, name, from }, at) => ({
    id,
    name,
    open: from === null,
    says: from === null ? 'No source states the parameters of this model.' : boundsOf(at),
  }));
}

/** The name of a value; the id itself where the vocabulary does not know it. */
export function nameOf(grouping: Grouping, id: string): string {
  return optionsOf(grouping).find((option) => option.id === id)?.name ?? id;
}

/** The key under which CSS knows the colour of a group. */
export function seriesKey(grouping: Grouping, id: string): string {
  return `${grouping}-${id}`;
}

const SHORT: Readonly<Record<string, string>> = {
  'region-us': 'US',
  'region-apac': 'Asia-Pacific',
  'region-mena': 'Mid. East & N. Africa',
  'region-africa': 'Sub-Sah. Africa',
  'size-250b-up': '250B +',
  'license-custom_other': 'Custom',
  'license-non_commercial': 'Non-commercial',
  'license-declared_unknown': 'Declared unknown',
};

/** A name short enough to stand at the end of a line. */
export function shortName(grouping: Grouping, id: string): string {
  return SHORT[seriesKey(grouping, id)] ?? nameOf(grouping, id);
}

function boundsOf(at: number): string {
  const from = SIZE_CLASSES[at]?.from ?? 0;
  const until = SIZE_CLASSES[at + 1]?.from ?? null;
  const lower = from === 0 ? 'At least one parameter' : `${inWords(from)} parameters or more`;
  return until === null ? `${lower}.` : `${lower}, fewer than ${inWords(until)}.`;
}

function inWords(parameters: number): string {
  return parameters >= 1e9 ? `${parameters / 1e9} billion` : `${parameters / 1e6} million`;
}
