export interface SizeClass {
  id: string;
  name: string;
  /** Total parameters; inside. Null only for `unknown`. */
  from: number | null;
}

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
  { id: 'unknown', name: 'Unknown', from: null },
];
