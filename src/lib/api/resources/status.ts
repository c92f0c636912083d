import { z } from 'zod';
import { jobStatus, panelStatus } from '../../../../db/status.ts';
import { NO_REACH } from '../../definition/panel-reach.ts';
import { paths } from '../../site/paths.ts';
import { metaOf } from '../meta.ts';
import { defineResource } from '../resource.ts';

const day = z.iso.date().nullable();

const row = z.object({
  publication: z.number().int().describe('Grows whenever readers could see something new.'),
  reference_version: z.number().int(),
  panels: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      population: z.string(),
      kind: z.string(),
      published_from: z.iso.date(),
      published_until: z.iso.date().describe('The newest snapshot.'),
      models: z.number().int(),
      snapshots: z.number().int().describe('Published.'),
      rejected: z.number().int(),
      last_rejection: z.string().nullable(),
      open: z
        .object({ as_of: z.iso.date(), records: z.number().int(), opened_at: z.string() })
        .nullable()
        .describe('A look that is under way.'),
      records_all_time_downloads: z.boolean(),
      source: z.object({ title: z.string(), url: z.url(), terms: z.string() }),
    }),
  ),
  jobs: z.array(
    z.object({
      job: z.string(),
      slot: z.string(),
      state: z.string(),
      started_at: z.string(),
      finished_at: z.string().nullable(),
      says: z.string().nullable(),
    }),
  ),
  newest_snapshot: day,
});

export const STATUS = defineResource({
  id: 'status',
  path: '/status',
  isOne: true,
  name: 'Status',
  says: 'The panels, how far each is recorded, and how the last runs of every job ended.',
  examples: ['/status'],
  reach: NO_REACH,
  own: z.object({}),
  row,
  async read(context) {
    const { db, panels, version } = context;
    const [states, jobs] = await Promise.all([panelStatus(db), jobStatus(db)]);
    const data: z.infer<typeof row> = {
      publication: version.version,
      reference_version: version.referenceVersion,
      panels: panels.map((panel) => {
        const state = states.find((one) => one.panel === panel.panel);
        const open = state?.open ?? null;
        return {
          ...{ id: panel.panel, title: panel.title, population: panel.population, kind: panel.kind },
          ...{ published_from: panel.from, published_until: panel.asOf },
          ...{ models: panel.models, snapshots: panel.snapshots, rejected: state?.rejected ?? 0 },
          last_rejection: state?.lastRejection ?? null,
          open: open && { as_of: open.asOf, records: open.records, opened_at: open.openedAt },
          records_all_time_downloads: panel.hasAllTime,
          source: { title: panel.sourceTitle, url: panel.sourceUrl, terms: panel.terms },
        };
      }),
      jobs: jobs.map(({ job, slot, state, startedAt, finishedAt, says }) => ({
        ...{ job, slot, state, started_at: startedAt, finished_at: finishedAt, says },
      })),
      newest_snapshot:
        panels
          .map(({ asOf }) => asOf)
          .toSorted()
          .at(-1) ?? null,
    };
    return {
      data,
      next: null,
      fleeting: true,
      meta: metaOf(context, {
        title: 'Status of the census',
        says: 'What is published, and what the program does.',
        page: paths.status(),
      }),
    };
  },
});
