import { DATA_FORMATS, PICTURE_FORMATS, type ViewFormat } from './paths.ts';

/** What a page can be taken as: addresses of its rows and of its picture. */
export type Taken = Readonly<Record<ViewFormat, string>>;

export function takenAs(hrefOf: (format: ViewFormat) => string): Taken {
  return Object.fromEntries(
    [...DATA_FORMATS, ...PICTURE_FORMATS].map((format) => [format, hrefOf(format)]),
  ) as Taken;
}
