const DAY_MS = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** '2026-08-22' or '2026-08' → days since 1970. A month stands on its first day. */
export function dayNumber(on: string): number {
  return Date.parse(`${on.length === 7 ? `${on}-01` : on}T00:00:00Z`) / DAY_MS;
}

/** Days since 1970 → 22 Aug 2026. */
export function dayLabel(day: number): string {
  const date = new Date(day * DAY_MS);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** Starts of months inside [from, until], at most `most` of them, at an even stride; days where no two months start inside. */
export function timeTicks(
  from: number,
  until: number,
  most: number,
): readonly { value: number; label: string }[] {
  const starts = monthStarts(from, until);
  if (starts.length < 2) return dayTicks(from, until, most);
  const stride = [1, 2, 3, 6, 12, 24, 60].find((each) => starts.length / each <= most) ?? 120;
  return starts
    .filter((start) => monthIndex(start) % stride === 0)
    .map((value, at) => ({ value, label: monthLabel(value, at === 0) }));
}

function monthStarts(from: number, until: number): readonly number[] {
  const first = new Date(from * DAY_MS);
  const starts: number[] = [];
  for (let step = 0; starts.length < 1_200; step += 1) {
    const start = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + step, 1) / DAY_MS;
    if (start > until) break;
    if (start >= from) starts.push(start);
  }
  return starts;
}

function dayTicks(from: number, until: number, most: number) {
  const stride = Math.max(1, Math.ceil((until - from) / Math.max(1, most - 1)));
  const count = Math.floor((until - from) / stride) + 1;
  return Array.from({ length: count }, (_, at) => from + at * stride).map((value, at) => ({
    value,
    label: at === 0 ? dayLabel(value) : dayLabel(value).replace(/ \d{4}$/, ''),
  }));
}

function monthIndex(day: number): number {
  const date = new Date(day * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function monthLabel(day: number, first: boolean): string {
  const date = new Date(day * DAY_MS);
  const month = MONTHS[date.getUTCMonth()] ?? '';
  return first || date.getUTCMonth() === 0 ? `${month} ${date.getUTCFullYear()}` : month;
}
