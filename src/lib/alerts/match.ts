import type { Preferences } from '../subscribers/preferences.ts';
import type { Noted } from '../subscribers/store/alert-readers.ts';
import { type Happening, type HappeningOf, namesOf, thresholdKey } from './happening.ts';

/** What of everything concerns somebody with these preferences, the most telling first. */
export type Matcher = (preferences: Preferences, isNew: (noted: Noted) => boolean) => readonly Happening[];

/** Sorts everything once, so that each of many readers costs as much as they watch. */
export function matcherOf(noted: readonly Noted[]): Matcher {
  const by = new Map<string, Noted[]>();
  for (const each of noted) for (const key of keysOf(each.facts)) pushTo(by, key, each);
  return (preferences, isNew) => {
    const wanted = new Set(wantedBy(preferences).flatMap((key) => by.get(key) ?? []));
    const watched = new Set(preferences.watch.models.map((name) => name.toLowerCase()));
    return [...wanted]
      .filter(isNew)
      .toSorted(
        (a, b) => rankOf(a.facts, watched) - rankOf(b.facts, watched) || a.happeningId - b.happeningId,
      )
      .map(({ facts }) => facts);
  };
}

/** What it is looked for by. */
function keysOf(facts: Happening): readonly string[] {
  switch (facts.kind) {
    case 'threshold':
      return [thresholdKey(facts)];
    case 'license':
      return [
        ...namesOf(facts).map((name) => `license of ${name}`),
        ...(facts.publisher === null ? [] : [`license by ${facts.publisher}`]),
      ];
    case 'claim':
      return ['claim'];
    case 'release':
      return [`release by ${facts.publisher}`];
  }
}

function wantedBy({ alerts, watch }: Preferences): readonly string[] {
  return [
    ...alerts.thresholds.map((threshold) => thresholdKey(threshold)),
    ...(alerts.licenses
      ? [
          ...watch.models.map((name) => `license of ${name.toLowerCase()}`),
          ...watch.publishers.map((publisher) => `license by ${publisher}`),
        ]
      : []),
    ...(alerts.claims ? ['claim'] : []),
    ...(alerts.releases ? watch.publishers.map((publisher) => `release by ${publisher}`) : []),
  ];
}

const KINDS: readonly Happening['kind'][] = ['threshold', 'license', 'claim', 'release'];

/** By kind; of thresholds the largest move first, of licenses those of watched models, then of models that are much used. */
function rankOf(facts: Happening, watched: ReadonlySet<string>): number {
  const kind = KINDS.indexOf(facts.kind);
  if (facts.kind === 'threshold') return kind + 0.9 * (1 - Math.abs(facts.is - facts.was));
  return facts.kind === 'license' ? kind + licenseRank(facts, watched) : kind;
}

/** Between 0 and 1. */
function licenseRank(facts: HappeningOf<'license'>, watched: ReadonlySet<string>): number {
  const isWatched = namesOf(facts).some((name) => watched.has(name));
  return (isWatched ? 0 : 0.5) + 0.4 / (1 + Math.log10(1 + (facts.downloads30d ?? 0)));
}

function pushTo(by: Map<string, Noted[]>, key: string, noted: Noted): void {
  const own = by.get(key);
  if (own) own.push(noted);
  else by.set(key, [noted]);
}
