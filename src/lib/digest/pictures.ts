import { seriesColour } from '../chart/colours.ts';
import { formatShare } from '../format/numbers.ts';
import type { Figure } from '../metrics/figure.ts';
import type { Body } from '../picture/picture.ts';
import { renderPng } from '../picture/render.ts';
import { renderChartPng } from '../picture/render-chart.ts';
import { seriesTable } from '../site/figure/series.ts';
import { chartTable, drawable } from '../site/picture/picture-of.ts';
import { keysOf, shareOf } from '../site/review/looks.ts';
import { marksOf, placesOf } from './marks.ts';
import type { Payload, PictureId } from './payload.ts';
import { labelOf } from './period.ts';
import type { DigestReading } from './read.ts';

/** True where a figure has enough weeks to be a line. */
export function isDrawn(figure: Figure): boolean {
  return seriesTable(figure) !== null;
}

/** The pictures of an issue as PNG. */
export async function drawPictures(
  reading: DigestReading,
  payload: Payload,
  origin: string,
): Promise<ReadonlyMap<PictureId, Buffer>> {
  const pictures = new Map<PictureId, Buffer>();
  for (const [id, figure] of [
    ['regions', reading.region],
    ['sizes', reading.size],
  ] as const) {
    const series = shows(payload, id) ? seriesTable(figure) : null;
    if (series) pictures.set(id, await renderChartPng(chartTable(series, lightColour)));
  }
  pictures.set('card', await drawCard(reading, payload, origin));
  return pictures;
}

function shows({ sections }: Payload, id: PictureId): boolean {
  return sections.some(({ blocks }) =>
    blocks.some((block) => block.kind === 'picture' && block.picture === id),
  );
}

const lightColour = (key: string) => seriesColour(key, 'light');

/** What stands for the issue where its address is shared. */
async function drawCard(
  { region, period }: DigestReading,
  payload: Payload,
  origin: string,
): Promise<Buffer> {
  const series = seriesTable(region);
  const marks = marksOf(region, period);
  const body: Body = series
    ? { kind: 'chart', table: chartTable(series, lightColour) }
    : {
        kind: 'ranked',
        left: null,
        rows: placesOf(region, marks.now).map(({ ids, names: [name = ''] }) => ({
          name: drawable(name),
          color: lightColour(keysOf(region).get(ids.join('~')) ?? ''),
          open: false,
          part: shareOf(marks.now, ids) ?? 0,
          says: formatShare(shareOf(marks.now, ids)),
        })),
      };
  return await renderPng({
    title: drawable(payload.headline),
    beside: `${period.kind === 'week' ? 'Weekly' : 'Monthly'} digest · ${labelOf(period)} · ${payload.days}`,
    subtitle: 'Share of downloads in the previous 30 days by region of the uploader',
    label: payload.headline,
    body,
    facts: [payload.panel.title, `Snapshot of ${payload.asOf}`, payload.panel.sourceTitle],
    address: `${origin}/digest/${payload.issue}`,
  });
}
