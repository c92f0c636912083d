import { DATA_FORMATS, type DataFormat, PICTURE_FORMATS, type ViewFormat } from './paths.ts';

/** What a page can be taken as: addresses of its rows and of its picture. */
export type Taken = Readonly<Record<ViewFormat, string>>;

/** Of a page without a picture. */
export type TakenRows = Readonly<Record<DataFormat, string>>;

export function takenAs(hrefOf: (format: ViewFormat) => string): Taken {
  return addresses([...DATA_FORMATS, ...PICTURE_FORMATS], hrefOf);
}

export function rowsAs(hrefOf: (format: DataFormat) => string): TakenRows {
  return addresses(DATA_FORMATS, hrefOf);
}

function addresses<Format extends ViewFormat>(
  formats: readonly Format[],
  hrefOf: (format: Format) => string,
) {
  return Object.fromEntries(formats.map((format) => [format, hrefOf(format)])) as Record<Format, string>;
}
