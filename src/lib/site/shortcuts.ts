/** One thing that keys do. */
export interface Shortcut {
  /** Keys that do the same, as `KeyboardEvent.key` names them. */
  keys: readonly string[];
  says: string;
}

/** All keys of the site, as `/shortcuts` lists them. Each does what a link or field of the page does too. */
export const SHORTCUTS: readonly { name: string; shortcuts: readonly Shortcut[] }[] = [
  {
    name: 'Anywhere',
    shortcuts: [
      {
        keys: ['/', 'Control+K'],
        says: 'Search models, publishers, families, places, licenses, claims and pages.',
      },
      { keys: ['?'], says: 'This page.' },
      { keys: ['Escape'], says: 'Close what is open; where nothing is, remove all lenses.' },
    ],
  },
  {
    name: 'In the search',
    shortcuts: [
      { keys: ['ArrowDown', 'ArrowUp'], says: 'The next and the previous result.' },
      { keys: ['Enter'], says: 'Go to the result; without one, to the page of all results.' },
    ],
  },
  {
    name: 'On pages of figures',
    shortcuts: [
      {
        keys: ['ArrowLeft', 'ArrowRight'],
        says: 'The previous and the next period. On a chart: from day to day.',
      },
      { keys: ['c'], says: 'Compare with the previous period, and stop comparing.' },
      { keys: ['d'], says: 'Day by day.' },
      { keys: ['w'], says: 'Week by week.' },
      { keys: ['m'], says: 'Month by month.' },
      { keys: ['q'], says: 'The last quarter: 91 days.' },
      { keys: ['y'], says: 'The last year: 365 days.' },
      { keys: ['a'], says: 'All that is recorded.' },
    ],
  },
];

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Control: 'Ctrl',
};

/** What stands on a key. */
export function keyCaps(key: string): readonly string[] {
  return key.split('+').map((part) => NAMES[part] ?? part);
}
