/** Code that reads the rows of a view. */
export interface Snippet {
  name: string;
  code: string;
}

export interface SnippetAddresses {
  /** The rows of the view as of its snapshot. */
  pinned: string;
  /** The same, always of the newest snapshot. */
  newest: string;
  /** What the file is called. */
  fileName: string;
  /** Columns that hold days. */
  dates?: readonly string[] | undefined;
}

const DATES: readonly string[] = ['period_from', 'period_until', 'as_of'];

/** The rows of a view in the five ways researchers ask for most; what was filtered stays filtered. */
export function snippetsOf({
  pinned,
  newest,
  fileName,
  dates = DATES,
}: SnippetAddresses): readonly Snippet[] {
  const [url, live] = [pinned, newest].map((address) => address.replaceAll("'", '%27'));
  const hash = `# Always the newest: ${live}`;
  return [
    {
      name: 'pandas',
      code: [
        'import pandas as pd',
        '',
        hash,
        `url = "${url}"`,
        `df = pd.read_csv(url, parse_dates=[${dates.map((name) => `"${name}"`).join(', ')}])`,
      ].join('\n'),
    },
    {
      name: 'polars',
      code: [
        'import polars as pl',
        '',
        hash,
        `url = "${url}"`,
        'df = pl.read_csv(url, try_parse_dates=True)',
      ].join('\n'),
    },
    {
      name: 'DuckDB',
      code: [`-- Always the newest: ${live}`, 'select *', `from read_csv('${url}');`].join('\n'),
    },
    {
      name: 'R',
      code: [hash, `url <- "${url}"`, 'df <- read.csv(url, encoding = "UTF-8", na.strings = "")'].join('\n'),
    },
    { name: 'curl', code: [hash, `curl --fail --location --output '${fileName}' '${url}'`].join('\n') },
  ];
}

/** An HTML frame that shows a view on another site, `height` CSS pixels high. */
export function embedCode(address: string, { title, height }: { title: string; height: number }): string {
  const quoted = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${quoted(address)}" title="${quoted(title)}" width="100%" height="${height}" loading="lazy" style="border:0"></iframe>`;
}
