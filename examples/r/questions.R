# Five questions to an edition in the folder `edition`, with arrow and dplyr.
library(arrow)
library(dplyr)

models <- read_parquet("edition/models.parquet")
there <- filter(models, in_panel)

# 1. Who leads by region?
there |>
  group_by(region) |>
  summarise(models = n(), downloads_30d = sum(downloads_30d, na.rm = TRUE)) |>
  mutate(share = downloads_30d / sum(downloads_30d)) |>
  arrange(desc(downloads_30d)) |>
  print()

# 2. How many models were released each month, by license class?
there |>
  filter(!is.na(released_on)) |>
  count(month = format(released_on, "%Y-%m"), license_class) |>
  tail(24) |>
  print()

# 3. Which publishers are downloaded most?
there |>
  group_by(publisher = coalesce(publisher, "unreviewed")) |>
  summarise(downloads_30d = sum(downloads_30d, na.rm = TRUE)) |>
  arrange(desc(downloads_30d)) |>
  head(20) |>
  print()

# 4. How did the downloads of one model go? A row holds until the next one.
one <- slice_max(there, downloads_30d, n = 1, with_ties = FALSE)
open_dataset("edition/observations") |>
  filter(model_id == one$model_id) |>
  select(as_of, downloads_30d, present) |>
  collect() |>
  arrange(as_of) |>
  print()

# 5. Which models are built upon most?
read_parquet("edition/lineage_edges.parquet") |>
  filter(is.na(until), child_id %in% there$model_id) |>
  group_by(parent_repo_id) |>
  summarise(derivatives = n(), license_follows = sum(verdict == "ok", na.rm = TRUE)) |>
  arrange(desc(derivatives)) |>
  head(20) |>
  print()
