import { hash } from 'node:crypto';
import type { ModelRecord } from './collector.ts';

/** A UUID over everything a record says beside its counters. Equal fingerprints mean nothing new to write. */
export function fingerprint({ repoId, attributes: a }: ModelRecord): string {
  const said = [
    repoId,
    a.licenseId,
    a.licenseName,
    a.licenseLink,
    a.licenseSource,
    a.parameters,
    a.parametersSource,
    a.safetensorsParameters,
    a.ggufParameters,
    a.activeParameters,
    a.task,
    a.library,
    a.formats.join('\u001F'),
    a.quantization,
    a.gated,
    a.disabled,
    a.baseModels.join('\u001F'),
    a.baseObjectIds.join('\u001F'),
    a.relation,
    a.lineageSource,
    a.tags.join('\u001F'),
  ];
  return hash('md5', said.join('\u001E'), 'hex');
}
