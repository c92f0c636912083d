import { z } from 'zod';
import type { ModelReading } from '../../metrics/model.ts';
import type { AttributesVersion, ModelState } from '../../metrics/model-states.ts';

const text = z.string().nullable();
const count = z.number().int().nullable();
const size = z.number().nullable();
const words = z.array(z.string()).nullable();

const counters = {
  downloads_30d: count.describe('Downloads in the previous 30 days. Null: not recorded.'),
  downloads_all_time: count.describe('Downloads of all time. Null: not recorded.'),
  likes: count,
};

export const stateFields = {
  panel: z.string(),
  as_of: z.iso.date().describe('The snapshot the counters are of.'),
  present: z.boolean().describe('False: it left the panel; the counters are the last seen.'),
  ...counters,
  parameters: size.describe('Total, as judged: a reviewed count wins over what files say.'),
  parameters_source: z.string(),
  own_parameters: size.describe('By its own record or by the reference, whatever its base says.'),
  active_parameters: size.describe('Weights used per token of a mixture of experts.'),
  size_class: z.string(),
  license_class: z.string(),
  country: z.string(),
  region: z.string(),
  history: z.object({
    step: z.enum(['day', 'week', 'month']),
    points: z
      .array(z.object({ as_of: z.iso.date(), present: z.boolean(), ...counters }))
      .describe('Oldest first, at most 110; /api/v1/history has every day.'),
  }),
};

type State = z.infer<z.ZodObject<typeof stateFields>>;

/** A model in a panel as it was seen up to a day. Null: it had not been seen by then. */
export function atDay({ series }: ModelReading, state: ModelState, day: string | null): State | null {
  const { step = 'day', points = [] } = series.find(({ panel }) => panel === state.panel) ?? {};
  const seen = points.filter(({ asOf }) => day === null || asOf <= day);
  const last = seen.at(-1);
  if (day !== null && !last) return null;
  const counted = day === null || !last ? state : last;
  return {
    panel: state.panel,
    as_of: counted.asOf,
    present: counted.present,
    downloads_30d: counted.downloads30d,
    downloads_all_time: counted.downloadsAllTime,
    likes: counted.likes,
    parameters: state.parameters,
    parameters_source: state.parametersSource,
    own_parameters: state.ownParameters,
    active_parameters: state.activeParameters,
    size_class: state.sizeClass,
    license_class: state.licenseClass,
    country: state.country,
    region: state.region,
    history: {
      step,
      points: seen.map((point) => ({
        as_of: point.asOf,
        present: point.present,
        downloads_30d: point.downloads30d,
        downloads_all_time: point.downloadsAllTime,
        likes: point.likes,
      })),
    },
  };
}

export const versionFields = {
  panel: z.string(),
  since: z.iso.date().describe('The snapshot that first said so.'),
  license_id: text,
  license_name: text,
  license_link: text,
  license_source: text.describe('Where the license was read. Null: this source does not record licenses.'),
  parameters: size,
  parameters_source: z.string(),
  safetensors_parameters: size,
  gguf_parameters: size,
  task: text,
  library: text,
  gated: text,
  disabled: z.boolean().nullable(),
  base_models: words,
  relation: text,
  tags: words,
};

export function versionRow(version: AttributesVersion): z.infer<z.ZodObject<typeof versionFields>> {
  return {
    panel: version.panel,
    since: version.since,
    license_id: version.licenseId,
    license_name: version.licenseName,
    license_link: version.licenseLink,
    license_source: version.licenseSource,
    parameters: version.parameters,
    parameters_source: version.parametersSource,
    safetensors_parameters: version.safetensorsParameters,
    gguf_parameters: version.ggufParameters,
    task: version.task,
    library: version.library,
    gated: version.gated,
    disabled: version.disabled,
    base_models: version.baseModels && [...version.baseModels],
    relation: version.relation,
    tags: version.tags && [...version.tags],
  };
}
