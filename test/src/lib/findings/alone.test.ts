import { expect, test } from 'vitest';
import { besidePanel } from '../../../../src/lib/findings/beside-panel.ts';
import { writeAltText } from '../../../../src/lib/findings/write-alt-text.ts';
import { writeFinding } from '../../../../src/lib/findings/write-finding.ts';
import { writePair } from '../../../../src/lib/findings/write-pair.ts';
import { figureOf } from './made-figure.ts';

const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;
const europe = figureOf({ lenses: { region: ['europe'] }, values: { europe: [400_000, 500_000] } });
const all = figureOf({ by: [], values: { '': 2_000_000 } });

test('one group that its own lens lets through is told by its size and its part of the whole, not as all of itself', () => {
  expect(plain(writeFinding(europe, null, { compareWith: 1, whole: all }))).toMatch(
    /^Downloads in 30 days of Europe’s models among the 50,000 most downloaded models rose 25\.0 % to 500,000 .*; that is 25\.0 % of all downloads\.$/,
  );
  expect(plain(writeAltText(europe, 'lines'))).toMatch(/ending at 500,000\.$/);
});

test('beside another lens the whole is that of the lens, and the lens is named', () => {
  const lenses = { region: ['europe'], size: ['1b-5b'] };
  const whole = figureOf({ by: [], lenses: { size: ['1b-5b'] }, values: { '': 1_000_000 } });
  const words = plain(writeFinding(figureOf({ lenses, values: { europe: 500_000 } }), null, { whole }));
  expect(words).toContain('(size class: 1B – 5B)');
  expect(words).toContain('that is 50.0 % of all downloads under the other lenses');
});

test('two groups under one lens keep their shares', () => {
  const lenses = { region: ['us', 'cn'] };
  expect(plain(writeFinding(figureOf({ lenses, values: { us: 60, cn: 40 } }), null))).toContain('60.0 %');
});

test('a figure beside another of the same names says what its groups are', () => {
  const country = figureOf({
    by: ['country'],
    values: { US: 600_000, CN: 400_000 },
    names: { US: 'United States', CN: 'China' },
  });
  expect(plain(writeFinding(country, null, { lead: 'by country' }))).toMatch(
    /^By country, the United States’ share/,
  );
});

test('beside another finding of the panel neither the panel nor its one snapshot is said again', () => {
  const figure = figureOf({ of: 'recording', values: { us: 600_000, cn: 400_000 } });
  const finding = writeFinding(figure, null);
  expect(finding).toContain('Most downloaded models per task');
  expect(plain(besidePanel(finding, figure))).toBe(
    'The United States’ share of downloads was 60.0 % on 22 August 2026, ahead of China with 40.0 %.',
  );
});

test('two measures of the same groups: who stands highest in each', () => {
  const downloads = figureOf({ values: { us: 600, cn: 400, unknown: 900 } });
  const models = figureOf({ measure: 'models', values: { us: 2, cn: 3, unknown: 9 } });
  expect(plain(writePair(downloads, models))).toBe(
    'Highest in downloads in 30 days: the United States (600); highest in the number of models: China (3).',
  );
  expect(plain(writePair(downloads, figureOf({ measure: 'likes', values: { us: 5, cn: 3 } })))).toBe(
    'Highest in downloads in 30 days (600) and in likes (5): the United States.',
  );
});
