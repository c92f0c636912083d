import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { Secret } from '../../../db/secret.ts';
import type { SmtpSettings } from '../../../src/lib/delivery/settings.ts';

const folder = join(import.meta.dirname, '../../fixtures/smtp');
const file = (name: string) => readFileSync(join(folder, name), 'utf8');

/** The authority that the test server's certificate is of. */
export const testAuthority = file('test-authority.pem');

export const smtpUser = 'census';
export const smtpPassword = 'correct horse';

/** A mail as it arrived. */
export interface Received {
  from: string;
  to: string[];
  raw: Buffer;
  user: unknown;
  isSecure: boolean;
}

/** What the server says in place of yes; null: yes. */
export interface Answers {
  sender?: (address: string) => string | null;
  recipient?: (address: string) => string | null | Promise<string | null>;
  message?: (to: string) => string | null | Promise<string | null>;
}

export interface StandInSmtp {
  settings: SmtpSettings;
  received: Received[];
  /** What is asked from now on. */
  answers: Answers;
  /** User names and passwords that were tried, without TLS or with it. */
  passwords: string[];
  /** Connections that were made. */
  connections: () => number;
  close: () => Promise<void>;
}

export interface SmtpWorld {
  /** `elsewhere`: its certificate is another machine's. `none`: it does not know TLS. */
  certificate?: 'own' | 'elsewhere' | 'none';
  secure?: boolean;
  /** Connections at a time; one more is sent away. */
  atMost?: number;
}

/** A real mail server on this machine: TLS, a password, and whatever is to go wrong. */
export async function startSmtp(world: SmtpWorld = {}): Promise<StandInSmtp> {
  const { certificate = 'own', secure = false, atMost = 1000 } = world;
  const received: Received[] = [];
  const passwords: string[] = [];
  let connections = 0;
  const tls: SMTPServerOptions =
    certificate === 'none'
      ? { disabledCommands: ['STARTTLS'] }
      : {
          cert: file(certificate === 'own' ? 'test-server.pem' : 'test-server-elsewhere.pem'),
          key: file('test-server.key.pem'),
        };
  const said: { answers: Answers } = { answers: {} };
  let open = 0;
  const server = new SMTPServer({
    ...tls,
    secure,
    logger: false,
    disableReverseLookup: true,
    allowInsecureAuth: true,
    authOptional: true,
    closeTimeout: 200,
    onConnect: (_, done) => {
      connections += 1;
      open += 1;
      done(refusal(open > atMost ? '421 4.7.0 too many connections' : null));
    },
    onClose: () => {
      open -= 1;
    },
    onAuth: ({ username, password }, _, done) => {
      passwords.push(`${username}:${password}`);
      if (username === smtpUser && password === smtpPassword) done(null, { user: username });
      else done(refusal('535 5.7.8 no such user'));
    },
    onMailFrom: ({ address }, _, done) => done(refusal(said.answers.sender?.(address) ?? null)),
    onRcptTo: ({ address }, _, done) => {
      void Promise.resolve(said.answers.recipient?.(address) ?? null).then((says) => done(refusal(says)));
    },
    onData: (stream, session, done) => {
      const whole = async () => {
        const raw = await buffer(stream);
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo.map(({ address }) => address);
        const refused = (await said.answers.message?.(to[0] ?? '')) ?? null;
        if (refused !== null) return done(refusal(refused));
        const from = mailFrom === false ? '' : mailFrom.address;
        received.push({ from, to, raw, user: session.user, isSecure: session.secure });
        done();
      };
      // Nothing is left of a message that breaks off.
      whole().catch(() => undefined);
    },
  });
  // A client that leaves in the middle is what some tests are about.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => listening.once('listening', resolve));
  const place = listening.address();
  const port = typeof place === 'object' && place !== null ? place.port : 0;
  return {
    settings: settingsFor(port, { secure, hasTls: certificate !== 'none' }),
    received,
    passwords,
    connections: () => connections,
    get answers() {
      return said.answers;
    },
    set answers(answers) {
      said.answers = answers;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Settings that lead to a server on this machine. */
export function settingsFor(
  port: number,
  { secure, hasTls }: { secure: boolean; hasTls: boolean },
): SmtpSettings {
  return {
    host: 'localhost',
    port,
    secure,
    startTls: hasTls && !secure,
    user: hasTls ? smtpUser : null,
    password: hasTls ? new Secret(smtpPassword) : null,
    authorities: [testAuthority],
    concurrency: 4,
    perMinute: 0,
  };
}

/** A mail as a program other than ours reads it. */
export function parsed({ raw }: Pick<Received, 'raw'>): Promise<Email> {
  return PostalMime.parse(raw);
}

/** `550 5.1.1 no such user` as an error that the server says. */
function refusal(says: string | null): Error | null {
  if (says === null) return null;
  return Object.assign(new Error(says.slice(4)), { responseCode: Number(says.slice(0, 3)) });
}
