import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { monotonicFactory } from 'ulid';
import { messageOf } from './problem.ts';

export interface SmtpCapture {
  port: number;
  url: string;
  stop(): Promise<void>;
}

const sizeLimitBytes = 25 << 20;

/**
 * A mail server on loopback that delivers nothing: every mail is kept as it came in `<inboxDir>/<ulid>.eml`, and is there
 * before the sender is told that it was accepted.
 */
export async function startSmtpCapture(inboxDir: string, port: number, log: (line: string) => void): Promise<SmtpCapture> {
  await mkdir(inboxDir, { recursive: true, mode: 0o700 });
  const server = new SMTPServer({
    name: 'localhost',
    banner: 'Arscykel keeps mails here and sends none on',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: sizeLimitBytes,
    closeTimeout: 2000,
    onData(stream, _session, answer) {
      void receive(inboxDir, stream, log, answer);
    },
  });
  server.on('error', (error) => log(`Mail capture: ${error.message}`));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.server.removeListener('error', reject);
      resolve();
    });
  });
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

// Rising within a millisecond too: the inbox is sorted by name.
const nextName = monotonicFactory();

async function receive(
  inboxDir: string,
  stream: SMTPServerDataStream,
  log: (line: string) => void,
  answer: (error?: Error) => void,
): Promise<void> {
  try {
    await keep(inboxDir, stream);
  } catch (error) {
    log(`A mail could not be kept: ${messageOf(error)}`);
    return answer(smtpError(error));
  }
  answer();
}

class TooLarge extends Error {}

async function keep(inboxDir: string, stream: SMTPServerDataStream): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    // The rest is read and dropped: the answer comes after the last line either way.
    if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  }
  if (stream.sizeExceeded) throw new TooLarge(`The mail is larger than ${sizeLimitBytes} bytes`);
  const name = nextName();
  const unfinished = join(inboxDir, `${name}.part`);
  await writeFile(unfinished, Buffer.concat(chunks), { mode: 0o600 });
  await rename(unfinished, join(inboxDir, `${name}.eml`));
}

/** Too large is final (552); anything else, such as a full disk, may pass (451). */
function smtpError(error: unknown): Error {
  return Object.assign(new Error(messageOf(error)), { responseCode: error instanceof TooLarge ? 552 : 451 });
}
