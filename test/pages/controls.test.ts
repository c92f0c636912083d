import { describe, expect, test } from 'vitest';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import type { Definition } from '../../src/lib/definition/definition.ts';
import { parseDefinition, reachBy } from '../../src/lib/definition/parse.ts';
import { controlsOf } from '../../src/lib/site/figure/controls.ts';
import { paths } from '../../src/lib/site/paths.ts';
import { panel } from './fixtures.ts';

const byRegion = (parts: Partial<Definition> = {}) => definitionOf({ by: ['region'], ...parts });
const place = { address: (definition: Definition) => paths.regions(definition), action: paths.regions() };
const controls = (definition: Definition, facts = panel) =>
  controlsOf(definition, { panel: facts, panels: [facts], place, nameOf: () => null });
const switchOf = (definition: Definition, key: string) =>
  controls(definition).switches.find((each) => each.key === key)?.choices ?? [];

describe('a switch', () => {
  test('has one address for each other choice and none for the one in force', () => {
    expect(switchOf(byRegion(), 'attribution').map(({ name, href, chosen }) => [name, href, chosen])).toEqual(
      [
        ['uploader', null, true],
        ['original creator', '/regions?attribution=creator', false],
        ['creator → uploader', '/regions?attribution=flow', false],
      ],
    );
  });

  test('offers no choice that the grammar refuses, and says why', () => {
    const [, , band] = switchOf(byRegion({ measure: 'parametersMean' }), 'unknown');
    expect(band).toMatchObject({
      href: null,
      chosen: false,
      refused: 'unknown: parametersMean has no shares, so no band; choose keep or drop.',
    });
  });

  test('leads to addresses that are read as they were written', () => {
    for (const { choices } of controls(byRegion({ lenses: { size: ['1b-5b'] } })).switches)
      for (const { href } of choices) {
        if (href === null) continue;
        const { search, pathname } = new URL(href, 'http://x');
        const read = parseDefinition(new URLSearchParams(search), reachBy('region'));
        expect(paths.regions(read)).toBe(pathname + search);
      }
  });

  test('of size schemes is there where sizes are used, and takes size lenses of another scheme away', () => {
    expect(switchOf(byRegion(), 'scheme')).toEqual([]);
    const [, atom] = switchOf(byRegion({ lenses: { size: ['under-100m'] } }), 'scheme');
    expect(atom?.href).toBe('/regions?scheme=atom');
  });

  test('of windows offers the usual ones and keeps one that was written by hand', () => {
    const written = { from: '2024-08-01', until: '2025-09-01' };
    const choices = switchOf(byRegion({ window: written }), 'window');
    expect(choices.map(({ name }) => name)).toEqual([
      'everything recorded',
      '28 days',
      '91 days',
      '365 days',
      '1095 days',
      '1 August 2024 to 31 August 2025',
    ]);
    expect(choices.at(-1)?.chosen).toBe(true);
  });
});

describe('the form', () => {
  test('carries along what it does not ask for', () => {
    const { form } = controls(
      byRegion({
        attribution: 'creator',
        window: { days: 28 },
        lenses: { publisher: ['acme'], region: ['us'] },
      }),
    );
    expect(form.kept).toEqual([
      { name: 'publisher', value: 'acme' },
      { name: 'window', value: '28d' },
      { name: 'attribution', value: 'creator' },
    ]);
  });

  test('offers the measures that can be asked of this panel with this definition', () => {
    const ids = (facts: typeof panel) => controls(byRegion(), facts).form.measures.map(({ id }) => id);
    expect(ids(panel)).not.toContain('downloadsGained');
    expect(ids({ ...panel, hasAllTime: true })).toContain('downloadsGained');
    expect(controls(byRegion({ unknown: 'band' })).form.measures.map(({ id }) => id)).not.toContain(
      'parametersMean',
    );
  });
});

test('a changed definition is open, said in a sentence, and one link away from the usual one', () => {
  const { changed, says, usualHref } = controls(
    byRegion({ measure: 'likes', unknown: 'drop', lenses: { region: ['us'] } }),
  );
  expect(changed).toBe(true);
  expect(says).toBe(
    'Likes of all models by region, counted by uploader, only region United States; unknown groups left out.',
  );
  expect(usualHref).toBe('/regions?measure=likes&region=us');
  expect(controls(byRegion()).usualHref).toBeNull();
});
