import { formatDay } from '../format/dates.ts';
import { formatList } from '../format/list.ts';
import { formatCount, formatExact, formatShare } from '../format/numbers.ts';
import { addDays } from '../metrics/days.ts';
import type { ClaimAnswer, Quantity, ValueAnswer } from './answer.ts';
import type { Claim } from './claim.ts';
import { leastCoverage } from './compare.ts';
import { type Need, nearDays } from './needs.ts';
import type { Published } from './read/published.ts';
import type { Unit } from './units.ts';

/** A number of the ledger with its unit, for sentences. */
export function sayQuantity(value: Quantity, unit: Unit): string {
  if (typeof value === 'string') return formatDay(value);
  if (unit === 'percent') return `${Number(value.toFixed(2))}\u00a0%`;
  if (unit === 'times') return `${Number(value.toPrecision(3))} times`;
  if (unit === 'yes or no') return value === 0 ? 'no' : 'yes';
  const number =
    Math.abs(value) >= 1e6
      ? formatCount(value)
      : Number.isInteger(value)
        ? formatExact(value)
        : String(Number(value.toPrecision(3)));
  return `${number} ${unit}`;
}

/** Why a number is not there: no panel may answer. `stretch`: the days it speaks of, half-open. */
export function lacksPanel(
  population: Claim['population'],
  stretch: { from: string; until: string } | null,
): string {
  const what = population === 'head' ? 'the Hub or its head' : 'the whole Hub';
  if (!stretch) return `No look at ${what} is published.`;
  const last = addDays(stretch.until, -1);
  const days = stretch.from === last ? formatDay(last) : `${formatDay(stretch.from)} to ${formatDay(last)}`;
  return `No look at ${what} is published; it speaks of ${days}.`;
}

/** Why a number is not there: the panel that may answer has not published what it needs. */
export function lacks(what: Need, { days }: Published): string {
  const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
  const has = first === last ? `one day, ${formatDay(last)}` : `${formatDay(first)} to ${formatDay(last)}`;
  switch (what.need) {
    case 'on':
      return `No snapshot of ${formatDay(what.day)} or the week before is published; there is ${has}.`;
    case 'span':
      return `It needs snapshots from ${formatDay(what.from)} to ${formatDay(addDays(what.until, -1))}; there is ${has}.`;
    case 'trailing':
      return `It needs ${what.days} days of snapshots; there is ${has}.`;
    case 'by':
      return `It needs a snapshot of ${formatDay(what.day)} or later; the newest is of ${formatDay(last)}.`;
    case 'near':
      return `It is read off models as they are now, and needs a newest snapshot within ${nearDays} days of ${formatDay(what.day)}; it is of ${formatDay(last)}.`;
    case 'two':
      return 'It needs two snapshots; there is one.';
  }
}

/** One sentence on a claim: why it has its status. */
export function explain(claim: Claim, answer: Omit<ClaimAnswer, 'says'>): string {
  if (claim.fixed) return claim.fixed.says;
  const { status, values } = answer;
  switch (status) {
    case 'reproduced':
      return `Ours ${values.length > 1 ? 'agree' : 'agrees'} within the tolerance: ${pairs(values)}.`;
    case 'close':
      return `Ours ${values.length > 1 ? 'come' : 'comes'} close: ${pairs(values)}.`;
    case 'contradicted':
      return `Ours differs: ${pairs(values.filter(({ verdict }) => verdict === 'contradicted'))}.`;
    case 'definition_unclear':
      return unclear(claim, answer);
    default:
      return answer.panel === null && claim.population !== 'none'
        ? lacksPanel(claim.population, answer.speaksOf)
        : missingSays(values);
  }
}

function unclear(claim: Claim, { values, alternates }: Omit<ClaimAnswer, 'says'>): string {
  const off = values.filter(({ verdict }) => verdict === 'contradicted' || verdict === 'unclear');
  const low = off.find(({ coverage }) => coverage !== null && coverage < leastCoverage);
  const fit = alternates.filter(({ meets }) => meets.length > 0).map(({ name }) => `“${name}”`);
  const other = fit.length > 0 ? ` It is met by ${formatList(fit)}.` : '';
  if (low)
    return `Only ${formatShare(low.coverage)} of the whole is known, which settles nothing: ${pairs(off)}.${other}`;
  if (!claim.unclear) return `What is not known could make up the difference: ${pairs(off)}.${other}`;
  return `The source does not say how it counted, and ours differs: ${pairs(off)}.${other}`;
}

function missingSays(values: readonly ValueAnswer[]): string {
  const without = values.filter(({ verdict }) => verdict === 'missing');
  const why = [...new Set(without.flatMap(({ says }) => says ?? []))];
  const rest = values.filter(({ verdict }) => verdict !== 'missing');
  const first = why[0] ?? 'It is not recorded.';
  const more = why.length > 1 ? ` So it is with ${without.length} of its ${values.length} numbers.` : '';
  return rest.length === 0 ? `${first}${more}` : `${first}${more} Of the others: ${pairs(rest)}.`;
}

/** `China 17.3 % for 17.1 %; United States 15.5 % for 15.8 %` */
function pairs(values: readonly ValueAnswer[]): string {
  return values
    .flatMap(({ label, ours, published, unit }) => {
      if (ours === null) return [];
      const [our, their] = [sayQuantity(ours, unit), sayQuantity(published, unit)];
      const told = our === their && ours !== published ? exactly(ours) : our;
      return [`${label} ${told}, published ${their}`];
    })
    .join('; ');
}

/** Where rounding would make two numbers look the same. */
function exactly(value: Quantity): string {
  return typeof value === 'number' && Number.isInteger(value) ? formatExact(value) : String(value);
}
