import { z } from 'zod';
import { paths } from '../site/paths.ts';

export const problemShape = z.object({
  type: z.string().describe('What went wrong: an address on the page of the API.'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z
    .array(z.object({ parameter: z.string().nullable(), detail: z.string() }))
    .describe('One for each thing that is wrong; those about a parameter name it, and the choices.'),
});

/** What goes wrong, by status, with the name of its paragraph on the page of the API. */
export const PROBLEMS: readonly { status: number; id: string; title: string; says: string }[] = [
  {
    status: 400,
    id: 'bad-request',
    title: 'This address asks for what is not there',
    says: 'A parameter is unknown, stands twice, is empty, or has a value that cannot be. Every problem is one sentence that names the choices.',
  },
  {
    status: 404,
    id: 'not-found',
    title: 'Nothing stands at this address',
    says: 'No resource or nothing of that name is there.',
  },
  { status: 405, id: 'method', title: 'Only GET and HEAD are answered', says: 'The API is for reading.' },
  {
    status: 406,
    id: 'not-acceptable',
    title: 'No form that the request accepts',
    says: 'The Accept header names none of the forms of this resource.',
  },
  {
    status: 410,
    id: 'moved-on',
    title: 'The list has moved on',
    says: 'A newer snapshot was published since the part before. Begin again at the top.',
  },
  { status: 413, id: 'body', title: 'A request has no body', says: 'The API is for reading.' },
  {
    status: 414,
    id: 'too-long',
    title: 'The address is too long',
    says: 'An address has at most 2048 characters.',
  },
  {
    status: 429,
    id: 'too-many-requests',
    title: 'Too many requests',
    says: 'Retry-After says in how many seconds the next one is answered.',
  },
  {
    status: 500,
    id: 'fault',
    title: 'Something went wrong here, not with you',
    says: 'If it lasts, tell the operator the number of the request.',
  },
  {
    status: 503,
    id: 'nothing-published',
    title: 'Nothing is published yet',
    says: 'The first snapshot has not passed its checks.',
  },
];

/** RFC 9457. `problems`: one sentence each; those about a parameter begin with its name. */
export function problemOf(
  status: number,
  problems: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const known = PROBLEMS.find((one) => one.status === status);
  const body: z.infer<typeof problemShape> = {
    type: known ? paths.api(`problem-${known.id}`) : 'about:blank',
    title: known?.title ?? 'The request was not answered',
    status,
    detail: problems.join(' '),
    errors: problems.map((detail) => ({ parameter: /^([a-z][a-z-]*): /.exec(detail)?.[1] ?? null, detail })),
  };
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}
