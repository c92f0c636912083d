"""Five questions to an edition in the folder `edition`, with polars."""

import polars as pl

there = pl.scan_parquet("edition/models.parquet").filter("in_panel")

# 1. Who leads by region?
regions = there.group_by("region").agg(pl.len().alias("models"), pl.col("downloads_30d").sum())
share = (pl.col("downloads_30d") / pl.col("downloads_30d").sum()).alias("share")
print(regions.with_columns(share).sort("downloads_30d", descending=True).collect())

# 2. How many models were released each month, by license class?
month = pl.col("released_on").dt.strftime("%Y-%m").alias("month")
dated = there.drop_nulls("released_on")
print(dated.group_by(month, "license_class").len().sort("month", "len", descending=[False, True]).collect().tail(24))

# 3. Which publishers are downloaded most?
publisher = pl.col("publisher").fill_null("unreviewed")
print(there.group_by(publisher).agg(pl.col("downloads_30d").sum()).sort("downloads_30d", descending=True).head(20).collect())

# 4. How did the downloads of one model go, day by day? A row holds until the next one.
one = there.sort("downloads_30d", descending=True).select("model_id", "repo_id").first().collect().row(0)
observations = pl.scan_parquet("edition/observations/*/*.parquet", hive_partitioning=True)
seen = observations.filter(pl.col("model_id") == one[0]).sort("as_of")
figures = pl.scan_parquet("edition/aggregates.parquet")
days = figures.filter(pl.col("definition") == "models-total-daily").select("date").sort("date")
daily = days.join_asof(seen, left_on="date", right_on="as_of")
print(one[1], daily.select("date", pl.when("present").then("downloads_30d")).collect().tail(30))

# 5. Which models are built upon most?
edges = pl.scan_parquet("edition/lineage_edges.parquet").filter(pl.col("until").is_null())
built = edges.join(there.select("model_id"), left_on="child_id", right_on="model_id").group_by("parent_repo_id")
print(
    built.agg(pl.len().alias("derivatives"), (pl.col("verdict") == "ok").sum().alias("license_follows"))
    .sort("derivatives", descending=True)
    .head(20)
    .collect()
)
