import { formatDay, formatMonth } from '../format/dates.ts';
import { addDays, daysBetween } from '../metrics/days.ts';
import type { Look } from './look.ts';

/** A stretch between two looks, as it follows a verb. */
export interface Span {
  /** "rose … ‹during›": in four weeks, since 22 July 2026. */
  during: string;
  /** "stayed … ‹through›": over four weeks, since 22 July 2026. */
  through: string;
  /** "… ‹earlier›": four weeks earlier, on 22 July 2026. */
  earlier: string;
}

const NUMBERS = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** From one look of a stock to a later one. */
export function spanBetween(before: Look, now: Look): Span {
  const stretch = stretchWords(before, now);
  const day = formatDay(before.asOf);
  if (stretch === null) return { during: `since ${day}`, through: `since ${day}`, earlier: `on ${day}` };
  const { text, lone } = stretch;
  const through = text === 'one day' ? 'from one day to the next' : `over ${lone}`;
  return { during: `in ${lone}`, through, earlier: `${lone} earlier` };
}

const daysOfMonth = 365.25 / 12;

/** Months of ISO weeks are of four or of five: 28 or 35 days. */
const mostOff = 5;

/** `four weeks`; `lone`: with an article, as it follows "in". Null where no round stretch lies between. */
function stretchWords(before: Look, now: Look): { text: string; lone: string } | null {
  const days = daysBetween(before.asOf, now.asOf);
  const monthly = now.figure.step === 'month' && now.period !== null && before.period !== null;
  const months = monthly
    ? monthsBetween(monthOf(before), monthOf(now))
    : monthsBetween(before.asOf, now.asOf);
  if (monthly || (days > 62 && before.asOf.slice(8) === now.asOf.slice(8))) {
    // The last month may be a few days old: then its day is said.
    if (monthly && Math.abs(days - months * daysOfMonth) > mostOff) return null;
    if (months > 0 && months % 12 === 0) return counted(months / 12, 'year');
    return months > 0 ? counted(months, 'month') : null;
  }
  if (days === 365 || days === 366) return counted(1, 'year');
  if (days > 0 && days % 7 === 0) return counted(days / 7, 'week');
  return days > 0 ? counted(days, 'day') : null;
}

function counted(count: number, unit: string): { text: string; lone: string } | null {
  const number = NUMBERS[count];
  if (number === undefined) return null;
  const text = `${number} ${unit}${count === 1 ? '' : 's'}`;
  return { text, lone: count === 1 ? `a ${unit}` : text };
}

/** When a flow fell: in the week of 17 August 2026, in August 2026, on 22 August 2026, in the 365 days to …. */
export function flowWhen(look: Look): string {
  return `${prepositionOf(look)} ${flowDays(look)}`;
}

/** An earlier stretch of a flow, as it follows "up 12 % on", and as it follows "against 1,200". */
export function flowBefore(before: Look, now: Look): { on: string; at: string } {
  const unit = unitOf(now);
  if (unit !== null && unitOf(before) === unit) {
    const back =
      unit === 'month' ? monthsBetween(monthOf(before), monthOf(now)) : daysBetween(before.from, now.from);
    const steps = unit === 'week' ? back / 7 : back;
    if (steps === 1)
      return { on: `the ${unit} before`, at: `${unit === 'day' ? 'on' : 'in'} the ${unit} before` };
    if (steps === 12 && unit === 'month') return { on: 'a year earlier', at: 'a year earlier' };
    const words = counted(steps, unit);
    if (words !== null) return { on: `${words.lone} earlier`, at: `${words.lone} earlier` };
  }
  const months = monthsIn(now);
  const follows = monthsBetween(lastMonth(before), monthOf(now)) === 1;
  if (months !== null && monthsIn(before) === months && follows)
    return { on: `the ${months} months before`, at: `in the ${months} months before` };
  const length = daysBetween(now.from, now.until);
  if (before.until === now.from && daysBetween(before.from, before.until) === length)
    return { on: `the ${length} days before`, at: `in the ${length} days before` };
  return { on: flowDays(before), at: flowWhen(before) };
}

type Unit = 'day' | 'week' | 'month';

/** The unit a look is one of: a single period of its figure. */
function unitOf(look: Look): Unit | null {
  const single = look.period !== null || look.figure.periods.length === 1;
  return single ? look.figure.step : null;
}

function prepositionOf(look: Look): string {
  if (monthsIn(look) !== null) return 'from';
  return unitOf(look) === 'day' ? 'on' : 'in';
}

function flowDays(look: Look): string {
  const unit = unitOf(look);
  if (unit === 'day') return formatDay(look.from);
  if (unit === 'week') return `the week of ${formatDay(look.from)}`;
  if (unit === 'month') return formatMonth(monthOf(look));
  if (monthsIn(look) !== null) return `${formatMonth(monthOf(look))} to ${formatMonth(lastMonth(look))}`;
  return `the ${Math.max(1, daysBetween(look.from, look.until))} days to ${formatDay(addDays(look.until, -1))}`;
}

/** How many months a window of months holds; null for all other looks. */
function monthsIn({ figure, period }: Look): number | null {
  return figure.step === 'month' && period === null && figure.periods.length > 1
    ? figure.periods.length
    : null;
}

function lastMonth({ figure, until }: Look): string {
  return addDays(figure.periods.at(-1)?.from ?? until, 3).slice(0, 7);
}

/** ISO weeks belong to the month of their Thursday, so a month may begin up to three days before its first. */
function monthOf({ from }: Look): string {
  return addDays(from, 3).slice(0, 7);
}

function monthsBetween(from: string, until: string): number {
  const month = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return month(until) - month(from);
}
