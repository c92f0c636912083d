import type { ChartTheme } from '../lib/chart/chart-config.ts';

/** Colours as the page shows them now: of the frame, and of a series by its key. */
export interface ChartColours {
  theme: ChartTheme;
  ofSeries: (key: string | null) => string;
}

/** Reads the tokens through a probe beside the chart: canvas knows no light-dark(), and hidden cells may be stale. */
export function withColours<Result>(element: HTMLElement, use: (colours: ChartColours) => Result): Result {
  const probe = document.createElement('span');
  element.append(probe);
  const token = (name: string) => {
    probe.className = `token-${name}`;
    return getComputedStyle(probe).color;
  };
  try {
    const font = getComputedStyle(element).fontFamily;
    const theme = {
      ink: token('ink'),
      faint: token('ink-faint'),
      rule: token('rule'),
      paper: token('paper'),
      font,
    };
    const ofSeries = (key: string | null) => {
      probe.setAttribute('data-series', key ?? '');
      return token('series');
    };
    return use({ theme, ofSeries });
  } finally {
    probe.remove();
  }
}
