import { formatDay } from '../format/dates.ts';
import type { ModelReading } from '../metrics/model.ts';
import { paths } from './paths.ts';
import type { Phrase } from './phrase.ts';

/** What must be known before anything else on the page of a model. */
export interface Notice {
  /** `gone`: a tombstone; `missing`: not confirmed yet; `namesake`: others had the name. */
  kind: 'gone' | 'missing' | 'namesake';
  says: Phrase;
}

/** Whether the model is still there, and which others had its name. */
export function noticesOf({ model, earlier }: ModelReading): readonly Notice[] {
  return [
    ...presence(model),
    ...earlier.map(
      ({ repoId, removed }): Notice => ({
        kind: 'namesake',
        says: removed
          ? ['An earlier model had this name and is gone from the Hub. Its counts are not in those below.']
          : [
              'An earlier model had this name. It is now called ',
              { name: repoId, href: paths.model(repoId) },
              '; its counts are not in those below.',
            ],
      }),
    ),
  ];
}

function presence({ missingSince, removedOn }: ModelReading['model']): readonly Notice[] {
  if (removedOn !== null)
    return [
      {
        kind: 'gone',
        says: [
          `Gone from the Hub since ${formatDay(missingSince ?? removedOn)}: two complete looks did not name it.`,
          ' The counts below are the last seen.',
        ],
      },
    ];
  if (missingSince === null) return [];
  return [
    {
      kind: 'missing',
      says: [
        `Not named by the complete look of ${formatDay(missingSince)}. The next one will tell whether it is gone.`,
        ' The counts below are the last seen.',
      ],
    },
  ];
}
