import { readdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type InboxPage, startInboxPage } from '../../../infra/local/inboxPage.ts';
import { openPorts } from '../../../infra/local/ports.ts';
import { type SmtpCapture, startSmtpCapture } from '../../../infra/local/smtpCapture.ts';
import { scratchDirectory } from './scratch.ts';

let scratch: Awaited<ReturnType<typeof scratchDirectory>>;
let directory: string;
let capture: SmtpCapture;
let page: InboxPage;
const logged: string[] = [];

beforeEach(async () => {
  logged.length = 0;
  scratch = await scratchDirectory();
  directory = join(scratch.path, 'inbox');
  const ports = openPorts(scratch.path);
  const log = (line: string) => void logged.push(line);
  capture = await startSmtpCapture(directory, await ports.choose('smtp', 21_425), log);
  page = await startInboxPage(directory, await ports.choose('inbox', 21_421), log);
});
afterEach(async () => {
  await page.stop();
  await capture.stop();
  await scratch.remove();
});

const reminder = {
  from: 'Årscykel <arscykel@example.org>',
  to: 'registrator@socialstyrelsen.example.org',
  subject: 'Påminnelse: slutrapport <1 september>',
  messageId: '<reminder-1@arscykel.example.org>',
  text: 'Fredag 1 augusti: 30 dagar före måndag 1 september 2014.',
  html: '<!doctype html><html><head><title>x</title></head><body><script>alert(1)</script><p>Fredag 1 augusti</p></body></html>',
};

async function send(mail: object): Promise<void> {
  const transport = createTransport({ url: capture.url });
  await transport.sendMail(mail);
  transport.close();
}

interface Answer {
  status: number;
  policy: string;
  body: string;
}

/** fetch does not let one choose the Host header. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ port: page.port, host: '127.0.0.1', path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          policy: String(response.headers['content-security-policy']),
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

const idsOf = async () => (await readdir(directory)).map((name) => name.replace('.eml', ''));

test('a mail that was accepted is kept as it came and shown in the inbox', async () => {
  expect((await get('/')).body).toContain('Inga brev ännu');
  await send(reminder);
  const [id] = await idsOf();
  const list = await get('/');
  expect(list.body).toContain('lang="sv"');
  expect(list.body).toContain('Ett brev');
  expect(list.body).toContain(`/brev/${id}`);
  expect(list.body).toContain('Påminnelse: slutrapport &lt;1 september&gt;');
  expect((await get(`/brev/${id}/original.eml`)).body).toContain('Message-ID: <reminder-1@arscykel.example.org>');
});

test('a mail opens with both its parts, its head, and no way for its scripts to run', async () => {
  await send(reminder);
  const [id] = await idsOf();
  const mail = await get(`/brev/${id}`);
  expect(mail.body).toContain(reminder.text);
  expect(mail.body).toContain('Message-ID: &lt;reminder-1@arscykel.example.org&gt;');
  expect(mail.body).toContain('<dt>Till</dt><dd>registrator@socialstyrelsen.example.org</dd>');
  expect(mail.body).toMatch(/<dt>Fångat<\/dt><dd><time datetime="\d{4}/);
  expect(mail.body).toMatch(/<iframe [^>]*sandbox="(?![^"]*allow-scripts)/);
  expect(mail.policy).toContain("default-src 'none'");
  const html = await get(`/brev/${id}/html`);
  expect(html.body).toContain('<head><base target="_blank">');
  expect(html.policy).toMatch(/default-src 'none'.*; sandbox(?!.*allow-scripts)/);
});

test('many mails fill several pages, the newest first', async () => {
  const transport = createTransport({ url: capture.url, pool: true, maxConnections: 1 });
  await transport.sendMail({ ...reminder, subject: 'den äldsta' });
  for (let count = 0; count < 54; count++) await transport.sendMail({ ...reminder, subject: `brev ${count}` });
  transport.close();
  const first = await get('/');
  expect(first.body.indexOf('brev 53')).toBeLessThan(first.body.indexOf('brev 52'));
  expect(first.body).toContain('55 brev, sida 1 av 2');
  expect(first.body).not.toContain('den äldsta');
  expect((await get('/?sida=2')).body).toContain('den äldsta');
  expect((await get('/?sida=nonsense')).body).toContain('sida 1 av 2');
});

test('another host’s name, another method, another file and a mail that is not there are refused', async () => {
  await writeFile(join(scratch.path, 'secret.eml'), 'secret');
  expect((await get('/', { Host: 'evil.example.org' })).status).toBe(421);
  expect((await get('/', { Host: `localhost:${page.port}` })).status).toBe(200);
  expect((await get('/', {}, 'POST')).status).toBe(405);
  expect((await get('/', {}, 'HEAD')).body).toBe('');
  for (const path of ['/brev/01ARZ3NDEKTSV4RRFFQ69G5FAV', '/brev/..%2Fsecret/original.eml', '/run.json', '/brev/x/html']) {
    expect((await get(path)).status).toBe(404);
  }
});

test('what is no proper mail is kept and shown as it is, and a full disk is told to the sender as a passing fault', async () => {
  await writeFile(join(directory, '01ARZ3NDEKTSV4RRFFQ69G5FAV.eml'), 'just some text');
  expect((await get('/')).body).toContain('(utan ämne)');
  await scratch.remove(); // nowhere to write
  await expect(send(reminder)).rejects.toMatchObject({ responseCode: 451 });
  expect(logged[0]).toMatch(/could not be kept/);
});
