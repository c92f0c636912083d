export interface SizeClass {
  id: string;
  name: string;
  /** Total parameters; inside. Null only for `unknown`. */
  from: number | null;
}

export type SchemeId = 'default' | 'atom' | 'openrouter' | 'hf' | 'article';

export interface SizeScheme {
  id: SchemeId;
  name: string;
  /** Who counts in these classes. */
  says: string;
  /** In order; the last is `unknown`. */
  classes: readonly SizeClass[];
}

const unknown: SizeClass = { id: 'unknown', name: 'Unknown', from: null };

/** The default scheme. Lower bound inside, upper outside. Order is the order of tables and charts. */
export const SIZE_CLASSES: readonly SizeClass[] = [
  { id: 'under-100m', name: 'under 100M', from: 0 },
  { id: '100m-1b', name: '100M – 1B', from: 1e8 },
  { id: '1b-5b', name: '1B – 5B', from: 1e9 },
  { id: '5b-10b', name: '5B – 10B', from: 5e9 },
  { id: '10b-50b', name: '10B – 50B', from: 1e10 },
  { id: '50b-100b', name: '50B – 100B', from: 5e10 },
  { id: '100b-250b', name: '100B – 250B', from: 1e11 },
  { id: '250b-up', name: '250B and more', from: 2.5e11 },
  unknown,
];

/** Every way to cut sizes into classes (definitions.md C5). Each cuts the exact totals, never another scheme’s classes. */
export const SIZE_SCHEMES: readonly SizeScheme[] = [
  { id: 'default', name: 'Census', says: 'Our own classes.', classes: SIZE_CLASSES },
  {
    id: 'atom',
    name: 'ATOM',
    says: 'The classes of the ATOM project.',
    classes: [
      { id: 'under-1b', name: 'under 1B', from: 0 },
      { id: '1b-5b', name: '1B – 5B', from: 1e9 },
      { id: '5b-10b', name: '5B – 10B', from: 5e9 },
      { id: '10b-50b', name: '10B – 50B', from: 1e10 },
      { id: '50b-100b', name: '50B – 100B', from: 5e10 },
      { id: '100b-250b', name: '100B – 250B', from: 1e11 },
      { id: '250b-up', name: '250B and more', from: 2.5e11 },
      unknown,
    ],
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    says: 'Small, medium and large as OpenRouter and a16z cut them.',
    classes: [
      { id: 'under-15b', name: 'under 15B', from: 0 },
      { id: '15b-70b', name: '15B – 70B', from: 1.5e10 },
      { id: '70b-up', name: '70B and more', from: 7e10 },
      unknown,
    ],
  },
  {
    id: 'hf',
    name: 'Hugging Face reports',
    says: 'The bounds that the reports of Hugging Face use, made into classes without overlap.',
    classes: [
      { id: 'under-1b', name: 'under 1B', from: 0 },
      { id: '1b-10b', name: '1B – 10B', from: 1e9 },
      { id: '10b-20b', name: '10B – 20B', from: 1e10 },
      { id: '20b-70b', name: '20B – 70B', from: 2e10 },
      { id: '70b-100b', name: '70B – 100B', from: 7e10 },
      { id: '100b-up', name: '100B and more', from: 1e11 },
      unknown,
    ],
  },
  {
    id: 'article',
    name: 'Edge, small, large',
    says: 'Edge-capable below 1B, below 7B, small up to 10B, and large from 50B, as the articles on momentum cut them.',
    classes: [
      { id: 'under-1b', name: 'under 1B', from: 0 },
      { id: '1b-7b', name: '1B – 7B', from: 1e9 },
      { id: '7b-10b', name: '7B – 10B', from: 7e9 },
      { id: '10b-50b', name: '10B – 50B', from: 1e10 },
      { id: '50b-up', name: '50B and more', from: 5e10 },
      unknown,
    ],
  },
];

/** Bounds other than of a scheme that claims and rules cut at. */
const FURTHER_BOUNDS: readonly number[] = [2e8, 5e8];

/**
 * Lower bounds of the size cells, ascending: every bound of every scheme. A cell lies whole in one class of each scheme,
 * so a cube by cells answers every scheme exactly. Cell numbers are places in this list; −1 is unknown.
 */
export const SIZE_CELLS: readonly number[] = [
  ...new Set([
    ...SIZE_SCHEMES.flatMap(({ classes }) => classes.flatMap(({ from }) => (from === null ? [] : [from]))),
    ...FURTHER_BOUNDS,
  ]),
].toSorted((a, b) => a - b);

/** The class of a scheme in which a size cell lies. */
export function classOfCell(scheme: SizeScheme, cell: number): SizeClass {
  const bound = SIZE_CELLS[cell];
  const known = scheme.classes.filter(({ from }) => from !== null && bound !== undefined && from <= bound);
  return known.at(-1) ?? unknown;
}
