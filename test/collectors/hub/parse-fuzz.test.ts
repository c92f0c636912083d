import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ModelRecord } from '../../../collectors/collector.ts';
import { fingerprint } from '../../../collectors/fingerprint.ts';
import { parse } from '../../../collectors/hub/parse.ts';
import { ParseError } from '../../../db/errors.ts';
import { mangled, mangling, recordedRecords } from './mangle.ts';

/** Records per run; `CENSUS_FUZZ` sets another number, for a long night. */
const RECORDS = Number(process.env['CENSUS_FUZZ'] ?? 100_000);

type Json = Record<string, unknown>;

let records: readonly Json[];
beforeAll(async () => {
  records = await recordedRecords();
});

describe('a recorded record with up to five things wrong', () => {
  test('is read into what its columns hold, or refused by name', { timeout: 600_000 }, () => {
    const outcomes = { read: 0, refused: 0, repaired: 0 };
    fc.assert(
      fc.property(mangling, (how) => {
        const entry = mangled(records, how);
        const record = readOrRefused(entry);
        if (record === null) outcomes.refused += 1;
        else {
          outcomes.read += 1;
          if (record.repairs.length > 0) outcomes.repaired += 1;
          const wrong = wrongWith(record);
          if (wrong.length > 0) throw new Error(wrong.join('; '));
          if (fingerprint(parse(entry)) !== fingerprint(record)) throw new Error('read twice, told apart');
          const turned = turnedAround(entry);
          if (turned !== null && fingerprint(parse(turned)) !== fingerprint(record)) {
            throw new Error('the order of its tags matters');
          }
        }
        if (Object.keys(Object.prototype).length > 0) throw new Error('every object has a new key');
      }),
      { numRuns: RECORDS, seed: 20261120 },
    );

    expect(outcomes.read + outcomes.refused).toBe(RECORDS);
    // The three outcomes all happen, or the mangling has become tame.
    expect(outcomes.read).toBeGreaterThan(0.5 * RECORDS);
    expect(outcomes.refused).toBeGreaterThan(0.01 * RECORDS);
    expect(outcomes.repaired).toBeGreaterThan(0.2 * RECORDS);
  });

  test('is read by its last key where JSON holds one twice', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 1 }), fc.jsonValue({ maxDepth: 1 }), (first, second) => {
        const twice = `{"id":"acme/a","downloads":${JSON.stringify(first)},"downloads":${JSON.stringify(second)}}`;
        expect(parse(JSON.parse(twice))).toEqual(parse({ id: 'acme/a', downloads: second }));
      }),
      { numRuns: 1000, seed: 20261120 },
    );
  });

  test('of any JSON at all is refused by name, or is a model', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (entry) => {
        const record = readOrRefused(entry);
        if (record !== null) expect(wrongWith(record)).toEqual([]);
      }),
      { numRuns: 5000, seed: 20261120 },
    );
  });
});

/** Null where the record was refused as it may be. Any other error passes through and fails the property. */
function readOrRefused(entry: unknown): ModelRecord | null {
  try {
    return parse(entry);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { record, field, message } = error;
    const named = record !== '' && ['shape', 'id', '_id'].includes(field);
    if (!named || !message.startsWith(`${record}: unexpected ${field}`) || message.length > 400) throw error;
    return null;
  }
}

/** The same record with its tags in another order; null where it has no list of them. */
function turnedAround(entry: Json): Json | null {
  const tags = Object.hasOwn(entry, 'tags') ? entry['tags'] : null;
  return Array.isArray(tags) ? { ...entry, tags: tags.toReversed() } : null;
}

/** What a column, a key or a reader could not take, in words. */
function wrongWith(record: ModelRecord): string[] {
  const { attributes: a } = record;
  const wrong: string[] = [];
  const claim = (is: boolean, what: string) => {
    if (!is) wrong.push(what);
  };
  const count = (value: number | null, what: string, least = 0, most = Number.MAX_SAFE_INTEGER) =>
    claim(value === null || (Number.isSafeInteger(value) && value >= least && value <= most), what);
  const text = (value: string | null, what: string, most: number) =>
    claim(value === null || (value.length <= most && value !== '' && isText(value)), what);
  const list = (values: readonly string[], what: string, most: number) =>
    claim(values.length <= most && values.every((one) => one.length <= 256 && isText(one)), what);

  claim(record.objectId === null || /^[0-9a-f]{24}$/.test(record.objectId), 'objectId');
  claim(/^[^\p{Cc}\s/]+(?:\/[^\p{Cc}\s/]+)?$/u.test(record.repoId), 'repoId');
  text(record.repoId, 'repoId', 256);
  claim(record.namespace === record.repoId.split('/')[0], 'namespace');
  const created = record.repoCreatedAt?.getTime() ?? Date.UTC(2026, 0, 1);
  claim(created > Date.UTC(2022, 2, 2) && created <= Date.UTC(2100, 0, 1), 'repoCreatedAt');
  count(record.downloads30d, 'downloads30d');
  count(record.downloadsAllTime, 'downloadsAllTime');
  count(record.likes, 'likes', 0, 2 ** 31 - 1);
  text(a.licenseId, 'licenseId', 256);
  text(a.licenseName, 'licenseName', 256);
  text(a.licenseLink, 'licenseLink', 1024);
  claim(a.licenseSource === null || a.licenseSource === 'hub', 'licenseSource');
  count(a.parameters, 'parameters', 1, 1e14);
  count(a.safetensorsParameters, 'safetensorsParameters', 1, 1e14);
  count(a.ggufParameters, 'ggufParameters', 1, 1e14);
  count(a.activeParameters, 'activeParameters', 1, 1e14);
  claim(['safetensors', 'gguf', 'repo-name', 'unknown'].includes(a.parametersSource), 'parametersSource');
  claim((a.parameters === null) === (a.parametersSource === 'unknown'), 'parameters and their source');
  text(a.task, 'task', 256);
  text(a.library, 'library', 256);
  text(a.gated, 'gated', 32);
  claim(a.formats.every((one) => /^[a-z0-9]+$/.test(one)) && isSortedSet(a.formats), 'formats');
  claim(a.quantization === null || /^[a-z0-9-]{2,20}$/.test(a.quantization), 'quantization');
  list(a.baseModels, 'baseModels', 64);
  claim([0, a.baseModels.length].includes(a.baseObjectIds.length), 'baseObjectIds');
  claim(
    a.baseObjectIds.every((one) => /^(?:[0-9a-f]{24})?$/.test(one)),
    'baseObjectIds',
  );
  claim((a.lineageSource === null) === (a.baseModels.length === 0), 'lineageSource');
  list(a.tags, 'tags', 2000);
  claim(isSortedSet(a.tags), 'tags');
  claim(
    record.repairs.length <= 50 && record.repairs.every((one) => one.length < 300 && isText(one)),
    'repairs',
  );
  return wrong;
}

function isText(value: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these three must not be stored.
  return value.isWellFormed() && !/[\0\u001E\u001F]/.test(value);
}

function isSortedSet(values: readonly string[]): boolean {
  return values.every((value, i) => i === 0 || (values[i - 1] ?? '') < value);
}
