import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { AddressInfo } from 'node:net';

/** How the sink treats one attempt to send. */
export type Treatment =
  | { do: 'accept' }
  /** Refuses at RCPT TO with this answer. */
  | { do: 'answer'; code: number; text: string }
  /** Takes the whole content, keeps it, and cuts the connection without an answer. */
  | { do: 'cutAfterData' }
  /** Cuts the connection before the content. */
  | { do: 'cutBeforeData' }
  /** Takes the content and answers when this resolves. */
  | { do: 'hold'; until: Promise<void> };

export interface Caught {
  to: string;
  /** As received, with quoted-printable's broken lines joined. */
  raw: string;
  messageId: string;
}

export interface SmtpSink {
  url: string;
  port: number;
  /** Every content that was received in full, answered or not. */
  caught: Caught[];
  close(): Promise<void>;
}

/** A real SMTP server that catches mails; `treat` is asked for every recipient, with how often that address was tried before. */
export async function smtpSink(
  treat: (to: string, before: number) => Treatment = () => ({ do: 'accept' }),
  port = 0,
): Promise<SmtpSink> {
  const caught: Caught[] = [];
  const tried = new Map<string, number>();
  const chosen = new Map<string, Treatment>();
  /** A client that was killed mid-sentence is an error, as is a connection that is cut. */
  async function take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const raw = await receive(stream);
    const to = session.envelope.rcptTo[0]?.address ?? '';
    caught.push({ to, raw, messageId: /^Message-ID:\s+(<[^>]*>)/im.exec(raw)?.[1] ?? '' });
    const treatment = chosen.get(session.id) ?? { do: 'accept' };
    if (treatment.do === 'hold') await treatment.until;
    if (treatment.do === 'cutAfterData') cut(server, session);
    return 'kept';
  }
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onRcptTo({ address }, session, callback) {
      const before = tried.get(address) ?? 0;
      tried.set(address, before + 1);
      const treatment = treat(address, before);
      chosen.set(session.id, treatment);
      if (treatment.do === 'cutBeforeData') cut(server, session);
      else if (treatment.do === 'answer') callback(Object.assign(new Error(treatment.text), { responseCode: treatment.code }));
      else callback();
    },
    onData: callbackify(take),
  });
  server.on('error', () => undefined); // clients that are killed mid-sentence
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const listening = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${listening.port}`,
    port: listening.port,
    caught,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function receive(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replaceAll(/(?<!\?)=\r\n/g, '');
}

/** The connection of a session; smtp-server's types leave its sockets out. */
function cut(server: SMTPServer, session: SMTPServerSession): void {
  const connections = (server as unknown as { connections: Set<{ id: string; ['_socket']: { destroy(): void } }> }).connections;
  for (const connection of connections) if (connection.id === session.id) connection['_socket'].destroy();
}
