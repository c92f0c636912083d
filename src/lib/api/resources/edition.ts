import { z } from 'zod';
import { NO_REACH } from '../../definition/panel-reach.ts';
import { paths } from '../../site/paths.ts';
import { ApiProblem } from '../errors.ts';
import { metaOf } from '../meta.ts';
import { defineResource } from '../resource.ts';
import { editionFields, editionRow } from './editions.ts';

const { files: _count, ...facts } = editionFields;

const row = z.object({
  ...facts,
  because: z.array(z.string()).describe('Why it was built, where it restates another.'),
  retraction: z
    .object({
      kind: z
        .enum(['retracted', 'removed'])
        .describe('retracted: what it says is wrong; removed: it was right, and made room.'),
      retracted_at: z.string(),
      because: z.string(),
    })
    .nullable()
    .describe('Why its files are gone. Null: they are there.'),
  files: z.array(
    z.object({
      path: z.string(),
      table: z.string(),
      format: z.string(),
      month: z.string().nullable(),
      rows: z.number(),
      bytes: z.number(),
      sha256: z.string(),
    }),
  ),
});

export const EDITION = defineResource({
  id: 'edition',
  path: '/editions/{edition}',
  name: 'One edition',
  says: 'An edition with every file, its rows, bytes and sha256.',
  examples: ['/editions/hub/2026-11-20.1'],
  reach: NO_REACH,
  own: z.object({}),
  row,
  async read(context, { id }) {
    const [name = '', edition = ''] = (id ?? '').split('/');
    const found = await context.editions.edition(name, edition);
    if (!found)
      throw new ApiProblem(404, [
        'edition: none is called that; /api/v1/editions lists them, as hub/2026-11-20.1.',
      ]);
    const { manifest, copy, retracted } = found;
    const data: z.infer<typeof row> = {
      ...editionRow(found),
      because: copy.because,
      retraction: retracted,
      files: manifest.files.map(({ key: _key, ...file }) => file),
    };
    const panel = context.panels.find((one) => one.panel === found.panel) ?? null;
    return {
      data,
      next: null,
      fleeting: true,
      meta: metaOf(context, {
        title: `Edition ${found.edition}`,
        says: 'One snapshot as files, with what is needed to check them.',
        page: paths.api(),
        panel,
        asOf: manifest.snapshot.as_of,
      }),
    };
  },
});
