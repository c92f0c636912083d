import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { type ParsedRow, rowParser } from '../csv/parse-rows.ts';

const chunkSize = 256 * 1024;

/** The rows of a CSV file of an edition, some thousand at a time, header first. Throws where the file is not whole. */
export async function* readCsvFile(path: string): AsyncGenerator<ParsedRow[]> {
  const file = createReadStream(path, { highWaterMark: chunkSize });
  const text = file.compose(createGunzip({ chunkSize }));
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const parser = rowParser();
  try {
    for await (const chunk of text) {
      const rows = parser.push(decoder.decode(chunk, { stream: true }));
      if (rows.length > 0) yield rows;
    }
    decoder.decode();
    parser.end();
  } finally {
    file.destroy();
  }
}
