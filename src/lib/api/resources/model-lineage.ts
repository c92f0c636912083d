import { z } from 'zod';
import type { ModelLineage } from '../../metrics/lineage.ts';

const text = z.string().nullable();

export const lineageFields = {
  panel: z.string(),
  license: text.describe('What the model declares. Null: nothing, or not recorded.'),
  root: z
    .object({ declared_as: z.string(), model: text })
    .nullable()
    .describe('Where the chain of declared bases ends.'),
  bases: z.array(
    z.object({
      declared_as: z.string(),
      model: text.describe('As it is called now. Null: no model of that name was ever seen.'),
      removed_on: z.iso.date().nullable(),
      relation: text.describe('finetune, adapter, quantized or merge. Null: not stated.'),
      declared_in: z.string(),
      verdict: text.describe('How the two labels compare.'),
      reason: text,
      license: text,
    }),
  ),
  derivatives: z.number().int().describe('Models present that declare it as a base. A lower bound.'),
};

export function lineageRow({ panel, license, root, bases, derivatives }: ModelLineage) {
  return {
    panel,
    license,
    root: root && { declared_as: root.declaredAs, model: root.repoId },
    bases: bases.map((base) => ({
      declared_as: base.declaredAs,
      model: base.repoId,
      removed_on: base.removedOn,
      relation: base.relation,
      declared_in: base.declaredIn,
      verdict: base.verdict,
      reason: base.reason,
      license: base.license,
    })),
    derivatives,
  };
}
