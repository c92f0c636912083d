import type { ChartTheme } from './chart-config.ts';

export type ThemeId = 'light' | 'dark';

/** Light and dark, as `styles/tokens.css` has them under the same names; a test holds the two together. */
export const COLOURS = {
  ink: ['#191a1c', '#ecebe7'],
  'ink-soft': ['#4e4f52', '#b8b6b0'],
  'ink-faint': ['#66676a', '#9b9993'],
  paper: ['#fdfcfa', '#151617'],
  rule: ['#e2dfd8', '#303134'],
  'rule-strong': ['#24262a', '#8c8a85'],
  accent: ['#0b5a63', '#79c7cf'],
  'region-us': ['#1f5fae', '#6aa8f0'],
  'region-cn': ['#c23b22', '#f2795c'],
  'region-europe': ['#0c8068', '#3fc7a4'],
  'region-apac': ['#b07400', '#e8b33f'],
  'region-mena': ['#7b4bb3', '#b792ea'],
  'region-americas': ['#2e8fb5', '#7fd0ee'],
  'region-africa': ['#7a5a2c', '#c9a673'],
  'region-elsewhere': ['#6d7d3a', '#b3c276'],
  'region-international': ['#a8417f', '#e889c0'],
  'region-person': ['#5a6472', '#a9b3c2'],
  'size-under-100m': ['#8f7a00', '#e0cc55'],
  'size-100m-1b': ['#4d8a2f', '#9bd175'],
  'size-1b-5b': ['#0c8068', '#3fc7a4'],
  'size-5b-10b': ['#1a7fa8', '#68c4ea'],
  'size-10b-50b': ['#2459b5', '#7fa6f7'],
  'size-50b-100b': ['#5a3fb0', '#ab98f5'],
  'size-100b-250b': ['#8c2f96', '#df8fe6'],
  'size-250b-up': ['#a3214f', '#f58bac'],
  'license-permissive': ['#0c8068', '#3fc7a4'],
  'license-weak_copyleft': ['#2e8fb5', '#7fd0ee'],
  'license-strong_copyleft': ['#1f5fae', '#6aa8f0'],
  'license-rail': ['#7b4bb3', '#b792ea'],
  'license-community': ['#b07400', '#e8b33f'],
  'license-non_commercial': ['#c23b22', '#f2795c'],
  'license-research_only': ['#a8417f', '#e889c0'],
  'license-custom_other': ['#7a5a2c', '#c9a673'],
  'license-none': ['#5a6472', '#a9b3c2'],
  'rank-1': ['#1f5fae', '#6aa8f0'],
  'rank-2': ['#c23b22', '#f2795c'],
  'rank-3': ['#0c8068', '#3fc7a4'],
  'rank-4': ['#b07400', '#e8b33f'],
  'rank-5': ['#7b4bb3', '#b792ea'],
  'rank-6': ['#2e8fb5', '#7fd0ee'],
  'rank-7': ['#a8417f', '#e889c0'],
  'rank-rest': ['#5a6472', '#a9b3c2'],
  open: ['#8d8c88', '#84827d'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

export type ColourId = keyof typeof COLOURS;

/** The colour of a token where no page is there to ask. */
export function colourOf(id: ColourId, theme: ThemeId): string {
  return COLOURS[id][theme === 'light' ? 0 : 1];
}

/** The colour of a series by its key, as the rules of `tokens.css` give it. */
export function seriesColour(key: string, theme: ThemeId): string {
  return colourOf(
    key === 'plain' ? 'accent' : Object.hasOwn(COLOURS, key) ? (key as ColourId) : 'open',
    theme,
  );
}

/** What a chart takes of a page, where there is none. */
export function themeOf(theme: ThemeId, font: string): ChartTheme {
  return {
    ink: colourOf('ink', theme),
    faint: colourOf('ink-faint', theme),
    rule: colourOf('rule', theme),
    paper: colourOf('paper', theme),
    font,
  };
}
