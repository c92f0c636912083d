import { formatDay } from '../../format/dates.ts';
import { formatExact, formatShare } from '../../format/numbers.ts';
import { paths } from '../paths.ts';
import { type ReviewAnswer, row } from './answer.ts';
import { ofPanel } from './leaders.ts';
import type { ReviewReading } from './read-review.ts';

const ramShown = 8;

/** 8: which new models outpace their peers. */
export function onTheWay(reading: ReviewReading): ReviewAnswer {
  const { ram, stretch, marks } = reading;
  const fresh = ram.models
    .filter(({ releasedOn }) => stretch.from <= releasedOn && releasedOn < stretch.until)
    .flatMap((model) => {
      const score = model.scores.findLast(({ v1 }) => v1 !== null);
      return score ? [{ ...model, score }] : [];
    })
    .toSorted((a, b) => (b.score.v1 ?? 0) - (a.score.v1 ?? 0));
  const [first] = fresh;
  return {
    id: 'releases',
    question: 'Which new release is on its way to matter?',
    says: first
      ? [
          `${first.repoId}, released on ${formatDay(first.releasedOn)}, has ${timesOf(first.score.v1)} the downloads that the median of the ten largest of its size class had at ${first.score.age} days.`,
          `${fresh.length === 1 ? 'It is the only release' : `It is one of ${formatExact(fresh.length)} releases`} of this stretch at or above the median of its peers at some age.`,
        ]
      : [
          ram.baseline === null
            ? (ram.notes[0] ?? 'No baseline is frozen yet.')
            : 'No model released in this stretch has reached the median of the ten largest of its size class at any age so far.',
        ],
    table: first
      ? {
          heading: 'Release',
          heads: ['Released', 'Age, days', 'Downloads', 'RAM, median', 'RAM, tenth'],
          barred: false,
          rows: fresh
            .slice(0, ramShown)
            .map(({ repoId, releasedOn, score }) =>
              row(
                repoId,
                [
                  formatDay(releasedOn),
                  String(score.age),
                  formatExact(score.downloads),
                  timesOf(score.v1),
                  timesOf(score.v2),
                ],
                { href: paths.model(repoId) },
              ),
            ),
        }
      : null,
    beside: first
      ? [
          `As of ${formatDay(ram.asOf)}, at the oldest age each has reached; the stretch ends before ${formatDay(stretch.until)}.`,
        ]
      : [],
    definition: ram.definition,
    coverage:
      ram.coverage === null
        ? `no model has a score at the look of ${formatDay(marks.now)}`
        : `${formatShare(ram.coverage)} of the models listed have a score`,
    links: [
      { says: 'Releases', href: paths.releases(ofPanel(reading)) },
      { says: 'Dynamics', href: paths.dynamics(ofPanel(reading)) },
    ],
  };
}

function timesOf(score: number | null): string {
  return score === null ? '–' : `${Number(score.toPrecision(2))} times`;
}
