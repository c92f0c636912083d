// How `db/reference/` was brought in on 2026-11-20. The CSV files are the truth since then: a second run
// would undo every correction made to them, so it writes into a directory of its own unless told otherwise.
// Usage: node scripts/convert-reference.ts <shared-dir> <out-dir>
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { convertCountries } from './convert-reference/countries.ts';
import { writeRows } from './convert-reference/csv.ts';
import { convertLicenses } from './convert-reference/licenses.ts';
import { convertParameters } from './convert-reference/parameters.ts';
import { convertPublishers } from './convert-reference/publishers.ts';
import { convertReleaseDates } from './convert-reference/release-dates.ts';
import { convertTrackedModels } from './convert-reference/tracked-models.ts';

const [sharedDir, outDir = 'db/reference-converted'] = process.argv.slice(2);
if (sharedDir === undefined) {
  console.error('Usage: node scripts/convert-reference.ts <shared-dir> [<out-dir>]');
  process.exit(2);
}

const { publishers, namespaces } = convertPublishers(sharedDir);
mkdirSync(outDir, { recursive: true });
writeRows(join(outDir, 'countries.csv'), convertCountries(sharedDir), 1);
writeRows(join(outDir, 'publishers.csv'), publishers, 1);
writeRows(join(outDir, 'namespaces.csv'), namespaces, 1);
writeRows(join(outDir, 'licenses.csv'), convertLicenses(sharedDir), 1);
writeRows(join(outDir, 'parameters.csv'), convertParameters(sharedDir), 1);
writeRows(join(outDir, 'release-dates.csv'), convertReleaseDates(sharedDir), 1);
writeRows(join(outDir, 'tracked-models.csv'), convertTrackedModels(sharedDir), 1);
