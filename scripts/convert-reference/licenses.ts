import { join } from 'node:path';
import { z } from 'zod';
import { readRows, remarks, spelled } from './csv.ts';

const classIds = new Map([
  ['permissive', 'permissive'],
  ['public-domain', 'permissive'],
  ['weak-copyleft', 'weak_copyleft'],
  ['copyleft', 'strong_copyleft'],
  ['responsible-ai', 'rail'],
  ['community-restricted', 'community'],
  ['non-commercial', 'non_commercial'],
  ['research-only', 'research_only'],
  ['none', 'none'],
  ['unknown', 'custom_other'],
]);

/** Where the class of the source does not fit, or fits only nearly, and why. */
const corrections = new Map<string, { class?: string; note?: string; evidence?: string }>([
  ['unknown', { class: 'declared_unknown' }],
  ['other', { class: 'custom_other' }],
  ['cc', { note: 'Not classified: the family holds permissive, share-alike and non-commercial texts' }],
  [
    'qwen-research',
    {
      class: 'research_only',
      note: 'Section 1.i of the text: "Non-Commercial" shall mean for research or evaluation purposes only',
    },
  ],
  [
    'tongyi-qianwen-research',
    {
      class: 'research_only',
      note: 'Section 1.i of the text: "Non-Commercial" shall mean for research or evaluation purposes only',
      evidence: 'https://github.com/QwenLM/Qwen/blob/main/Tongyi%20Qianwen%20RESEARCH%20LICENSE%20AGREEMENT',
    },
  ],
  [
    'cc-by-nd-4.0',
    {
      note: 'No class fits exactly; counted with community terms because adaptations may not be shared',
    },
  ],
  [
    'c-uda',
    { note: 'No class fits exactly; counted with community terms because the purpose of use is limited' },
  ],
  ['modified-mit', { note: 'Counted as permissive because the display of a name is attribution' }],
]);

const report =
  'Public report on the reclassification of license:other (task B11, Hub snapshot of 2026-09-25, in Korean), ' +
  'whose authors read the linked license texts on 2026-09-26';

const sourceRow = z.object({
  identifier: z.string(),
  name: z.string(),
  family: z.string(),
  class: z.string(),
  osi_approved: z.string(),
  commercial_use: z.string(),
  redistribution: z.string(),
  derivatives: z.string(),
  share_alike: z.string(),
  use_restrictions: z.string(),
  threshold_note: z.string(),
  source: z.string(),
});
type SourceRow = z.infer<typeof sourceRow>;

/** Rows of `licenses.csv`. Throws on a class without an id. */
export function convertLicenses(sharedDir: string) {
  return readRows(join(sharedDir, 'reference/licenses.csv'), sourceRow).map(convertLicense);
}

function convertLicense(row: SourceRow) {
  const correction = corrections.get(row.identifier) ?? {};
  const licenseClass = correction.class ?? classIds.get(row.class);
  if (licenseClass === undefined) throw new Error(`${row.identifier}: unexpected class "${row.class}"`);
  const flags = {
    osi_approved: flag('OSI approval', row.osi_approved),
    commercial_use: flag('Commercial use', row.commercial_use),
    redistribution: flag('Redistribution', row.redistribution),
    derivatives: flag('Derivatives', row.derivatives),
    share_alike: flag('Share alike', row.share_alike),
    use_restrictions: restriction(row.use_restrictions),
  };
  const fromReport =
    correction.evidence === undefined && row.source.startsWith('Public report on license:other');
  return {
    license: row.identifier.toLowerCase(),
    name: spelled(row.name),
    family: row.family,
    class: licenseClass,
    osi_approved: flags.osi_approved.value,
    commercial_use: flags.commercial_use.value,
    redistribution: flags.redistribution.value,
    derivatives: flags.derivatives.value,
    share_alike: flags.share_alike.value,
    use_restrictions: flags.use_restrictions.value,
    note: spelled(
      remarks([
        row.threshold_note
          .replace(/^(.*)(not re-read) in stored copies$/i, '$1$2')
          .replace(/^Text not/, 'License text not'),
        ...Object.values(flags).map(({ note }) => note),
        correction.note ?? '',
      ]),
    ),
    evidence: fromReport ? report : (correction.evidence ?? row.source),
    checked_on: fromReport ? '2026-09-26' : '2026-11-20',
  };
}

/** A value that starts with yes, no, conditional or unknown keeps that word; any other text is a condition. */
function flag(title: string, text: string): { value: string; note: string } {
  const [, first, rest] = /^(yes|no|conditional|unknown)\b\s*(.*)$/.exec(text) ?? [];
  const remainder = first === undefined ? text : (rest ?? '').replace(/^\((.*)\)$/, '$1');
  return { value: first ?? 'conditional', note: remainder === '' ? '' : `${title}: ${remainder}` };
}

/** A text here names a restriction, except for the three below, which say nothing about use. */
function restriction(text: string): { value: string; note: string } {
  if (['yes', 'no', 'unknown'].includes(text)) return { value: text, note: '' };
  if (text === 'no derivatives') return { value: 'no', note: '' };
  const aboutUse = text !== 'revocable' && text !== '"Powered by HyperCLOVA X" display';
  return aboutUse ? { value: 'yes', note: `Use restrictions: ${text}` } : { value: 'unknown', note: text };
}
