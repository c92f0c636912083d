import { definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { paths } from '../paths.ts';
import type { ChartId } from './charts.ts';

const QUESTIONS: readonly { says: string; asked: Partial<Definition>; chart?: ChartId }[] = [
  { says: 'Where do large models come from?', asked: { by: ['region', 'size'] } },
  { says: 'Which licenses do the regions choose?', asked: { by: ['region', 'license'] } },
  {
    says: 'Who packages whose models?',
    asked: { by: ['region'], attribution: 'flow' },
  },
  { says: 'Which tasks are downloaded?', asked: { by: ['task'] }, chart: 'bars' },
  { says: 'Which formats spread among language models?', asked: { by: ['format'], universe: 'language' } },
  {
    says: 'How large is a model that is downloaded?',
    asked: { measure: 'parametersMeanByDownloads', by: ['region'] },
  },
  { says: 'How is each family re-used?', asked: { by: ['family', 'relation'], measure: 'models' } },
  { says: 'Do labels fit their upstream?', asked: { by: ['inheritance'], measure: 'models' }, chart: 'bars' },
];

/** Views to begin with, in the panel of the page. */
export function examplesIn(panel: string | null): readonly { says: string; href: string }[] {
  return QUESTIONS.map(({ says, asked, chart = null }) => ({
    says,
    href: paths.explore(definitionOf({ panel, ...asked }), { chart }),
  }));
}
