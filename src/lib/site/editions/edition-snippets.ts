import type { EditionKind } from '../../editions/dictionary/index.ts';

/** Code that reads an edition at its address; `examples/` has more. */
export function editionSnippets(
  address: string,
  kind: EditionKind,
): readonly { name: string; code: string }[] {
  return kind === 'whole' ? ofModels(`${address}/models`) : ofFigures(`${address}/aggregates`);
}

function ofModels(file: string) {
  return [
    {
      name: 'DuckDB',
      code: `select region, count(*) as models, sum(downloads_30d) as downloads_30d\nfrom '${file}.parquet'\nwhere in_panel\ngroup by region\norder by downloads_30d desc;`,
    },
    {
      name: 'pandas',
      code: `import pandas as pd\n\nmodels = pd.read_parquet("${file}.parquet")\nmodels[models.in_panel].groupby("region").downloads_30d.sum()`,
    },
    {
      name: 'polars',
      code: `import polars as pl\n\nmodels = pl.read_parquet("${file}.parquet")\nmodels.filter("in_panel").group_by("region").agg(pl.col("downloads_30d").sum())`,
    },
    {
      name: 'R',
      code: `models <- arrow::read_parquet("${file}.parquet")\naggregate(downloads_30d ~ region, data = models[models$in_panel, ], FUN = sum)`,
    },
    { name: 'curl', code: `curl --fail --location --remote-name --remote-header-name '${file}.csv.gz'` },
  ];
}

function ofFigures(file: string) {
  const definition = 'downloads30d-by-region-weekly';
  return [
    {
      name: 'DuckDB',
      code: `select date, group_id, value, share\nfrom '${file}.parquet'\nwhere definition = '${definition}'\norder by date, value desc;`,
    },
    {
      name: 'pandas',
      code: `import pandas as pd\n\nfigures = pd.read_parquet("${file}.parquet")\nfigures[figures.definition == "${definition}"]`,
    },
    {
      name: 'polars',
      code: `import polars as pl\n\nfigures = pl.read_parquet("${file}.parquet")\nfigures.filter(pl.col("definition") == "${definition}")`,
    },
    {
      name: 'R',
      code: `figures <- arrow::read_parquet("${file}.parquet")\nfigures[figures$definition == "${definition}", ]`,
    },
    { name: 'curl', code: `curl --fail --location --remote-name --remote-header-name '${file}.csv.gz'` },
  ];
}
