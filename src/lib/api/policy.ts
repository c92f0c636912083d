import { WINDOW_SECONDS } from './rate-limit.ts';

/** What holds for every address of the API, in the order of the page and of the document. */
export const POLICY: readonly { id: string; name: string; says: readonly string[] }[] = [
  {
    id: 'access',
    name: 'Access',
    says: [
      'No key and no account. Only GET and HEAD; other sites may read it (CORS).',
      `Each network address has a number of requests every ${WINDOW_SECONDS} seconds, which the operator sets; RateLimit and RateLimit-Policy say how many are left. Beyond them comes 429 with Retry-After.`,
    ],
  },
  {
    id: 'envelope',
    name: 'One envelope',
    says: [
      'JSON is one object: data, meta and next. Meta says what was counted, the panel, the snapshot, how much of the whole is known, sources, license and citation.',
      'Null means looked and absent; zero means zero.',
    ],
  },
  {
    id: 'forms',
    name: 'Forms',
    says: [
      'Lists come as .json, .csv and .ndjson. Without an ending the Accept header decides, and JSON is the usual one.',
      'CSV and NDJSON hold the rows alone; Link with rel="describedby" leads to the same rows with their meta.',
    ],
  },
  {
    id: 'parts',
    name: 'Parts of lists',
    says: [
      'limit says how many rows, at most 1,000. next, and Link with rel="next", is the address of the next part; follow it as it is, until it is null.',
      'Parts join without loss or repeat as long as they are of one snapshot. When a newer one is published in between, the next part answers 410: begin again.',
    ],
  },
  {
    id: 'strict',
    name: 'Strict addresses',
    says: [
      'An unknown, repeated or empty parameter is refused with 400, and the sentence names the choices: a typing error must not return everything. Several values of one parameter are joined by ~.',
      'So is a publisher, country, family, license id, task, library or year that neither the reference nor any model knows: an empty list would look like an answer. The sentence names the nearest there are.',
    ],
  },
  {
    id: 'time',
    name: 'As known on a day',
    says: [
      'snapshot=2026-08-22 answers with what snapshots up to that day say. Series, history, one model, publishers, licenses and regions go back to any published day; lists of models, releases and families are kept for the newest one, and editions hold the others.',
    ],
  },
  {
    id: 'caching',
    name: 'Caching',
    says: [
      'Answers carry an ETag that changes only when something new is published. With If-None-Match an answer you hold costs 304 and no body.',
    ],
  },
  {
    id: 'deprecation',
    name: 'Deprecation',
    says: [
      'Within v1, fields and parameters are added, never taken away or given another meaning. What is to go is announced in the change log and by the headers Deprecation and Sunset at least twelve months before, under a new version beside the old one.',
    ],
  },
];
