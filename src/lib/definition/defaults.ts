import type { Definition } from './definition.ts';

/** What an address means that says nothing. */
export const DEFAULTS: Definition = {
  panel: null,
  measure: 'downloads30d',
  universe: 'all',
  by: [],
  lenses: {},
  window: null,
  step: 'auto',
  attribution: 'uploader',
  counting: 'primary',
  facts: 'then',
  unknown: 'keep',
  scheme: 'default',
  infrastructure: 'with',
  reference: null,
  snapshot: null,
};

/** A definition of which only some parts are said; the others are the defaults. */
export function definitionOf(parts: Partial<Definition> = {}): Definition {
  return { ...DEFAULTS, ...parts };
}
