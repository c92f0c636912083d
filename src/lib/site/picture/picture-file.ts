import type { Picture } from '../../picture/picture.ts';
import { renderPng, renderSvg } from '../../picture/render.ts';
import type { PictureFormat } from '../paths.ts';

/** A picture as an answer. `name`: of the file, without an ending. */
export async function pictureFile(
  picture: Picture,
  { form, name }: { form: PictureFormat; name: string },
): Promise<Response> {
  const headers = {
    'content-type': form === 'svg' ? 'image/svg+xml' : 'image/png',
    'content-disposition': `inline; filename="${name}.${form}"`,
  };
  const body = form === 'svg' ? renderSvg(picture) : new Uint8Array(await renderPng(picture));
  return new Response(body, { headers });
}
