/** As much of a canvas as Chart.js and our own drawing need, written as SVG. Lengths are CSS pixels. */
export interface SvgCanvas {
  width: number;
  height: number;
  getContext(kind: '2d'): SvgContext;
  /** The elements drawn so far, without an <svg> around them. */
  content(): string;
}

export type TextMeasure = (text: string, font: string) => { width: number };

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const STILL: Matrix = [1, 0, 0, 1, 0, 0];

/** How far the baseline is below what a canvas calls top, middle and bottom, in parts of the size: the metrics of Inter. */
const BASELINES: Readonly<Record<string, number>> = {
  top: 0.97,
  hanging: 0.78,
  middle: 0.364,
  bottom: -0.24,
};

const ANCHORS: Readonly<Record<string, string>> = { center: 'middle', right: 'end', end: 'end' };

/** A new canvas. `prefix` keeps the ids of its clips apart from those of others in the same file. */
export function svgCanvas(
  width: number,
  height: number,
  { measure, prefix }: { measure: TextMeasure; prefix: string },
): SvgCanvas {
  const parts: string[] = [];
  let clips = 0;
  const clipId = () => `${prefix}${clips++}`;
  const canvas: SvgCanvas = { width, height, getContext: () => context, content: () => parts.join('') };
  const context = new SvgContext(canvas, { write: (part) => parts.push(part), measure, clipId });
  return canvas;
}

interface Tools {
  write: (part: string) => void;
  measure: TextMeasure;
  clipId: () => string;
}

/** The drawing calls of a 2D context that are used here. Others are missing, so that a chart that asks for more fails at once. */
export class SvgContext {
  readonly canvas: SvgCanvas;
  fillStyle = '#000000';
  strokeStyle = '#000000';
  lineWidth = 1;
  lineCap = 'butt';
  lineJoin = 'miter';
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign = 'start';
  textBaseline = 'alphabetic';
  readonly #tools: Tools;
  #hidden: { matrix: Matrix; clip: string | null; dash: readonly number[] } = {
    matrix: STILL,
    clip: null,
    dash: [],
  };
  readonly #kept: (() => void)[] = [];
  #path: string[] = [];

  constructor(canvas: SvgCanvas, tools: Tools) {
    this.canvas = canvas;
    this.#tools = tools;
  }

  save(): void {
    const [style, hidden] = [{ ...this }, this.#hidden];
    this.#kept.push(() => {
      Object.assign(this, style);
      this.#hidden = hidden;
    });
  }
  restore(): void {
    this.#kept.pop()?.();
  }

  setLineDash(dash: readonly number[]): void {
    this.#hidden = { ...this.#hidden, dash: [...dash] };
  }
  getLineDash(): number[] {
    return [...this.#hidden.dash];
  }

  translate(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.#hidden.matrix;
    this.#turn([a, b, c, d, a * x + c * y + e, b * x + d * y + f]);
  }
  scale(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.#hidden.matrix;
    this.#turn([a * x, b * x, c * y, d * y, e, f]);
  }
  /** Nothing here is turned, and text would have to be told apart. */
  rotate(angle: number): void {
    if (angle !== 0) throw new Error('a picture with turned parts cannot be written as SVG');
  }
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.#turn([a, b, c, d, e, f]);
  }
  resetTransform(): void {
    this.#turn(STILL);
  }

  beginPath(): void {
    this.#path = [];
  }
  closePath(): void {
    this.#path.push('Z');
  }
  moveTo(x: number, y: number): void {
    this.#path.push(`M${this.#at(x, y)}`);
  }
  lineTo(x: number, y: number): void {
    this.#path.push(`${this.#path.length === 0 ? 'M' : 'L'}${this.#at(x, y)}`);
  }
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.#path.push(`C${this.#at(x1, y1)} ${this.#at(x2, y2)} ${this.#at(x, y)}`);
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }
  /** Whole circles as two halves, since an arc of SVG that ends where it begins is nothing. */
  arc(x: number, y: number, radius: number, from: number, to: number, back = false): void {
    const turn = to - from;
    const [start, end] = [from, to].map((angle) =>
      this.#at(x + radius * Math.cos(angle), y + radius * Math.sin(angle)),
    );
    this.#path.push(`${this.#path.length === 0 ? 'M' : 'L'}${start}`);
    const r = short(radius * this.#stretch());
    if (Math.abs(turn) >= 2 * Math.PI - 1e-9) {
      const half = this.#at(x - radius * Math.cos(from), y - radius * Math.sin(from));
      this.#path.push(`A${r} ${r} 0 0 1 ${half}A${r} ${r} 0 0 1 ${start}`);
      return;
    }
    this.#path.push(`A${r} ${r} 0 ${Math.abs(turn) > Math.PI ? 1 : 0} ${back ? 0 : 1} ${end}`);
  }

  fill(): void {
    this.#write('path', { d: this.#path.join(''), ...this.#filled() });
  }
  stroke(): void {
    this.#write('path', { d: this.#path.join(''), ...this.#stroked() });
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.#framed(x, y, width, height, this.#filled());
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#framed(x, y, width, height, this.#stroked());
  }
  /** What is drawn stays: a picture is drawn once, on a canvas that is clear. */
  clearRect(): void {}

  clip(): void {
    const id = this.#tools.clipId();
    this.#tools.write(`<clipPath id="${id}"${this.#clipped()}><path d="${this.#path.join('')}"/></clipPath>`);
    this.#hidden = { ...this.#hidden, clip: id };
  }

  measureText(text: string): { width: number } {
    return this.#tools.measure(text, this.font);
  }
  fillText(text: string, x: number, y: number): void {
    const { font, textAlign, textBaseline } = this;
    const { size, weight } = fontIn(font);
    const [left, base] = this.#at(x, y + (BASELINES[textBaseline] ?? 0) * size).split(' ');
    const facts = {
      x: left,
      y: base,
      'font-size': short(size * this.#stretch()),
      ...(weight === 400 ? {} : { 'font-weight': weight }),
      ...(ANCHORS[textAlign] ? { 'text-anchor': ANCHORS[textAlign] } : {}),
      ...this.#filled(),
    };
    this.#write('text', facts, escapeXml(text));
  }

  #framed(x: number, y: number, width: number, height: number, paint: Facts): void {
    const [left, top] = this.#at(x, y).split(' ');
    const stretch = this.#stretch();
    this.#write('rect', {
      x: left,
      y: top,
      width: short(width * stretch),
      height: short(height * stretch),
      ...paint,
    });
  }

  #turn(matrix: Matrix): void {
    this.#hidden = { ...this.#hidden, matrix };
  }

  #at(x: number, y: number): string {
    const [a, b, c, d, e, f] = this.#hidden.matrix;
    return `${short(a * x + c * y + e)} ${short(b * x + d * y + f)}`;
  }

  /** How much longer a length is drawn; matrices here turn nothing. */
  #stretch(): number {
    return Math.hypot(this.#hidden.matrix[0], this.#hidden.matrix[1]);
  }

  #filled(): Facts {
    const { fillStyle, globalAlpha } = this;
    return { fill: fillStyle, ...(globalAlpha === 1 ? {} : { 'fill-opacity': short(globalAlpha) }) };
  }

  #stroked(): Facts {
    const { strokeStyle, lineWidth, lineCap, lineJoin, globalAlpha } = this;
    const { dash } = this.#hidden;
    return {
      fill: 'none',
      stroke: strokeStyle,
      'stroke-width': short(lineWidth * this.#stretch()),
      ...(lineCap === 'butt' ? {} : { 'stroke-linecap': lineCap }),
      ...(lineJoin === 'miter' ? {} : { 'stroke-linejoin': lineJoin }),
      ...(dash.length === 0 ? {} : { 'stroke-dasharray': dash.map(short).join(' ') }),
      ...(globalAlpha === 1 ? {} : { 'stroke-opacity': short(globalAlpha) }),
    };
  }

  #clipped(): string {
    return this.#hidden.clip === null ? '' : ` clip-path="url(#${this.#hidden.clip})"`;
  }

  #write(name: string, facts: Facts, inside = ''): void {
    if (this.#isInvisible(facts)) return;
    const attributes = Object.entries(facts).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
    this.#tools.write(`<${name}${attributes.join('')}${this.#clipped()}>${inside}</${name}>`);
  }

  #isInvisible({ fill, stroke, d }: Facts): boolean {
    const nothing = (paint: Facts[string]) =>
      paint === undefined || paint === 'none' || isClear(String(paint));
    return d === '' || (nothing(fill) && nothing(stroke));
  }
}

type Facts = Readonly<Record<string, string | number | undefined>>;

function isClear(paint: string): boolean {
  return paint === 'transparent' || /^rgba\(.*,\s*0\)$/.test(paint);
}

/** `600 12px Inter` → 600 and 12. */
function fontIn(font: string): { size: number; weight: number } {
  const size = /([\d.]+)px/.exec(font)?.[1] ?? '10';
  const weight = /(?:^|\s)(\d00|bold)\s/.exec(font)?.[1] ?? '400';
  return { size: Number(size), weight: weight === 'bold' ? 700 : Number(weight) };
}

function short(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Control characters have no place in XML at all. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
