import type { StoredEdition } from './store.ts';

/** `open-model-census_hub_2026-11-20.1_models.parquet`: what a download is called, letters and digits only. */
export function editionFileName(
  { panel, edition }: Pick<StoredEdition, 'panel' | 'edition'>,
  path: string,
): string {
  const safe = (text: string) => text.replaceAll(/[^A-Za-z0-9.=_-]/g, '-');
  return ['open-model-census', panel, edition, path].map(safe).join('_');
}
