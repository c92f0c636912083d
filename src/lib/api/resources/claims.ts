import { z } from 'zod';
import { type LedgerEntry, readLedger } from '../../claims/read-ledger.ts';
import { STATUSES, SUBJECTS, subjectOf } from '../../claims/words.ts';
import { NO_REACH } from '../../definition/panel-reach.ts';
import { paths } from '../../site/paths.ts';
import { holding, partOf } from '../list-of.ts';
import { metaOf } from '../meta.ts';
import { choiceOrNone, LIST_PARAMETERS, text } from '../parameters.ts';
import { defineResource } from '../resource.ts';

const known = z.string().nullable();

export const claimFields = {
  id: z.string(),
  title: z.string(),
  subject: known,
  quote: z.string().describe('At most 25 words.'),
  verbatim: z.boolean().describe('False: the quote sums up what was said.'),
  speaker: z.string().describe('Who says it.'),
  source_title: known,
  source_url: known,
  source_date: known.describe('YYYY, YYYY-MM or YYYY-MM-DD, as exactly as it is known.'),
  compiled_on: z.iso.date().describe('The day it was entered.'),
  definition: z.string().describe('What has to be counted.'),
  status: known.describe('What became of it. Null: not evaluated yet.'),
  status_says: known.describe('Why.'),
  since: z.iso.date().nullable().describe('The snapshot that gave this answer first.'),
  panel: known.describe('The panel that answered.'),
  as_of: z.iso.date().nullable().describe('Its newest snapshot.'),
  coverage: z.number().nullable().describe('Part of the whole whose group is known, 0 to 1.'),
};

const row = z.object({
  ...claimFields,
  numbers: z.number().int().describe('Published numbers that are held against ours.'),
});

/** Claims are about no snapshot; a list of them changes as the ledger does. */
const LEDGER = '0001-01-01';

export const CLAIMS = defineResource({
  id: 'claims',
  path: '/claims',
  name: 'Claims',
  says: 'Published claims about open models, and what each comes to when it is counted here.',
  examples: ['/claims?status=reproduced', '/claims.csv?subject=licenses', '/claims?q=china'],
  reach: NO_REACH,
  own: z.object({
    q: text('Part of a title, of a quote or of a speaker’s name, in any case.'),
    status: choiceOrNone(
      'Only claims of this status.',
      STATUSES.map(({ id }) => id),
    ),
    subject: choiceOrNone(
      'Only claims about this.',
      SUBJECTS.map(({ id }) => id),
    ),
    ...LIST_PARAMETERS,
  }),
  row,
  async read(context, { own }) {
    const { entries } = await context.kept('ledger', () => readLedger(context.db));
    const rows = entries
      .map((entry) => ({ ...claimRow(entry), numbers: entry.claim.values.length }))
      .filter(({ status }) => own.status === null || status === own.status)
      .filter(({ subject }) => own.subject === null || subject === own.subject);
    const found = holding(rows, own.q, (one) => [one.id, one.title, one.quote, one.speaker]);
    return {
      ...partOf(found, ({ id }) => id, { of: 'claims', asOf: LEDGER, limit: own.limit, after: own.after }),
      meta: metaOf(context, {
        title: 'Published claims held against the census',
        says: 'Each published number beside ours, under the definition of the claim.',
        page: paths.claims({ status: own.status, subject: own.subject }),
        matching: found.length,
      }),
    };
  },
});

export function claimRow({ claim, result }: LedgerEntry): z.infer<z.ZodObject<typeof claimFields>> {
  const { id, title, quote, verbatim, source, compiled, definition } = claim;
  const answer = result?.answer ?? null;
  return {
    ...{ id, title, subject: subjectOf(claim)?.id ?? null, quote, verbatim, speaker: source.speaker },
    ...{ source_title: source.title, source_url: source.url, source_date: source.date },
    ...{ compiled_on: compiled, definition },
    status: result?.status ?? null,
    status_says: answer?.says ?? null,
    since: result?.since ?? null,
    panel: answer?.panel ?? null,
    as_of: answer?.asOf ?? null,
    coverage: answer?.coverage ?? null,
  };
}
