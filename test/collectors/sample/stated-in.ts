/** Names whose count is known to mean something else, and what the files hold. */
const LIES: readonly (readonly [part: string, total: number])[] = [
  ['8x7b', 46.7e9],
  ['8x22b', 140.6e9],
  ['olmoe-1b-7b', 6.92e9],
  ['prompt-guard-86m', 278.8e6],
  ['prompt-guard-2-86m', 278.8e6],
  ['vibevoice-1.5b', 2.7e9],
  ['vibevoice-realtime-0.5b', 1.02e9],
  ['qwen3-tts-0.6b', 0.906e9],
  ['qwen3-tts-12hz-0.6b', 0.906e9],
  ['qwen3-forcedaligner-0.6b', 0.918e9],
  ['sensenova-u1.5-8b-mot', 17.5e9],
];
/** Words behind a count that make it the size of another model. */
const ANOTHERS = new Set(
  'speculator speculators dspark medusa tokenizer sae saes lens icalens olens'.split(' '),
);
const READS = /^(?:saes?|lens|icalens|olens)$/;
const FAMILIES = ['qwen', 'llama', 'mistral', 'gemma', 'pythia', 'bloom', 'command-r'];
const TEXT = new Set('token tokens tok sample samples pairs words docs data'.split(' '));
const REACH = new Set('steps ctx context rows sentences hours frames'.split(' '));

/**
 * The count a name states, word by word. A second opinion: the product reads the same names with other means,
 * and both are measured against the names judged by hand.
 */
export function statedIn(id: string): number | null {
  const name = (id.split('/').slice(-1)[0] ?? '').replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '');
  const lower = name.toLowerCase();
  const words = lower.split(/[^a-z0-9.]/);
  if (isAdapterByName(lower.split(/[-_.]/), lower)) return null;
  const lie = LIES.find(([part]) => lower.includes(part));
  if (isBeside(lie ? lower.replace('-mot', '') : lower)) return null;
  if (lie) return lie[1];
  const bothInOne = /^(\d+(?:\.\d+)?)b?a\d+(?:\.\d+)?b$/;
  const both = words.find((word) => bothInOne.test(word));
  if (both !== undefined) return Number.parseFloat(both) * 1e9;

  let mixture = false;
  let at = 0;
  for (const [i, word] of words.entries()) {
    const before = lower[at - 1];
    const after = lower[at + word.length];
    const start = at;
    at += word.length + 1;
    const next = words[i + 1] ?? '';
    const isSplit =
      (word === '0' && (after === '-' || after === '_') && /^\d[bm]/.test(next)) ||
      (/^\d$/.test(word) && before === '-' && after === '_');
    const joined = isSplit ? /^\d+[bm](?=\.|$)/.exec(next) : null;
    const whole = joined ? `${word}.${joined[0]}` : word;
    const count = /^(\d+x)?((?:[1-9]\d{0,3}|0)(?:[.p]\d+)?|0\d)([bm])([1-9])?(?=\.|$)/.exec(whole);
    if (!count) continue;
    const [, experts, digits = '', unit = 'b', decimal] = count;
    if (experts) mixture = true;
    const follows = (joined ? words[i + 2] : next)?.split('.')[0] ?? '';
    const context = {
      lower,
      digits,
      unit,
      follows: /^[a-z]*/.exec(follows)?.[0] ?? '',
      before: lower.slice(0, start),
    };
    if (experts || (decimal && unit === 'm') || isNoSize(context)) continue;
    if (/^[-_]\d+E(?![A-Za-z0-9])/.test(name.slice(start + word.length))) return null;
    const total = sizeOf(decimal ? `${digits}.${decimal}` : digits, unit);
    if (total === null) continue;
    const student = follows === 'to' ? /^([1-9]\d*(?:\.\d+)?)([bm])$/.exec(words[i + 2] ?? '') : null;
    if (student) return sizeOf(student[1] ?? '', student[2] ?? 'b');
    return next === whole ? 2 * total : total;
  }
  if (mixture) return null;
  const trillions = name.split(/[^A-Za-z0-9.]/).find((word) => /^[1-3](?:\.\d+)?T(?=\.|$)/.test(word));
  if (trillions !== undefined) return Number.parseFloat(trillions) * 1e12;
  for (const family of FAMILIES) {
    const glued = new RegExp(`${family}([1-9]\\d{0,2}(?:\\.\\d+)?|0\\d)([bm])(?![a-z0-9])`).exec(lower);
    if (glued) return sizeOf(glued[1] ?? '', glued[2] ?? 'b');
  }
  return null;
}

/** Whether a name is of a draft, a head, a reading or a cut of another model. In lower case. */
export function isBeside(name: string): boolean {
  const parts = name.split(/[-_.]|[^a-z0-9.]/);
  const named = parts.some((part, i) => ANOTHERS.has(part) && (i > 0 || READS.test(part)));
  const drafts = parts.slice(1).some((part) => /^(dflash\d*|p?eagle\d+|puzzle[a-z]*|mtpv\d)$/.test(part));
  const ends = (parts.length > 1 && parts.at(-1) === 'eagle') || /^eagle3?-[a-z]/.test(name);
  const head =
    /[-_.]mtp-heads?(?![a-z])|\d[bm](-mot|(-it)?(-qat)?-assistant)(?![a-z])|[-_.]d-spark(?![a-z])/.test(name);
  const cut = /[-_.](reap|pruned)-\d+(gb)?(?![a-z0-9])/.test(name);
  const scope = /(gemma|llama)-scope/.test(name) || /(?<![a-z])transcoders?(?![a-z])/.test(name);
  const isPart =
    parts.length > 1 &&
    (parts[0] === 'mtp' || parts[0] === 'imatrix' || parts.includes('mmproj') || parts.at(-1) === 'imatrix');
  return isPart || named || drafts || ends || head || cut || scope;
}

/** Whether a name calls itself an adapter, and not merged. */
export function isAdapterByName(words: readonly string[], name: string): boolean {
  return (
    words.some((word) => /^\d*(q?loras?|adapters?|peft)\d*$/.test(word)) && !/merge|fuse|full/.test(name)
  );
}

interface Context {
  lower: string;
  digits: string;
  unit: string;
  follows: string;
  before: string;
}

function isNoSize({ lower, digits, unit, follows, before }: Context): boolean {
  if (TEXT.has(follows)) return true;
  const size = Number(digits);
  if (unit === 'b') return (digits === '5' && /(^|[a-z][-_])1[-_]$/.test(before)) || /^\d{4}$/.test(digits);
  if (size === 1 || size === 10 || REACH.has(follows) || before.endsWith('jang_')) return true;
  const inWords = ['base', 'large', 'small', 'bert', 't5', 'vit'].some((word) => lower.includes(word));
  return (size <= 10 && inWords) || (size <= 30 && /\d[bm]pt(?![a-z])/.test(lower));
}

function sizeOf(digits: string, unit: string): number | null {
  const value = /^0\d$/.test(digits) ? Number(digits) / 10 : Number(digits.replace('p', '.'));
  const total = Math.round(value * (unit === 'b' ? 1e9 : 1e6));
  return total >= 1e5 ? total : null;
}
