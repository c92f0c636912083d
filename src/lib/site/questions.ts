import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { paths } from './paths.ts';

export interface Answer {
  name: string;
  href: string;
}

export interface Question {
  asks: string;
  /** Where it is answered, the nearest answer first. */
  answers: readonly Answer[];
}

const to = (name: string, href: string): Answer => ({ name, href });

/** What readers come with, by who asks, and the views that answer in a panel; null: the one the site chooses. */
export function questionsIn(
  panel: string | null,
): readonly { name: string; questions: readonly Question[] }[] {
  const here = definitionOf({ panel });
  const asked = (changes: Partial<Definition>) => ({ ...here, ...changes });
  return [
    {
      name: 'Before a review',
      questions: [
        {
          asks: 'Who leads, by region, now and against a year ago, and does it depend on how one counts?',
          answers: [
            to('Regions against a year ago', paths.regions(here, { compare: 'year' })),
            to('The same by original creator', paths.regions(asked({ attribution: 'creator' }))),
            to('Briefing', paths.review(here)),
          ],
        },
        {
          asks: 'Is China really ahead? Which number may I quote?',
          answers: [
            to('Published claims, computed again', paths.claims()),
            to('China against the US', paths.compare('regions', 'us-vs-cn', here)),
          ],
        },
        {
          asks: 'Which families are developers building on?',
          answers: [
            to('Families', paths.families(here)),
            to(
              'Models of each family by relation',
              paths.explore(asked({ measure: 'models', by: ['family', 'relation'] })),
            ),
            to('Derivatives by month', `${paths.review(here)}#families`),
          ],
        },
        {
          asks: 'How concentrated is it; whom do we depend on?',
          answers: [
            to('Publishers', paths.concentration(here, { level: 'publisher' })),
            to('Models', paths.concentration(here)),
          ],
        },
        {
          asks: 'Are small models taking over, or is that a counting effect?',
          answers: [
            to('Size classes', paths.sizes(here)),
            to('Without infrastructure models', paths.sizes(asked({ infrastructure: 'without' }))),
            to('By the classes of ATOM', paths.sizes(asked({ scheme: 'atom' }))),
          ],
        },
        {
          asks: 'What share of what we could adopt is commercially safe?',
          answers: [
            to('Licenses', paths.licenses(here)),
            to('Commercial use by region', paths.explore(asked({ by: ['commercial-use', 'region'] }))),
            to('Commercial use by size', paths.explore(asked({ by: ['commercial-use', 'size'] }))),
          ],
        },
        {
          asks: 'Which upstream license risks sit in popular derivatives?',
          answers: [to('License exposure', paths.exposure(here))],
        },
        {
          asks: 'Which new release is on its way to matter?',
          answers: [to('Releases by relative adoption', paths.releases(here, { sort: 'ram30' }))],
        },
        {
          asks: 'What changed this quarter that I did not expect?',
          answers: [to('Briefing, question 9', `${paths.review(here)}#changes`)],
        },
        {
          asks: 'How sure are we?',
          answers: [
            to('Coverage, gaps and rejected days', paths.status(here)),
            to('With bands for the unknown', paths.regions(asked({ unknown: 'band' }))),
          ],
        },
      ],
    },
    {
      name: 'For research',
      questions: [
        {
          asks: 'Can I have the numbers as files?',
          answers: [
            to('Editions: dated files of everything', paths.editions()),
            to('Any view as CSV', paths.data(asked({ by: ['region'] }), 'csv')),
            to('How to ask for them', paths.methods('definitions')),
          ],
        },
        { asks: 'What exactly is a download here?', answers: [to('Downloads', paths.methods('downloads'))] },
        {
          asks: 'Which snapshot was this chart made from, and will it be there in a year?',
          answers: [
            to('Editions do not change', paths.editions()),
            to('Snapshots on record', paths.status(here)),
            to('Under each figure: a link as of its snapshot', paths.regions(here)),
          ],
        },
        {
          asks: 'How were countries assigned, on what evidence, since when?',
          answers: [to('Registry', paths.registry())],
        },
        {
          asks: 'Can I reproduce the table of a paper?',
          answers: [to('Claims, each with the view that recomputes it', paths.claims())],
        },
        {
          asks: 'Where are the gaps, restatements and spikes?',
          answers: [to('Status and quality log', paths.status(here))],
        },
        {
          asks: 'How do results change with another size scheme, window or treatment of unknown?',
          answers: [
            to('Bands', paths.sizes(asked({ unknown: 'band' }))),
            to('Another scheme', paths.sizes(asked({ scheme: 'openrouter' }))),
            to('All settings', paths.explore(asked({ by: ['size'] }))),
          ],
        },
        {
          asks: 'What is the lineage, and how much of it is declared?',
          answers: [
            to('Families, each with its tree', paths.families(here)),
            to('Coverage', paths.status(here)),
          ],
        },
        {
          asks: 'How do licenses change from base to derivative?',
          answers: [to('Matrix of licenses', `${paths.exposure(here)}#transitions`)],
        },
        {
          asks: 'How long do models live; how fast do they spread?',
          answers: [
            to('Time to so many downloads', paths.dynamics(here)),
            to('Who entered and who left the top', paths.concentration(here)),
          ],
        },
      ],
    },
    {
      name: 'In two minutes',
      questions: [
        { asks: 'What changed?', answers: [to('Overview', paths.overview(here))] },
        {
          asks: 'Who rose, who fell?',
          answers: [
            to('Publishers', paths.publishers(here, { compare: 'previous' })),
            to('Regions', paths.regions(here, { compare: 'previous' })),
          ],
        },
        { asks: 'Which notable models came out?', answers: [to('Releases', paths.releases(here))] },
        {
          asks: 'Has a license changed?',
          answers: [to('Changes of license', `${paths.exposure(here)}#drift`)],
        },
        { asks: 'Are regions shifting?', answers: [to('Regions', paths.regions(here))] },
        { asks: 'Big or small?', answers: [to('Sizes', paths.sizes(here))] },
        { asks: 'Did a well-known claim change its status?', answers: [to('Claims', paths.claims())] },
        { asks: 'Can I trust the figures of this week?', answers: [to('Status', paths.status(here))] },
        {
          asks: 'What should I watch?',
          answers: [
            to('Newest releases by adoption', paths.releases(here, { sort: 'ram30' })),
            to('Licenses by downloads', paths.view(asked({ by: ['license'] }))),
          ],
        },
        {
          asks: 'Where do I read more?',
          answers: [to('Methods', paths.methods()), to('All pages', paths.search())],
        },
      ],
    },
  ];
}
