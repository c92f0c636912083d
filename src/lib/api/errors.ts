/** What an address of the API asks for is not there, or not any more. `problems`: one sentence each. Fate: a problem of that status. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: 400 | 404 | 406 | 410;
  readonly problems: readonly string[];

  constructor(status: ApiProblem['status'], problems: readonly string[], options?: ErrorOptions) {
    super(problems.join(' '), options);
    this.status = status;
    this.problems = problems;
  }
}
