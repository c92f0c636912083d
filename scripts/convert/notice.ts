import type { RecordingSet } from '../../collectors/sample/read-recordings.ts';
import { MIT_TEXT } from './terms.ts';

/** The attribution that travels with the recordings. */
export function notice(sets: readonly RecordingSet[]): string {
  return `# Recordings of the Hugging Face Hub

Made by others, each under its own license. Written by \`scripts/convert-recordings.ts\`: do not edit by hand.
\`downloads\` is the Hub's count of the 30 days before the look. A set is shown alone and named: sets are never added up.

${sets.map(section).join('\n')}
## hub-responses/: single answers of the Hub

Public API answers with status and headers, recorded 2026-10-02. Some were trimmed, as \`_trimmed\` says in each file.

## Taken into ai-nexus.jsonl.gz, field by field

- starscreener, Copyright (c) 2026 Mirko Basil Dolger, https://github.com/0motionguy/starscreener, commit 650c160a, MIT:
  license, base model, creation date, library, tags, as of 2026-04-28 to 2026-05-04.
- llmfit, Copyright (c) 2026 Alex Jones, Copyright (c) 2026 GAWD09, https://github.com/AlexsJones/llmfit,
  commit 3f44fd30, MIT: parameter counts, the newest credible of 66 versions.
- radar-huggingface-dataset, as above.

## Reference tables elsewhere in this project

- tracked-models, https://github.com/Interconnects-AI/tracked-models, commit 3cd8020, Apache-2.0. Nothing of it is in this
  directory; its license is kept here in \`licenses/tracked-models-Apache-2.0.txt\`.

## The MIT License, for the sets above that carry it

${MIT_TEXT}
`;
}

function section(set: RecordingSet): string {
  const days = set.asOf.from === set.asOf.to ? set.asOf.to : `${set.asOf.from} to ${set.asOf.to}`;
  return `## ${set.file}: ${set.title}

- As of: ${days}
- What is in it: ${set.population}
- Origin: ${set.origin}, commit ${set.originCommit}
- License: ${set.license}${set.license === 'CC-BY-4.0' ? ' (https://creativecommons.org/licenses/by/4.0/legalcode, text in `licenses/radar-CC-BY-4.0.txt`)' : ' (text below)'}
- Attribution: ${set.attribution}
- Changed by us: ${set.changes}
`;
}
