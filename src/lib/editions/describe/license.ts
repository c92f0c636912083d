import type { Manifest } from '../manifest.ts';

/** Of what the census adds: sums, judgements, curated facts. */
export const LICENSE = {
  id: 'CC-BY-4.0',
  name: 'Creative Commons Attribution 4.0 International',
  url: 'https://creativecommons.org/licenses/by/4.0/',
} as const;

/** Whom derived tables name beside us. */
export const NOTICES: readonly string[] = [
  'Facts about models (names, dates, counters, declared licenses, bases, tags) are those of Hugging Face, read through the public API of the Hub under its terms: https://huggingface.co/terms-of-service. Model cards and files of models are not part of this edition.',
  'Parts of the registry, parameter counts and release dates come from tracked-models of Interconnects AI (Apache-2.0).',
  'Published claims are quoted with their sources; the words are those of the speakers.',
];

/** `LICENSE.txt` of an edition. */
export function writeLicense({ panel }: Pick<Manifest, 'panel'>): string {
  return [
    `What Open Model Census adds to these files (sums, judgements, curated facts, descriptions) is licensed under`,
    `${LICENSE.name} (${LICENSE.id}): ${LICENSE.url}`,
    '',
    'You may share and adapt it for any purpose if you give credit; CITATION.cff says how.',
    '',
    'What others said stays theirs:',
    ...[`${panel.source_title} (${panel.source_url}): ${panel.terms}`, ...NOTICES].map((line) => `- ${line}`),
    '',
  ].join('\n');
}
