import { SourceError } from '../../db/errors.ts';
import type { Panel } from '../collector.ts';
import type { Asked } from './history.ts';

/** What a format says about its panel where the command line says nothing. */
export type OwnWords = Partial<
  Pick<Panel, 'panel' | 'title' | 'population' | 'sourceTitle' | 'sourceUrl' | 'terms'>
> &
  Pick<Panel, 'rank' | 'whole'>;

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The panel of a history. Throws `SourceError` when a word is missing or cannot be used. */
export function panelOf(asked: Asked, own: OwnWords): Panel {
  const panel = asked.panel ?? own.panel;
  const population = asked.population ?? own.population;
  const sourceUrl = asked.sourceUrl ?? own.sourceUrl;
  const missing = Object.entries({ '--panel': panel, '--population': population, '--source-url': sourceUrl })
    .filter(([, value]) => !value?.trim())
    .map(([option]) => option);
  if (!panel || !population || !sourceUrl || missing.length > 0) {
    throw unusable(
      asked,
      `A panel needs ${missing.join(', ')}: what it is called, which models are in, where it comes from.`,
    );
  }
  if (!NAME.test(panel))
    throw unusable(asked, `--panel takes small letters, digits and dashes, not "${panel}".`);
  const address = URL.parse(sourceUrl);
  if (!address || !/^https?:$/.test(address.protocol) || address.username) {
    throw unusable(asked, `--source-url takes an address like https://example.org, not "${sourceUrl}".`);
  }
  return {
    panel,
    title: asked.title ?? own.title ?? panel,
    population,
    kind: 'history',
    sourceTitle: asked.sourceUrl ? address.host : (own.sourceTitle ?? address.host),
    sourceUrl,
    terms: asked.terms ?? own.terms ?? 'The terms of this history were not stated when it was imported.',
    rank: own.rank,
    whole: own.whole,
    everyDays: asked.every,
  };
}

/** The words of the command line cannot be used. */
export class UnusableWords extends SourceError {}

function unusable({ source }: Asked, says: string): UnusableWords {
  return new UnusableWords(says, { url: source, status: null });
}
