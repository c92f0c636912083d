import { expect, test } from 'vitest';
import { type FindingOptions, writeFinding } from '../../../../src/lib/findings/write-finding.ts';
import { figureOf, type Made } from './made-figure.ts';

/** Ties between numbers and units read as spaces. */
const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;

const finding = (now: Made, before?: Made | null, options?: FindingOptions) =>
  writeFinding(figureOf(now), before ? figureOf(before) : null, options);

test.each<[string, () => string | null, string]>([
  [
    'of a group nobody recorded',
    () => finding({ values: { cn: 400_000, us: 600_000 } }, null, { about: ['mena'] }),
    'The Middle East & North Africa’s share of downloads among the 50,000 most downloaded models was 0.0 % on 22 August 2026.',
  ],
  [
    'of unreviewed publishers',
    () => finding({ values: { cn: 400_000, unreviewed: 600_000 } }, null, { about: ['unreviewed'] }),
    'The share of unreviewed publishers in downloads among the 50,000 most downloaded models was 60.0 % on 22 August 2026; 60 % of downloads have no known region.',
  ],
  [
    'where nothing is known',
    () => finding({ values: { unknown: 200_000, unreviewed: 1_034_000 } }),
    'None of the 1.23 million downloads among the 50,000 most downloaded models on 22 August 2026 have a known region.',
  ],
  [
    'where nothing is known of a flow',
    () =>
      finding({
        by: ['size'],
        measure: 'downloadsGained',
        step: 'week',
        asOf: '2026-08-23',
        values: { unknown: 200_000 },
      }),
    'None of the 200,000 downloads gained among the 50,000 most downloaded models in the week of 17 August 2026 have a known size class.',
  ],
  [
    'where nothing was counted',
    () => finding({ values: { cn: 0, us: 0 } }),
    'No downloads among the 50,000 most downloaded models were counted on 22 August 2026.',
  ],
  [
    'where the measure is not recorded',
    () => finding({ measure: 'downloadsAllTime', values: { cn: null, us: null } }),
    'Downloads of all time among the 50,000 most downloaded models were not recorded on 22 August 2026.',
  ],
  [
    'where no model is left',
    () => finding({ measure: 'models', values: { cn: 0 }, lenses: { size: ['250b-up'] } }),
    'No models among the 50,000 most downloaded models (size class: 250B and more) were counted on 22 August 2026.',
  ],
  [
    'with unknown left out',
    () =>
      finding(
        { unknown: 'drop', values: { cn: 241_000, us: 679_000, unknown: 80_000 } },
        { unknown: 'drop', values: { cn: 228_000, us: 692_000, unknown: 80_000 }, asOf: '2026-07-25' },
        { about: ['cn'] },
      ),
    'China’s share of downloads among the 50,000 most downloaded models rose 1.4 points to 26.2 % in four weeks; shares are of the 92 % of downloads whose region is known.',
  ],
  [
    'with unknown left out, and asked for',
    () =>
      finding({ unknown: 'drop', values: { cn: 241_000, us: 679_000, unknown: 80_000 } }, null, {
        about: ['unknown'],
      }),
    'The share of publishers of unknown region in downloads among the 50,000 most downloaded models is not given, as unknown groups are left out; shares are of the 92 % of downloads whose region is known.',
  ],
  [
    'with unknown as a band',
    () =>
      finding({ unknown: 'band', values: { cn: 241_000, us: 679_000, unknown: 80_000 } }, null, {
        about: ['cn'],
      }),
    'China’s share of downloads among the 50,000 most downloaded models was between 24.1 and 32.1 % on 22 August 2026; 8 % of downloads have no known region.',
  ],
  [
    'with overlapping bands',
    () =>
      finding(
        { unknown: 'band', values: { cn: 241_000, us: 679_000, unknown: 80_000 } },
        { unknown: 'band', values: { cn: 228_000, us: 692_000, unknown: 80_000 }, asOf: '2026-07-25' },
        { about: ['cn'] },
      ),
    'China’s share of downloads among the 50,000 most downloaded models was between 24.1 and 32.1 % on 22 August 2026, which overlaps with 22.8 to 30.8 % four weeks earlier; 8 % of downloads have no known region.',
  ],
  [
    'with bands apart',
    () =>
      finding(
        { unknown: 'band', values: { cn: 441_000, us: 539_000, unknown: 20_000 } },
        { unknown: 'band', values: { cn: 228_000, us: 732_000, unknown: 40_000 }, asOf: '2026-07-25' },
        { about: ['cn'] },
      ),
    'China’s share of downloads among the 50,000 most downloaded models was between 44.1 and 46.1 % on 22 August 2026, up from 22.8 to 26.8 % four weeks earlier; 2 % of downloads have no known region, 4 % before.',
  ],
  [
    'with a band of one value',
    () =>
      finding(
        { unknown: 'band', values: { cn: 400_000, us: 600_000 } },
        { unknown: 'band', values: { cn: 300_000, us: 700_000 }, asOf: '2026-08-15' },
        { about: ['cn'] },
      ),
    'China’s share of downloads among the 50,000 most downloaded models was 40.0 % on 22 August 2026, up from 30.0 % a week earlier.',
  ],
])('a share %s', (_, words, expected) => {
  expect(plain(words())).toBe(expected);
});
