import { z } from 'zod';
import { CHANGE_KINDS, type Change } from '../../metrics/changes.ts';

export const changeFields = {
  panel: z.string(),
  as_of: z.iso.date().describe('The look that found it; it happened between that day and the look before.'),
  kind: z.enum(CHANGE_KINDS),
  before: z.string().nullable(),
  after: z.string().nullable(),
};

export function changeRow({ panel, asOf, kind, before, after }: Change) {
  return { panel, as_of: asOf, kind, before, after };
}
