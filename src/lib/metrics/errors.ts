/** No panel has a published snapshot yet. Fate: a page with status 503 that says so. */
export class NothingPublished extends Error {
  override readonly name = 'NothingPublished';
  readonly status = 503;

  constructor() {
    super('No snapshot is published yet. The first one appears here when it has passed its checks.');
  }
}
