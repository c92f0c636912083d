"""Five questions to an edition in the folder `edition`, with pandas and pyarrow."""

import pandas as pd

models = pd.read_parquet("edition/models.parquet")
there = models[models.in_panel]

# 1. Who leads by region, and how much of it is known?
regions = there.groupby("region").agg(models=("model_id", "size"), downloads_30d=("downloads_30d", "sum"))
regions["share"] = regions.downloads_30d / regions.downloads_30d.sum()
known = regions.drop(index=["unknown", "unreviewed"], errors="ignore").share.sum()
print(regions.sort_values("downloads_30d", ascending=False), f"known: {known:.1%}", sep="\n")

# 2. How many models were released each month, by license class?
dated = there.dropna(subset=["released_on"])
months = pd.to_datetime(dated.released_on).dt.to_period("M").rename("month")
print(dated.groupby([months, "license_class"]).size().unstack(fill_value=0).tail(12))

# 3. Which publishers are downloaded most, and what part of the whole is that?
publishers = there.assign(publisher=there.publisher.fillna("unreviewed")).groupby("publisher").downloads_30d.sum()
print((publishers.sort_values(ascending=False) / publishers.sum()).head(20))

# 4. How did the downloads of one model go, day by day? A row holds until the next one.
one = there.sort_values("downloads_30d", ascending=False).iloc[0]
seen = pd.read_parquet("edition/observations", filters=[("model_id", "==", one.model_id)])
seen = seen.assign(as_of=pd.to_datetime(seen.as_of)).sort_values("as_of")
figures = pd.read_parquet("edition/aggregates.parquet", columns=["definition", "date"])
days = pd.to_datetime(figures[figures.definition == "models-total-daily"].date).sort_values().rename("date")
daily = pd.merge_asof(days.to_frame(), seen, left_on="date", right_on="as_of")
print(one.repo_id, daily.assign(downloads_30d=daily.downloads_30d.where(daily.present == True))[["date", "downloads_30d"]].tail(30), sep="\n")  # noqa: E712

# 5. Which models are built upon most, and does the license follow?
edges = pd.read_parquet("edition/lineage_edges.parquet")
edges = edges[edges.until.isna() & edges.child_id.isin(there.model_id)]
built = edges.groupby("parent_repo_id").agg(
    derivatives=("child_id", "size"), license_follows=("verdict", lambda verdicts: (verdicts == "ok").sum())
)
print(built.sort_values("derivatives", ascending=False).head(20))
