/** Says in the log what happened, without addresses. */
export type Tell = (event: string, facts: Record<string, unknown>) => void;
