import type { Db } from '../../../../db/client.ts';
import { readLedger } from '../../claims/read-ledger.ts';
import type { Definition } from '../../definition/definition.ts';
import { withLens } from '../../definition/lenses.ts';
import { NO_REACH, PANEL_REACH } from '../../definition/panel-reach.ts';
import { readCurated } from '../../families/rows.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { choosePanel } from '../../metrics/panels.ts';
import { readPublisher } from '../../metrics/publisher.ts';
import {
  EXPOSURE_KEYS,
  EXPOSURE_REACH,
  EXPOSURE_USUAL,
  exposedDefinition,
} from '../exposure/exposure-view.ts';
import { COMPARE_KEYS, comparedIn } from '../figure/compare.ts';
import { loadPage, type Request } from '../load-view.ts';
import { overviewOf } from '../overview-view.ts';
import { DATA_FORMATS, isDataFormat, PICTURE_FORMATS, paths, type ViewFormat } from '../paths.ts';
import { PUBLISHER_REACH } from '../ranking/publisher-view.ts';
import { ledTo, problemFile } from './respond.ts';

/** A page whose rows or picture stand under an address that has them already. */
export interface LedPage extends Omit<Request, 'url' | 'db'> {
  forms: readonly ViewFormat[];
  /** Where the form is. Null: there is no such page. Throws BadDefinition. */
  to: (db: Db, asked: LedAsked) => Promise<string | null>;
}

interface LedAsked {
  url: URL;
  /** The name in the path; empty where it has none. */
  id: string;
  definition: Definition;
  panels: readonly PanelFacts[];
  form: ViewFormat;
}

const ALL: readonly ViewFormat[] = [...DATA_FORMATS, ...PICTURE_FORMATS];

/** `/licenses/exposure`: its figure, split as the page splits it. */
export const LED_EXPOSURE: LedPage = {
  ...{ forms: ALL, reach: EXPOSURE_REACH, keys: EXPOSURE_KEYS, usual: EXPOSURE_USUAL },
  to: async (_db, { url, definition, form }) => paths.data(exposedDefinition(url, definition), form),
};

/** `/publishers/‹id›`: its figure over time. */
export const LED_PUBLISHER: LedPage = {
  ...{ forms: ALL, reach: PUBLISHER_REACH, keys: COMPARE_KEYS },
  to: async (db, { url, id, definition, form }) =>
    (await readPublisher(db, id)) &&
    paths.data(withLens(definition, 'publisher', [id]), form, { compare: comparedIn(url) }),
};

/** `/families/‹id›`: everything the API says of it. Its rows and its picture are answered elsewhere. */
export const LED_FAMILY: LedPage = {
  ...{ forms: ['json'], reach: PANEL_REACH },
  to: async (db, { id, definition, panels }) =>
    (await isFamily(db, id, { definition, panels })) ? paths.apiFamily(id, definition) : null,
};

/** `/families/‹id›/lineage`: the declared edges. */
export const LED_FAMILY_LINEAGE: LedPage = {
  ...{ forms: DATA_FORMATS, reach: PANEL_REACH },
  to: async (db, { id, definition, panels, form }) =>
    isDataFormat(form) && (await isFamily(db, id, { definition, panels }))
      ? paths.lineageData(form, { family: id }, definition)
      : null,
};

/** `/claims/‹id›`: everything the API says of it. */
export const LED_CLAIM: LedPage = {
  ...{ forms: ['json'], reach: NO_REACH },
  to: async (db, { id }) =>
    (await readLedger(db)).entries.some(({ claim }) => claim.id === id) ? paths.apiClaim(id) : null,
};

/** The overview: the picture of its first figure. */
export const LED_OVERVIEW: LedPage = {
  ...{ forms: PICTURE_FORMATS, narrow: overviewOf },
  to: async (_db, { definition, form }) => paths.data({ ...definition, by: ['region'] }, form),
};

/** Leads to where a page is in another form. Null: it has no such form, or there is no such page. Throws NothingPublished. */
export async function answerLed(
  page: LedPage,
  { url, db, id = '', format }: { url: URL; db: Db; id?: string | undefined; format: string | undefined },
): Promise<Response | null> {
  const form = page.forms.find((each) => each === format);
  if (!form) return null;
  const loaded = await loadPage({ url, db, ...page }, (definition, panels) =>
    page.to(db, { url, id, definition, panels, form }),
  );
  if (loaded.kind === 'problem') return problemFile(loaded.problem, form);
  if (loaded.kind === 'redirect') return ledTo(loaded.to);
  return loaded.content === null ? null : ledTo(loaded.content);
}

async function isFamily(
  db: Db,
  id: string,
  { definition, panels }: Pick<LedAsked, 'definition' | 'panels'>,
): Promise<boolean> {
  const { asOf } = choosePanel(panels, definition.panel);
  return (await readCurated(db, asOf)).some((family) => family.id === id);
}
