import type { Claim } from './claim.ts';
import { CONCENTRATION_CLAIMS } from './ledger/concentration.ts';
import { COUNT_CLAIMS } from './ledger/counts.ts';
import { DERIVATIVE_CLAIMS } from './ledger/derivatives.ts';
import { LICENSE_CLAIMS } from './ledger/licenses.ts';
import { MOMENTUM } from './ledger/momentum.ts';
import { MOMENTUM_GROWTH } from './ledger/momentum-growth.ts';
import { MOMENTUM_MODELS } from './ledger/momentum-models.ts';
import { ORGANIZATION_KIND_CLAIMS } from './ledger/organization-kinds.ts';
import { ORGANIZATION_CLAIMS } from './ledger/organizations.ts';
import { REGION_RELEASE_CLAIMS } from './ledger/region-releases.ts';
import { REGION_CLAIMS } from './ledger/regions.ts';
import { SIZE_CLAIMS } from './ledger/sizes.ts';

const sections = 'SCODZPK';

/** THE REGISTRY: every published claim the census answers, by section and number. */
export const CLAIMS: readonly Claim[] = [
  ...MOMENTUM,
  ...MOMENTUM_GROWTH,
  ...MOMENTUM_MODELS,
  ...REGION_CLAIMS,
  ...REGION_RELEASE_CLAIMS,
  ...ORGANIZATION_CLAIMS,
  ...ORGANIZATION_KIND_CLAIMS,
  ...DERIVATIVE_CLAIMS,
  ...SIZE_CLAIMS,
  ...LICENSE_CLAIMS,
  ...CONCENTRATION_CLAIMS,
  ...COUNT_CLAIMS,
].toSorted((a, b) => placeOf(a) - placeOf(b));

function placeOf({ id }: Claim): number {
  return sections.indexOf(id.slice(0, 1)) * 1000 + Number(id.slice(1));
}
