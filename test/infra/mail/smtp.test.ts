import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { capturePort, smtpPort } from '../../../infra/mail/index.ts';
import { resultOfError } from '../../../infra/mail/sendResult.ts';
import { type SmtpSink, smtpSink, type Treatment } from '../../support/smtpSink.ts';

const mail = {
  to: 'vera@prov.example.org',
  subject: 'Förfaller i dag: Utvärderarens slutrapport',
  text: 'Hej Vera!\n',
  calendar: null,
  calendarCancelled: null,
  html: '<p>Hej Vera!</p>',
  messageId: '<0123.2013-03-28@arscykel.example.org>',
  date: '2013-03-28T07:00:00.000Z',
};
const from = 'Årscykel <arscykel@example.org>';

describe('a mail server', () => {
  let sink: SmtpSink;
  let treatment: Treatment;
  beforeEach(async () => {
    treatment = { do: 'accept' };
    sink = await smtpSink(() => treatment);
  });
  afterEach(() => sink.close());

  async function send(url = sink.url) {
    const port = smtpPort({ url, from });
    const result = await port.send(mail);
    port.close();
    return result;
  }

  test('that accepts gets text and HTML, the frozen Message-ID and date, and nobody answers automatically', async () => {
    expect(await send()).toMatchObject({ outcome: 'accepted', response: expect.stringContaining('250') as string });
    const raw = sink.caught[0]?.raw ?? '';
    expect(raw).toMatch(/^Message-ID: <0123\.2013-03-28@arscykel\.example\.org>$/m);
    expect(raw).toMatch(/^Date: Thu, 28 Mar 2013 07:00:00 \+0000$/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(raw).toMatch(/text\/plain[^]*text\/html/);
  });

  test('that says later is tried later, one that says never is final', async () => {
    treatment = { do: 'answer', code: 451, text: 'greylisted' };
    expect(await send()).toEqual({ outcome: 'later', response: '451 greylisted', reached: true });
    treatment = { do: 'answer', code: 550, text: 'no such user' };
    expect(await send()).toEqual({ outcome: 'refused', response: '550 no such user' });
  });

  test('that hangs up after the content leaves it unknown, and before it surely not received', async () => {
    treatment = { do: 'cutAfterData' };
    expect(await send()).toMatchObject({ outcome: 'unknown' });
    expect(sink.caught).toHaveLength(1);
    treatment = { do: 'cutBeforeData' };
    expect(await send()).toMatchObject({ outcome: 'later', reached: false });
    expect(sink.caught).toHaveLength(1);
  });

  test('that is not there was never reached', async () => {
    expect(await send('smtp://127.0.0.1:1')).toMatchObject({ outcome: 'later', reached: false });
  });

  test('that refuses us is not the recipient’s fault', async () => {
    const refusing = await plainServer('554 go away\r\n');
    expect(await send(refusing.url)).toMatchObject({ outcome: 'later', reached: false });
    refusing.server.close();
  });
});

async function plainServer(greeting: string): Promise<{ server: Server; url: string }> {
  const server = createServer((socket) => socket.end(greeting));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, url: `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` };
}

test('an answer decides, whatever had been sent; without one it is unknown once the content had begun', () => {
  const at = (command: string, responseCode?: number) => ({
    code: 'EMESSAGE',
    command,
    responseCode,
    response: responseCode === undefined ? undefined : `${responseCode} x`,
  });
  expect(resultOfError(at('DATA', 552), true)).toMatchObject({ outcome: 'refused' });
  expect(resultOfError(at('DATA', 452), true)).toMatchObject({ outcome: 'later', reached: true });
  expect(resultOfError(at('MAIL FROM', 553), false)).toMatchObject({ outcome: 'later', reached: false });
  expect(resultOfError(at('AUTH PLAIN', 535), false)).toMatchObject({ outcome: 'later', reached: false });
  expect(resultOfError(at('CONN'), true)).toMatchObject({ outcome: 'unknown' });
  expect(resultOfError(at('CONN'), false)).toMatchObject({ outcome: 'later', reached: false });
  expect(resultOfError({ code: 'EENVELOPE', command: 'API' }, false)).toMatchObject({ outcome: 'refused' });
});

test('a rehearsal’s mails are accepted and go nowhere', async () => {
  expect(await capturePort().send(mail)).toMatchObject({ outcome: 'accepted' });
});
