import { SMTPServer } from 'smtp-server';

/** A mail server in a process of its own that takes everything, counts it, and keeps nothing. */
const seen = { messages: 0, bytes: 0, ids: new Set<string>() };

const server = new SMTPServer({
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  logger: false,
  onData: (stream, _, done) => {
    let head = '';
    stream.on('data', (piece: Buffer) => {
      seen.bytes += piece.length;
      if (head.length < 4096) head += piece.toString('latin1');
    });
    stream.on('end', () => {
      seen.messages += 1;
      seen.ids.add(/^Message-ID: (\S+)/im.exec(head)?.[1] ?? '');
      done();
    });
  },
});
server.on('error', () => undefined);
const listening = server.listen(0, '127.0.0.1', () => {
  const place = listening.address();
  process.send?.({ port: typeof place === 'object' && place !== null ? place.port : 0 });
});
// Asked for its counts, it begins anew.
process.on('message', () => {
  process.send?.({ messages: seen.messages, bytes: seen.bytes, distinct: seen.ids.size });
  seen.messages = 0;
  seen.bytes = 0;
  seen.ids.clear();
});
