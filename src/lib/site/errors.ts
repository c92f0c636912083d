/** The site cannot listen where it was told to. Fate: stop at start, with this one line. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly host: string;
  readonly port: number;

  constructor(facts: { host: string; port: number }, options?: ErrorOptions) {
    super(sentence(facts, codeOf(options?.cause)), options);
    this.host = facts.host;
    this.port = facts.port;
  }
}

function sentence({ host, port }: { host: string; port: number }, code: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use: stop the program that listens there, or set PORT to another one.`;
    case 'EACCES':
      return `Port ${port} of ${host} may not be used by this user: set PORT to 1024 or more.`;
    case 'EADDRNOTAVAIL':
      return `${host} is not an address of this machine: set HOST to one, or to 0.0.0.0 for all.`;
    case 'ENOTFOUND':
      return `${host} is not a name that can be resolved: correct HOST.`;
    default:
      return `The site cannot listen on port ${port} of ${host} (${code}).`;
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
