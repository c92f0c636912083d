import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { colourOf, type ThemeId, themeOf } from '../chart/colours.ts';
import { type DrawPart, paint } from './paint.ts';
import type { Box, PictureColours } from './paint-body.ts';
import { PICTURE_RATIO, PICTURE_SIZE, type Picture } from './picture.ts';
import { escapeXml, svgCanvas } from './svg-canvas.ts';

/** Inter from its package, so that a picture is the same on a machine without fonts; then what the machine has. */
const FONT = 'Inter, "Inter Extended", sans-serif';

const files = createRequire(import.meta.url);
let areFontsThere = false;

export function loadFonts(): void {
  if (areFontsThere) return;
  for (const [family, subset] of [
    ['Inter', 'latin'],
    ['Inter Extended', 'latin-ext'],
  ] as const)
    for (const weight of [400, 600])
      GlobalFonts.registerFromPath(
        files.resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`),
        family,
      );
  areFontsThere = true;
}

/** A picture as PNG, 1,600 × 840 pixels. The same picture gives the same bytes. Encodes off the main thread. */
export async function renderPng(picture: Picture, theme: ThemeId = 'light'): Promise<Buffer> {
  loadFonts();
  const { width, height } = PICTURE_SIZE;
  const ratio = PICTURE_RATIO;
  const canvas = createCanvas(width * ratio, height * ratio);
  const ctx = canvas.getContext('2d');
  ctx.scale(ratio, ratio);
  const surface = {
    // Skia's context draws as a browser's does; their types differ in what nobody uses here.
    ctx: ctx as unknown as CanvasRenderingContext2D,
    chart: (box: Box, draw: DrawPart) => {
      const own = createCanvas(box.width, box.height);
      const free = draw(own as unknown as HTMLCanvasElement, ratio);
      ctx.drawImage(own, box.x, box.y, box.width, box.height);
      free();
    },
  };
  paint(surface, picture, coloursOf(theme));
  return await canvas.encode('png');
}

/** A picture as SVG, with text as text. The same drawing code as the PNG's and the page's. */
export function renderSvg(picture: Picture, theme: ThemeId = 'light'): string {
  loadFonts();
  const { width, height } = PICTURE_SIZE;
  const ruler = createCanvas(1, 1).getContext('2d');
  const measure = (text: string, font: string) => {
    ruler.font = font;
    return ruler.measureText(text);
  };
  const canvas = svgCanvas(width, height, { measure, prefix: 'c' });
  const parts: string[] = [];
  const surface = {
    ctx: canvas.getContext('2d') as unknown as CanvasRenderingContext2D,
    chart: (box: Box, draw: DrawPart) => {
      const own = svgCanvas(box.width, box.height, { measure, prefix: `p${parts.length}` });
      const free = draw(own as unknown as HTMLCanvasElement, 1);
      parts.push(`<g transform="translate(${box.x} ${box.y})">${own.content()}</g>`);
      free();
    },
  };
  paint(surface, picture, coloursOf(theme));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    ` role="img" aria-labelledby="title desc" font-family="Inter, system-ui, 'Segoe UI', Roboto, Arial, sans-serif">`,
    `<title id="title">${escapeXml(picture.title)}</title><desc id="desc">${escapeXml(picture.label)}</desc>`,
    canvas.content(),
    ...parts,
    '</svg>\n',
  ].join('');
}

export function coloursOf(theme: ThemeId): PictureColours {
  return {
    ...themeOf(theme, FONT),
    soft: colourOf('ink-soft', theme),
    strong: colourOf('rule-strong', theme),
    accent: colourOf('accent', theme),
  };
}
