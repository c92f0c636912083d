export interface CountsInName {
  /** Total weights the name states; null where it states none or is known to mean something else. */
  total: number | null;
  /** Weights used per token: `30B-A3B`, `17B-16E`. Null for a dense or unstated model. */
  active: number | null;
}

/** What most names state. */
export const NOTHING: CountsInName = { total: null, active: null };

/**
 * Names that lie, as they begin to lie: what the Hub counts in the files, from the recordings (hub-api.md §6.2).
 * `8x7B` multiplies experts that share their attention; OLMoE names active and total; the others leave out
 * embeddings, towers or heads.
 */
const KNOWN: readonly (readonly [name: RegExp, total: number, active?: number])[] = [
  [/(?<![a-z0-9.])8x7b(?![a-z0-9])/, 46.7e9],
  [/(?<![a-z0-9.])8x22b(?![a-z0-9])/, 140.6e9],
  [/olmoe-1b-7b/, 6.92e9, 1e9],
  [/prompt-guard-(?:2-)?86m/, 278.8e6],
  [/vibevoice-1\.5b/, 2.7e9],
  [/vibevoice-realtime-0\.5b/, 1.02e9],
  [/qwen3-tts-(?:12hz-)?0\.6b/, 0.906e9],
  [/qwen3-forcedaligner-0\.6b/, 0.918e9],
  [/sensenova-u1\.5-8b-mot/, 17.5e9],
];
const MAY_BE_KNOWN = /8x|olmoe|guard|vibev|qwen3-[tf]|u1\.5/i;

/** Experts (`8x`), digits, and a unit that ends the word. `1_8B` after a dash, `0-6b` and `05b` lost their point. */
const STATED =
  /(?<![A-Za-z0-9.])(?:(\d+)x)?((?:[1-9]\d{0,3}(?:[.p]\d+)?|0[.p]\d+|0[-_]?\d|(?<=-)\d_\d+))([bm])([1-9])?(?![A-Za-z0-9])/gi;
/** `39A5B` and `4BA0.6B`: total and active in one word. */
const GLUED = /(?<![A-Za-z0-9.])(\d+(?:\.\d+)?)B?A(\d+(?:\.\d+)?)B(?![A-Za-z0-9])/;
const ACTIVE = /(?<![A-Za-z0-9.])a(\d{1,3}(?:\.\d+)?)([bm])(?![A-Za-z0-9])/i;
/** Trillions, where nothing smaller is stated. `5T` and more count the tokens of training. */
const TRILLIONS = /(?<![A-Za-z0-9.])([1-3](?:\.\d+)?)T(?![A-Za-z0-9])/;
/** Families people write without a dash. Not `gpt`, `yolo`, `laion`: those end in versions and in pictures. */
const GLUED_FAMILY =
  /(?:qwen|llama|mistral|gemma|pythia|bloom|command-r)([1-9]\d{0,2}(?:\.\d+)?|0\d)([bm])(?![A-Za-z0-9])/i;

/** What follows a count of text; behind millions also of training and of reach. */
const NOT_WEIGHTS = /^[-_ ]?(?:tokens?|tok|samples|pairs|words|docs|data)(?![a-z])/i;
const NOT_MILLIONS = /^[-_ ]?(?:steps|ctx|context|rows|sentences|hours|frames)(?![a-z])/i;
/** A count of text in the same name: `1Bpt_5M` is trained on both. */
const COUNTS_TEXT = /\d[bm]pt(?![a-z])/i;
/** Sizes named in words; a few millions beside them count texts: `ke-t5-base-…-10m`, `RoBERTa-4m`. */
const SIZED_IN_WORDS = /base|large|small|bert|t5|vit/i;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** The name states the model it drafts for, reads, or was before weights were cut out of it. */
const OF_ANOTHER =
  /[-_.](?:speculators?|d-?spark|dflash\d*|p?eagle\d+|medusa|mtp-heads?|mtpv\d|tokenizer|puzzle[a-z]*)(?![a-z])|[-_.]eagle$|^eagle3?-[a-z]|(?:^|[-_.])mmproj(?![a-z])|^(?:mtp|imatrix)-|[-_.]imatrix$|\d[bm](?:-mot|(?:-it)?(?:-qat)?-assistant)(?![a-z])|[-_.](?:reap|pruned)-\d+(?:gb)?(?![a-z0-9])|(?<![a-z])(?:saes?|transcoders?|lens|icalens|olens|(?:gemma|llama)-scope)(?![a-z])/i;
/** Cheaper than the patterns it stands before, and as good for nearly every name. */
const MAY_BE_OF_ANOTHER =
  /specul|spark|flash|eagle|medusa|m[to][tp]|mmproj|imatrix|tokeni|puzzle|assist|reap|prune|sae|transco|lens|scope|lora|adapter|peft/i;
const ADAPTER = /(?<![a-z])(?:q?loras?|adapters?|peft)(?![a-z])/i;
const MERGED = /merge|fuse|full/i;

/**
 * The counts a name states: `7B`, `0.5b`, `350M`, `30B-A3B` (total, then active), `1T`. Null for what is no count
 * of weights: `4bit`, `128k`, `E4B`, `-1M` (context), `30T` (tokens), and for names of drafts and adapters,
 * which state the size of another model. Wrong is worse than null.
 */
export function countsInName(repoId: string): CountsInName {
  const name = repoId.slice(repoId.indexOf('/') + 1);
  if (!/\d[bmt]/i.test(name)) return NOTHING;
  if (MAY_BE_KNOWN.test(name)) {
    const lower = name.toLowerCase();
    const known = KNOWN.find(([pattern]) => pattern.test(lower));
    if (known)
      return isOfAnother(name.replace(/-mot/i, '')) ? NOTHING : { total: known[1], active: known[2] ?? null };
  }
  const counts = inWords(name.length < 36 ? name : name.replace(UUID, ''));
  return counts.total === null && counts.active === null ? NOTHING : isOfAnother(name) ? NOTHING : counts;
}

/** Whether a name calls itself an adapter: what else it states describes its base. Merged ones are the model. */
export function isAdapterName(name: string): boolean {
  return ADAPTER.test(name) && !MERGED.test(name);
}

/** Whether a name says that the repo holds a draft, a head, a reading or a cut of the model it names. */
export function isBesideAnother(name: string): boolean {
  return MAY_BE_OF_ANOTHER.test(name) && OF_ANOTHER.test(name);
}

function isOfAnother(name: string): boolean {
  return MAY_BE_OF_ANOTHER.test(name) && (OF_ANOTHER.test(name) || isAdapterName(name));
}

function inWords(name: string): CountsInName {
  const glued = GLUED.exec(name);
  if (glued && Number(glued[1]) > Number(glued[2]))
    return { total: weights(glued[1], 'b'), active: weights(glued[2], 'b') };
  let mixture = false;
  STATED.lastIndex = 0;
  for (let found = STATED.exec(name); found; found = STATED.exec(name)) {
    const [all, experts, digits = '', unit = 'b', decimal] = found;
    const before = name.slice(0, found.index);
    const after = name.slice(found.index + all.length);
    if (experts !== undefined) mixture = true;
    if (decimal !== undefined && unit.toLowerCase() !== 'b') continue;
    if (experts !== undefined || isFalseFriend({ name, before, after, digits, unit })) continue;
    const perExpert = /^[-_]\d+E(?![A-Za-z0-9])/.test(after);
    const total = weights(decimal === undefined ? digits : `${digits}.${decimal}`, unit);
    if (perExpert) return { total: null, active: total };
    if (total === null) continue;
    const student = /^-to-([1-9]\d*(?:\.\d+)?)([bm])(?![A-Za-z0-9])/i.exec(after);
    if (student) return { total: weights(student[1], student[2]), active: null };
    // The same count twice is an encoder and a decoder: `t5gemma-2b-2b`.
    const isPair =
      after.slice(1, all.length + 1) === all && !/^[A-Za-z0-9]/.test(after.slice(all.length + 1));
    return { total: isPair ? 2 * total : total, active: activeIn(after.slice(0, 12), total) };
  }
  if (mixture) return NOTHING;
  return { total: apart(name), active: activeIn(name, Number.POSITIVE_INFINITY, true) };
}

/** A count that stands in no word of its own. */
function apart(name: string): number | null {
  const trillions = TRILLIONS.exec(name);
  if (trillions) return Number(trillions[1]) * 1e12;
  const family = GLUED_FAMILY.exec(name);
  return family ? weights(family[1], family[2]) : null;
}

/** `A3B` right behind the total, or anywhere in a name without one: behind another word it is a teacher's. */
function activeIn(text: string, total: number, anywhere = false): number | null {
  const found = ACTIVE.exec(text);
  if (!found || (!anywhere && found.index !== 1)) return null;
  const active = weights(found[1], found[2]);
  return active !== null && active <= total ? active : null;
}

interface Found {
  name: string;
  before: string;
  after: string;
  digits: string;
  unit: string;
}

function isFalseFriend({ name, before, after, digits, unit }: Found): boolean {
  if (NOT_WEIGHTS.test(after)) return true;
  // `SOLAR-1-5b` may be the first version with 5 B or one with 1.5 B.
  if (digits === '5' && /(?:^|[a-z][-_])1[-_]$/i.test(before) && unit.toLowerCase() === 'b') return true;
  if (unit.toLowerCase() === 'b') return digits.length > 3 && /^\d+$/.test(digits);
  // A million and ten of them are lengths of context, and `JANG_4M` is a packing.
  if (/jang_$/i.test(before)) return true;
  if (digits === '1' || digits === '10' || NOT_MILLIONS.test(after)) return true;
  return (
    Number(digits) <= 30 && (COUNTS_TEXT.test(name) || (Number(digits) <= 10 && SIZED_IN_WORDS.test(name)))
  );
}

/** Null for what is no size of a model: below 100,000 weights. */
function weights(digits = '', unit = 'b'): number | null {
  const point = /^0\d$/.test(digits) ? `0.${digits[1]}` : digits.replace(/[_p-]/i, '.');
  const count = Math.round(Number(point) * (unit.toLowerCase() === 'b' ? 1e9 : 1e6));
  return count >= 1e5 ? count : null;
}
