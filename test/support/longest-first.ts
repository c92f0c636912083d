import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes long comes first, so that no core is idle at the end; the rest in vitest's order: longest first where a run is
 * remembered, else largest first. The sample that most browser tests read is loaded by the first of them while others go on.
 */
const first = [/^test\/browser\/pages\./, /^test\/commands\//, /^test\/oracle\/.*\.db\./, /^test\/browser\//];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => this.#placeOf(a) - this.#placeOf(b));
  }

  #placeOf({ moduleId }: TestSpecification): number {
    const path = relative(this.ctx.config.root, moduleId).replaceAll('\\', '/');
    const place = first.findIndex((one) => one.test(path));
    return place < 0 ? first.length : place;
  }
}
