import { statusWords } from '../claims/words.ts';
import { definitionOf } from '../definition/defaults.ts';
import { clean, cleanSentence } from '../digest/clean.ts';
import { capitalized } from '../format/capital.ts';
import { formatDay } from '../format/dates.ts';
import { formatCount, formatExact, formatShare } from '../format/numbers.ts';
import { addDays } from '../metrics/days.ts';
import { sayChange } from '../site/changes-view.ts';
import { paths } from '../site/paths.ts';
import { textOf } from '../site/phrase.ts';
import type { Happening, HappeningOf } from './happening.ts';

/** What a happening is in words. */
export interface Words {
  /** Without a full stop: for a subject. */
  line: string;
  /** Everything, in one sentence or two. */
  says: string;
  /** What it is about, and the rest, for a list. */
  name: string;
  about: string;
  /** The exact view. */
  href: string;
}

export function wordsOf(happening: Happening): Words {
  switch (happening.kind) {
    case 'threshold':
      return ofThreshold(happening);
    case 'license':
      return ofLicense(happening);
    case 'claim':
      return ofClaim(happening);
    case 'release':
      return ofRelease(happening);
  }
}

const KNOWN_WORDS: Readonly<Record<HappeningOf<'threshold'>['dimension'], string>> = {
  region: 'region',
  size: 'size',
  license: 'license',
  family: 'family',
};

function ofThreshold(happening: HappeningOf<'threshold'>): Words {
  const { panel, dimension, side, percent, phrase, was, is, known, since, asOf } = happening;
  const group = dimension === 'family' ? clean(phrase) : capitalized(clean(phrase));
  const many = dimension === 'size' || dimension === 'license';
  const verb = side === 'above' ? (many ? 'pass' : 'passes') : many ? 'fall below' : 'falls below';
  const line = `${group} ${verb} ${percent}\u00a0% of downloads`;
  const from = `after ${formatShare(was)} in that of ${formatDay(since)}`;
  const told =
    known === null ? '' : ` The ${KNOWN_WORDS[dimension]} is known for ${formatShare(known)} of downloads.`;
  return {
    line,
    says: `${group} ${many ? 'have' : 'has'} ${formatShare(is)} of downloads in the snapshot of ${formatDay(asOf)}, ${from}.${told}`,
    name: line,
    about: `${formatShare(is)} in the snapshot of ${formatDay(asOf)}, ${from}`,
    href: paths.view(definitionOf({ panel, by: [dimension], snapshot: asOf })),
  };
}

function ofLicense({ repoId, change, before, after, downloads30d, asOf }: HappeningOf<'license'>): Words {
  const name = clean(repoId);
  const [was, is] = [clean(before ?? 'none'), clean(after ?? 'none')];
  const said = cleanSentence(textOf(sayChange({ kind: change, before, after })));
  const what = said.charAt(0).toLowerCase() + said.slice(1);
  const used = downloads30d === null ? null : `${formatCount(downloads30d)} downloads in 30 days`;
  const changed = {
    'license-declared': `license declared: ${is}`,
    'license-dropped': `license ${was} no longer declared`,
  }[String(change)];
  return {
    line: `${name}: ${changed ?? `license changed from ${was} to ${is}`}`,
    says: `${name}: ${what}. The look of ${formatDay(asOf)} found it.${used === null ? '' : ` The model has ${used}.`}`,
    name,
    about: [what, ...(used === null ? [] : [used]), `look of ${formatDay(asOf)}`].join(' · '),
    href: paths.model(repoId),
  };
}

function ofClaim({ claim, title, was, is, since }: HappeningOf<'claim'>): Words {
  const [now, before] = [statusWords(is), statusWords(was)];
  const turn = `now ${now.name.toLowerCase()}, before ${before.name.toLowerCase()}`;
  return {
    line: `Claim ${claim} is ${turn}`,
    says: `“${clean(title)}” is ${turn}, since the snapshot of ${formatDay(since)}. ${now.says}`,
    name: `${claim}: ${clean(title)}`,
    about: `${turn}, since the snapshot of ${formatDay(since)}`,
    href: paths.claim(claim),
  };
}

function ofRelease(happening: HappeningOf<'release'>): Words {
  const { panel, publisher, name: given, count, models, from, to } = happening;
  const name = clean(given);
  const [first] = models;
  const what = count === 1 && first ? clean(first.repoId) : `${formatExact(count)} models`;
  const days = from === to ? `on ${formatDay(from)}` : `between ${formatDay(from)} and ${formatDay(to)}`;
  const one = count === 1;
  return {
    line: `${name} released ${what}`,
    says: `${name} released ${what} ${days}; the look of ${formatDay(happening.asOf)} was the first to see ${one ? 'it' : 'them'}.`,
    name: `${name} released ${what}`,
    about: `${days}; seen first in the look of ${formatDay(happening.asOf)}`,
    href: paths.releases(
      definitionOf({ panel, lenses: { publisher: [publisher] }, window: { from, until: addDays(to, 1) } }),
      { show: 'all' },
    ),
  };
}
