import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A valid reference of a few rows; the first line of every file is its header. */
export const SMALL_REFERENCE = {
  'countries.csv': [
    'country,name,region,subregion,bloc',
    'FR,France,europe,Western Europe,EU',
    'INTL,International,international,,',
    'PERSON,Individual account,person,,',
    'UNKNOWN,Unknown,unknown,,',
    'BE,Belgium,europe,Western Europe,EU',
  ],
  'publishers.csv': [
    'publisher_id,name,parent,type,country,valid_from,valid_to,confidence,evidence,checked_on,note',
    'acme,"Acme, Paris",,industry,FR,,2025-01-01,high,Imprint,2026-11-20,',
    'acme,"Acme, Paris",Umbrella,industry,FR,2025-01-01,,high,Imprint,2026-11-20,Bought by Umbrella',
    'jane,jane,,individual,PERSON,,,low,,2026-11-20,',
  ],
  'namespaces.csv': ['namespace,publisher_id,valid_from,valid_to', 'Acme-AI,acme,,', 'jane,jane,,'],
  'licenses.csv': [
    'license,name,family,class,osi_approved,commercial_use,redistribution,derivatives,share_alike,use_restrictions,note,evidence,checked_on',
    'mit,MIT License,mit,permissive,yes,yes,yes,yes,no,no,Attribution,https://spdx.org/licenses/MIT.html,2026-11-20',
  ],
  'parameters.csv': [
    'repo_id,parameters,active_parameters,evidence',
    'Acme-AI/one,7000000000,,Model card',
    'Acme-AI/two,671000000000,37000000000,Model card',
  ],
  'inheritance-rules.csv': [
    'rule,place,parent_class,parent_share_alike,parent_derivatives,child_class,relation,verdict,reason',
    'permissive-base,1,permissive,,,,,ok,Permissive terms allow other labels.',
    'otherwise,9,,,,,,undecidable,No rule fits.',
  ],
  'families.csv': ['family,name,publisher_id,note,evidence', 'acme-one,Acme One,acme,,Model card'],
  'family-repos.csv': ['place,family,namespace,pattern', '10,acme-one,Acme-AI,^one'],
  'family-words.csv': ['word,family', 'acme-one,acme-one'],
  'infrastructure.csv': ['repo_id,reason,evidence', 'Acme-AI/tiny,Loaded by test suites,Model card'],
  'rules.csv': ['rule,version,value,says', 'major-release-days,1,90,Within so many days of the release'],
  'packagers.csv': ['publisher_id,reason', 'jane,Converts models to GGUF'],
  'release-dates.csv': ['repo_id,released_on,evidence', 'Acme-AI/one,2025-02-01,Announcement'],
  'tracked-models.csv': ['repo_id', 'Acme-AI/one'],
  'publisher-countries.csv': ['publisher_id,place,country', 'acme,1,FR', 'acme,2,BE'],
  'annotations.csv': [
    'annotation,panel,on_day,until_day,kind,says,source',
    'recount,,2025-03-01,2025-03-04,incident,The Hub restated counters.,Announcement',
  ],
};

export type SmallFile = keyof typeof SMALL_REFERENCE;

/** Writes the small reference into a directory. */
export function writeSmallReference(dir: string): void {
  for (const [file, lines] of Object.entries(SMALL_REFERENCE)) writeFileSync(join(dir, file), text(lines));
}

/** Writes one file of it again with a line put in place of another, or added at the end. */
export function writeWithLine(dir: string, file: SmallFile, line: string, at?: number): void {
  const lines: string[] = [...SMALL_REFERENCE[file]];
  lines[(at ?? lines.length + 1) - 1] = line;
  writeFileSync(join(dir, file), text(lines));
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
