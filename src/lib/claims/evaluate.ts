import type { Db } from '../../../db/client.ts';
import { addDays } from '../metrics/days.ts';
import type { AlternateAnswer, ClaimAnswer, Found, ValueAnswer } from './answer.ts';
import type { Claim, PublishedValue } from './claim.ts';
import { meets, statusOf, verdictOf } from './compare.ts';
import { askElsewhere } from './elsewhere.ts';
import { inOrder } from './in-order.ts';
import { covers, type Need, needsOf, stretchOf } from './needs.ts';
import type { Published } from './read/published.ts';
import { missing, openReader, type Reader, readAsk } from './read/read-ask.ts';
import { explain, lacks, lacksPanel } from './say.ts';
import { least } from './sum-asks.ts';
import { comparable, inUnit } from './units.ts';
import { isWholeHub } from './whole-hub.ts';

/** What a claim comes to with what is published now. The same database gives the same answer. */
export async function evaluateClaim(db: Db, claim: Claim): Promise<ClaimAnswer> {
  return await evaluate(await openReader(db), claim);
}

/** The same from a reader that several claims share. */
export async function evaluate(reader: Reader, claim: Claim): Promise<ClaimAnswer> {
  const asks = claim.values.length > 0 ? claim.values : claim.alternates;
  const needs = asks.flatMap(({ ask }) => needsOf(ask));
  const panel = choose(reader.published, claim, needs);
  const values = await inOrder(claim.values, (value) => answer(reader, { claim, value, panel }));
  const alternates = await inOrder(claim.alternates, (alternate) =>
    answerAlternate(reader, { claim, panel, alternate }),
  );
  const status = statusOf(
    claim,
    values.map(({ verdict }) => verdict),
  );
  const without = values.some(({ ours }) => ours === null) || alternates.some(({ ours }) => ours === null);
  const elsewhere = without && claim.population !== 'none' ? await askElsewhere(reader, claim) : null;
  const found = {
    claim: claim.id,
    status,
    values,
    alternates,
    coverage: least(...values.map(({ coverage }) => coverage)),
    panel: panel?.panel ?? null,
    asOf: panel?.days.at(-1) ?? null,
    speaksOf: stretchOf(needs),
    covered: panel ? coveredBy(panel.days, needs) : null,
    elsewhere,
  };
  return { ...found, says: explain(claim, found) };
}

/** The accepted panel that meets most needs; of equal ones the first. */
function choose(published: readonly Published[], claim: Claim, needs: readonly Need[]): Published | null {
  const met = ({ days }: Published) => needs.filter((need) => covers(days, need).met).length;
  return published
    .filter((panel) => accepts(claim, panel))
    .reduce<Published | null>(
      (best, panel) => (best === null || met(panel) > met(best) ? panel : best),
      null,
    );
}

function accepts({ population }: Claim, published: Published): boolean {
  if (population === 'none') return false;
  return isWholeHub(published) || (population === 'head' && published.panel === 'hub-head');
}

interface Question {
  claim: Claim;
  panel: Published | null;
}

async function answer(
  reader: Reader,
  { claim, panel, value }: Question & { value: PublishedValue },
): Promise<ValueAnswer> {
  const found = await read(reader, { claim, panel }, value);
  const ours = found.value === null ? null : inUnit(found.value, value.unit);
  return {
    label: value.label,
    unit: value.unit,
    published: value.published,
    ours,
    difference: ours === null ? null : comparable(ours) - comparable(value.published),
    coverage: found.coverage,
    verdict: verdictOf(value, found),
    says: found.says,
  };
}

async function answerAlternate(
  reader: Reader,
  { claim, panel, alternate }: Question & { alternate: Claim['alternates'][number] },
): Promise<AlternateAnswer> {
  const { value, coverage } = await read(reader, { claim, panel }, alternate);
  const { name, definition, unit } = alternate;
  const same = claim.values.filter((published) => published.unit === unit);
  return {
    name,
    definition,
    unit,
    ours: value === null ? null : inUnit(value, unit),
    coverage,
    meets: value === null ? [] : same.filter((one) => meets(one, value)).map(({ label }) => label),
  };
}

async function read(
  reader: Reader,
  { claim, panel }: Question,
  { ask }: Pick<PublishedValue, 'ask'>,
): Promise<Found> {
  if (claim.population === 'none') return await readAsk(reader, null, ask);
  if (!panel) return missing(lacksPanel(claim.population, stretchOf(needsOf(ask))));
  const unmet = needsOf(ask).find((need) => !covers(panel.days, need).met);
  if (unmet) return missing(lacks(unmet, panel));
  return await readAsk(reader, panel.panel, ask);
}

/** Part of what the needs speak of that published days cover, and the days. */
function coveredBy(days: readonly string[], needs: readonly Need[]): ClaimAnswer['covered'] {
  const stretch = stretchOf(needs);
  const [first, last] = [days[0], days.at(-1)];
  if (!stretch || first === undefined || last === undefined) return null;
  const parts = needs.map((need) => covers(days, need).part);
  const part = parts.reduce((sum, one) => sum + one, 0) / Math.max(1, parts.length);
  if (part === 0) return null;
  const end = addDays(last, 1);
  return {
    from: first > stretch.from ? first : stretch.from,
    until: end < stretch.until ? end : stretch.until,
    part,
  };
}
