/** A model in the Hub's own words. Open on purpose: tests send what the Hub never should. */
export interface HubItem {
  _id?: string;
  id: string;
  author?: string;
  createdAt?: string;
  lastModified?: string;
  sha?: string;
  private?: boolean;
  disabled?: boolean;
  gated?: boolean | 'auto' | 'manual';
  downloads?: number;
  downloadsAllTime?: number;
  likes?: number;
  trendingScore?: number;
  tags?: readonly string[];
  pipeline_tag?: string;
  library_name?: string;
  cardData?: Record<string, unknown>;
  safetensors?: { parameters?: Record<string, number>; total: number };
  gguf?: { total: number; architecture?: string; context_length?: number };
  baseModels?: { relation: string; models: readonly { _id: string; id: string }[] };
  [field: string]: unknown;
}

/** A model the stand-in lists: it always has an object id. */
export interface ListedItem extends HubItem {
  _id: string;
}
