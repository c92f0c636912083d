/** What a child is told, as one line of JSON. */
export interface SendOrder {
  /** The issue to be sent. */
  key: string;
  port: number;
  concurrency: number;
  /** How far its own clock is behind. */
  clockBackMs: number;
}
