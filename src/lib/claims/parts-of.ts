import type { Ask } from './ask.ts';

/** The asks that arithmetic is done on; none for a question of its own. */
export function partsOf(ask: Ask): readonly Ask[] {
  switch (ask.ask) {
    case 'times':
    case 'growth':
      return [ask.over, ask.under];
    case 'less':
      return [ask.from, ask.less];
    case 'part':
      return [ask.of, ask.beside];
    case 'scaled':
      return [ask.of];
    default:
      return [];
  }
}
