import { createServer, type Socket } from 'node:net';
import type { SmtpSettings } from '../../../src/lib/delivery/settings.ts';
import { settingsFor } from './start-smtp.ts';

/** Where a conversation breaks off, and what is said before. */
export type Break =
  | 'at the greeting'
  | 'after the recipient'
  | 'after DATA'
  | 'in the middle of the message'
  | 'after the final dot'
  | 'in the middle of the answer'
  | '421 in place of 354'
  | '421 after the final dot'
  | 'after each mail'
  | 'nowhere';

export interface BrokenSmtp {
  settings: SmtpSettings;
  /** Whole messages that came, final dot included, whether they were answered or not. */
  whole: string[];
  connections: () => number;
  breakAt: (where: Break) => void;
  close: () => Promise<void>;
}

/** A mail server that speaks just enough to break off at one exact place. No TLS, no password. */
export async function brokenSmtp(): Promise<BrokenSmtp> {
  const whole: string[] = [];
  let connections = 0;
  let where: Break = 'nowhere';
  const sockets = new Set<Socket>();
  const server = createServer((socket): void => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    if (where === 'at the greeting') return void socket.destroy();
    converse(socket, () => where, whole);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  const port = typeof place === 'object' && place !== null ? place.port : 0;
  return {
    settings: { ...settingsFor(port, { secure: false, hasTls: false }), concurrency: 1 },
    whole,
    connections: () => connections,
    breakAt: (next) => {
      where = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function converse(socket: Socket, where: () => Break, whole: string[]): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let text = '';
  let inMessage = false;
  say('220 test');
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
    if (inMessage && where() === 'in the middle of the message') return void socket.destroy();
    for (;;) {
      const end = inMessage ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
      if (end < 0) return;
      const said = text.slice(0, end);
      text = text.slice(end + (inMessage ? 5 : 2));
      if (inMessage) {
        whole.push(said);
        inMessage = false;
        if (where() === 'after the final dot') return void socket.destroy();
        if (where() === 'in the middle of the answer') return void socket.end('25');
        if (where() === '421 after the final dot') return void socket.end('421 4.3.2 going down\r\n');
        say('250 2.0.0 taken');
        if (where() === 'after each mail') return void socket.end();
      } else if (said.startsWith('EHLO')) say('250 test');
      else if (said.startsWith('DATA')) {
        if (where() === 'after DATA') return void socket.destroy();
        if (where() === '421 in place of 354') return void socket.end('421 4.3.2 going down\r\n');
        // Takes not a byte more than the system holds: a large message cannot be sent to its end.
        if (where() === 'in the middle of the message') socket.pause();
        inMessage = true;
        say('354 go on');
        if (where() === 'in the middle of the message') setTimeout(() => socket.destroy(), 100);
      } else if (said.startsWith('RCPT') && where() === 'after the recipient') return void socket.destroy();
      else if (said.startsWith('QUIT')) return void socket.end('221 bye\r\n');
      else say('250 ok');
    }
  });
}
