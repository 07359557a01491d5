import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../api/app.ts';
import { smtpPort } from '../../infra/mail/index.ts';
import type { Recipient } from '#core/act/event.ts';
import { instantAt } from '#core/calendar/instant.ts';
import { actedLife, type ActedLife, conclude } from './actedLife.ts';
import { deadline, reported } from './agreements.ts';
import { type TestEngine, testEngine } from './engine.ts';
import { inventedAgreement } from './invented.ts';
import { deliverAll, deliverPorts } from './outbox.ts';
import { type SmtpSink, smtpSink } from './smtpSink.ts';

const PUBLIC_URL = 'https://arscykel.example.org';

/** An agreement in force on the real engine, its mails at a real SMTP server, and the pages that their buttons open. */
export interface LinkWorld {
  engine: TestEngine;
  life: ActedLife;
  app: FastifyInstance;
  sink: SmtpSink;
  /** What has been logged, line by line. */
  logged: string[];
  /** Moves the pages' clock, not the engine's. */
  setNow: (instant: string | null) => void;
  /** Reminds somebody of a report and answers with the path that the mail's button opens. */
  remind: (report: string, recipient?: Recipient, at?: string) => Promise<string>;
  /** Sends what is due. */
  deliver: (at?: string) => Promise<void>;
  close: () => Promise<void>;
}

export const reports = Array.from({ length: 12 }, (_, index) => `rapport-${index + 1}`);

export async function linkWorld(log?: {
  lines: string[];
  logger: NonNullable<Parameters<typeof buildApp>[0]['log']>;
}): Promise<LinkWorld> {
  const engine = await testEngine('api');
  await engine.startWorker();
  const deadlines = reports.map((id) => deadline(id, '2013-03-28', { ...reported, title: `Redovisning ${id}` }));
  const loaded = inventedAgreement('lankprovet', { deadlines });
  const life = actedLife(engine, { loaded, at: instantAt('2011-02-01', 9) });
  await life.open();
  await conclude(life);
  const sink = await smtpSink();
  const mail = smtpPort({ url: sink.url, from: 'Årscykel <arscykel@example.org>', connections: 2 });
  const { live, rehearsal } = engine.worlds;
  let fixed: string | null = null;
  const now = (): string => fixed ?? life.now();
  const outside = { publicUrl: PUBLIC_URL, mailDomain: 'example.org' };
  const app = buildApp({
    gateway: life.gateway,
    live,
    rehearsal,
    now,
    version: '0',
    outside,
    ...(log === undefined ? {} : { log: log.logger }),
  });
  const deliver = async (at: string = now()): Promise<void> => {
    await deliverAll({ ...deliverPorts(live, mail), publicUrl: PUBLIC_URL }, at);
  };
  return {
    engine,
    life,
    app,
    sink,
    logged: log?.lines ?? [],
    setNow: (instant) => (fixed = instant),
    deliver,
    async remind(report, recipient = 'registrar:skl', at = now()) {
      const state = await live.selectFrom('deadline').select('dueOn').where('id', '=', report).executeTakeFirstOrThrow();
      await live
        .insertInto('notice')
        .values({
          rehearsal: '',
          id: randomUUID(),
          chain: life.chain,
          kind: 'reminder',
          about: 'reminded',
          deadline: report,
          dueOn: state.dueOn,
          occasion: -1,
          occasions: [-1],
          causedBy: 1,
          recipient,
          sendAfter: at,
          formal: false,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await deliver(at);
      return pathIn(sink, `Redovisning ${report}`);
    },
    async close() {
      mail.close();
      await app.close();
      await sink.close();
      await engine.stop();
    },
  };
}

/** The path of the button in the newest mail that names this. @throws Error where there is none. */
export function pathIn(sink: SmtpSink, naming: string): string {
  const mail = sink.caught.findLast(({ raw }) => raw.includes(naming) && raw.includes(`${PUBLIC_URL}/l/`));
  const path = new RegExp(`${PUBLIC_URL}(/l/[A-Za-z0-9_-]{43})`).exec(mail?.raw ?? '')?.[1];
  if (path === undefined) throw new Error(`no mail with a button names ${naming}`);
  return path;
}

export interface Part {
  name: string;
  value: string | Buffer;
  filename?: string;
}

/** A form as a browser sends it. */
export function formOf(parts: readonly Part[]): { payload: Buffer; headers: Record<string, string> } {
  const boundary = `----${randomUUID()}`;
  const chunks = parts.flatMap(({ name, value, filename }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  return {
    payload: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, host: 'arscykel.example.org', origin: 'null' },
  };
}
