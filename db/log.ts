/** Writes one log line: an event in the past tense (`snapshot-published`), then its facts. Passed in, never imported. */
export type Log = (event: string, fields?: Readonly<Record<string, unknown>>) => void;
