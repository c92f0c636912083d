import { z } from 'zod';
import { readLedger } from '../../claims/read-ledger.ts';
import { NO_REACH } from '../../definition/panel-reach.ts';
import { paths } from '../../site/paths.ts';
import { ApiProblem } from '../errors.ts';
import { metaOf } from '../meta.ts';
import { defineResource } from '../resource.ts';
import { claimFields, claimRow } from './claims.ts';

const quantity = z.union([z.number(), z.string()]);
const part = z.number().nullable();

const row = z.object({
  ...claimFields,
  remark: z.string().nullable(),
  values: z.array(
    z.object({
      label: z.string(),
      unit: z.string(),
      sense: z.enum(['about', 'at-least', 'at-most']),
      published: quantity.describe('In the unit; a day as YYYY-MM-DD.'),
      ours: quantity.nullable(),
      difference: part.describe('Ours less theirs, in the unit; days for a day.'),
      coverage: part,
      verdict: z.string(),
      says: z.string().nullable(),
    }),
  ),
  alternates: z
    .array(
      z.object({
        name: z.string(),
        definition: z.string(),
        unit: z.string(),
        ours: quantity.nullable(),
        coverage: part,
        meets: z.array(z.string()),
      }),
    )
    .describe('The same counted in other ways; meets: published numbers within whose tolerance it comes.'),
  history: z
    .array(z.object({ since: z.iso.date(), status: z.string(), value: part }))
    .describe('What it came to before, newest first.'),
});

export const CLAIM = defineResource({
  id: 'claim',
  path: '/claims/{claim}',
  name: 'One claim',
  says: 'A published claim with every number beside ours, other ways of counting it, and what it came to before.',
  examples: ['/claims/C1', '/claims/S1'],
  reach: NO_REACH,
  own: z.object({}),
  row,
  async read(context, { id }) {
    const { entries } = await context.kept('ledger', () => readLedger(context.db));
    const entry = entries.find(({ claim }) => claim.id === id);
    if (!entry)
      throw new ApiProblem(404, [
        'claim: the ledger has no claim of this id; /api/v1/claims lists them, as C1.',
      ]);
    const { claim, result, history } = entry;
    const data: z.infer<typeof row> = {
      ...claimRow(entry),
      remark: claim.remark,
      values: claim.values.map((value, at) => {
        const found = result?.answer.values[at];
        return {
          ...{ label: value.label, unit: value.unit, sense: value.sense, published: value.published },
          ours: found?.ours ?? null,
          difference: found?.difference ?? null,
          coverage: found?.coverage ?? null,
          verdict: found?.verdict ?? 'missing',
          says: found?.says ?? null,
        };
      }),
      alternates: claim.alternates.map((alternate, at) => {
        const found = result?.answer.alternates[at];
        return {
          ...{ name: alternate.name, definition: alternate.definition, unit: alternate.unit },
          ours: found?.ours ?? null,
          coverage: found?.coverage ?? null,
          meets: [...(found?.meets ?? [])],
        };
      }),
      history: history.map(({ since, status, value }) => ({ since, status, value })),
    };
    return {
      data,
      next: null,
      meta: metaOf(context, {
        title: `${claim.title}, as ${claim.source.speaker} has it`,
        says: claim.definition,
        page: paths.claim(claim.id),
        coverage: { part: data.coverage, says: 'The least coverage of its numbers.' },
      }),
    };
  },
});
