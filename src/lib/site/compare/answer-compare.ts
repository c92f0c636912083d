import type { Db } from '../../../../db/client.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import { writeContest } from '../../findings/write-contest.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { checkRows } from '../data/answer-view.ts';
import { metaOf } from '../data/meta.ts';
import { problemFile, shared, tableFile } from '../data/respond.ts';
import { fileName, writeCitation } from '../data/take.ts';
import { type TidyTable, tidyTable } from '../data/tidy-table.ts';
import { decoded } from '../decoded.ts';
import { loadPage } from '../load-view.ts';
import { type DataFormat, isDataFormat, type PictureFormat, paths, type ViewFormat } from '../paths.ts';
import { pictureFile } from '../picture/picture-file.ts';
import { pictureOf } from '../picture/picture-of.ts';
import type { Found } from './find-subjects.ts';
import { comparedGroups, takeFor } from './groups-view.ts';
import { COMPARE_KEYS } from './kinds.ts';
import { loadCompare, placeOf } from './load-compare.ts';
import { citationOfModels, fileOfModels, modelsTitle } from './models-view.ts';
import { hrefOf, type Place } from './place.ts';
import { compareReach } from './reach.ts';
import { readCompared } from './read-groups.ts';
import { type ModelsReading, readModelsReading } from './read-models.ts';
import { printSubjects } from './subjects-path.ts';

interface Asked<Form> {
  url: URL;
  db: Db;
  form: Form;
}

/** A comparison in another form. */
export async function answerCompare({ url, db, form }: Asked<ViewFormat>, found: Found): Promise<Response> {
  const answer = isDataFormat(form)
    ? await rowsAnswer({ url, db, form }, found)
    : await pictureAnswer({ url, db, form }, found);
  return shared(answer);
}

async function pictureAnswer({ url, db, form }: Asked<PictureFormat>, found: Found): Promise<Response> {
  const loaded = await loadCompare({ url, db }, found);
  if (loaded.kind === 'redirect')
    return new Response(null, { status: 302, headers: { location: loaded.to } });
  if (loaded.kind === 'problem') return problemFile(loaded.problem, form);
  const { figure } = loaded.content;
  const address = decoded(`${url.origin}${url.pathname.slice(0, -form.length - 1)}${url.search}`);
  const drawn = pictureOf({ ...figure, slope: null, scatter: null, heat: null }, { address, theme: 'light' });
  return await pictureFile(drawn, { form, name: figure.take?.fileName ?? 'open-model-census_compared' });
}

/** Its rows, as counted: a scale is a way to draw. */
async function rowsAnswer({ url, db, form }: Asked<DataFormat>, found: Found): Promise<Response> {
  const asked = { url, db, reach: compareReach(found), keys: COMPARE_KEYS, usual: { scale: 'value' } };
  const loaded = await loadPage(asked, async (definition, panels) => {
    const place = { ...placeOf(url, found, definition), scale: 'value' } as const;
    return found.dimension === null
      ? await modelsFile(db, { place, panels, form, origin: url.origin })
      : await groupsFile(db, { place, form, origin: url.origin });
  });
  if (loaded.kind === 'redirect')
    return new Response(null, { status: 302, headers: { location: loaded.to } });
  return loaded.kind === 'problem' ? problemFile(loaded.problem, form) : loaded.content;
}

interface FileOf {
  place: Place;
  form: DataFormat;
  origin: string;
}

async function groupsFile(db: Db, { place, form, origin }: FileOf): Promise<Response> {
  const { found, definition } = place;
  const { figure, nameOf } = await readCompared(db, place);
  const groups = comparedGroups(figure, found.subjects).filter((group) => group !== null);
  const compared = { ...figure, groups };
  checkRows(compared);
  const { href, pinned, citation, json } = takeFor(place, figure, nameOf);
  const title = writeContest(
    figure,
    found.subjects.map(({ id }) => [id]),
  );
  const shown = { title, href, pinned: pinned ?? href, citation };
  const table = tidyTable(compared);
  return tableFile(table, {
    form,
    name: fileName(figure),
    describedBy: json,
    meta: () =>
      metaOf(compared, { asked: definition, nameOf, earlier: null, columns: table.columns, origin, shown }),
  });
}

async function modelsFile(
  db: Db,
  { place, panels, form, origin }: FileOf & { panels: readonly PanelFacts[] },
): Promise<Response> {
  const { found, definition } = place;
  const reading = await readModelsReading(db, { place, panels });
  const { panel, asOf, measure, referenceVersion } = reading;
  const ids = found.subjects.map(({ id }) => id);
  const table = modelsTable(reading, ids);
  const at = (path: string) => new URL(path, origin).href;
  const pinned = at(hrefOf({ ...place, definition: { ...definition, panel: panel.panel, snapshot: asOf } }));
  return tableFile(table, {
    form,
    name: fileOfModels(reading),
    describedBy: paths.compareData('models', printSubjects(ids), definition, 'json'),
    meta: () => ({
      title: modelsTitle(reading, place),
      address: at(hrefOf(place)),
      pinned_address: pinned,
      measure: MEASURES.find(({ id }) => id === measure),
      panel: { id: panel.panel, title: panel.title, population: panel.population, kind: panel.kind },
      snapshot: asOf,
      as_of: asOf,
      step: reading.step,
      attribution: null,
      reference_version: referenceVersion,
      sources: [{ title: panel.sourceTitle, url: panel.sourceUrl, terms: panel.terms }],
      citation: writeCitation(citationOfModels(reading, ids), pinned),
      columns: table.columns,
    }),
  });
}

function modelsTable({ days }: ModelsReading, ids: readonly string[]): TidyTable {
  return {
    columns: [
      { name: 'as_of', type: 'date', says: 'A published snapshot.' },
      { name: 'model', type: 'string', says: 'The repo id, as written now.' },
      { name: 'in_panel', type: 'boolean', says: 'The panel had the model on that day.' },
      {
        name: 'downloads_30d',
        type: 'number',
        says: 'Downloads in the 30 days before. Empty: not recorded.',
      },
      { name: 'downloads_all_time', type: 'number', says: 'Since it was created. Empty: not recorded.' },
      { name: 'likes', type: 'number', says: 'Empty: not recorded.' },
    ],
    rows: ids.flatMap((id, at) =>
      days.map(({ asOf, points }) => {
        const point = points[at] ?? null;
        return [
          asOf,
          id,
          point?.present ?? false,
          point?.downloads30d ?? null,
          point?.downloadsAllTime ?? null,
          point?.likes ?? null,
        ];
      }),
    ),
  };
}
