/** The address asks for what is not there. `problems`: one sentence each, naming the valid choices. Fate: a page with status 400. */
export class BadDefinition extends Error {
  override readonly name = 'BadDefinition';
  readonly status = 400;
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join(' '), options);
    this.problems = problems;
  }
}
