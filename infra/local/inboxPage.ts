import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { openInbox, type Inbox, type MailSummary } from './inbox.ts';
import { errorPage, listPage, mailPage, pageSize, script, style } from './inboxHtml.ts';
import { messageOf } from './problem.ts';

export interface InboxPage {
  port: number;
  url: string;
  stop(): Promise<void>;
}

const sourceHash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const pagePolicy = [
  "default-src 'none'",
  `script-src ${sourceHash(script)}`,
  `style-src ${sourceHash(style)}`,
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

interface Answer {
  status: number;
  type: string;
  body: string | Buffer;
  policy?: string;
  download?: string;
}

/** The inbox in the browser, on loopback only; requests that name another host are refused, so no other site can read along. */
export async function startInboxPage(inboxDir: string, port: number, log: (line: string) => void): Promise<InboxPage> {
  const inbox = openInbox(inboxDir);
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const server = createServer((request, response) => {
    answer(inbox, hosts, request)
      .catch((error: unknown) => {
        log(`Inbox page: ${messageOf(error)}`);
        return page(500, errorPage('Något gick fel i brevlådan'));
      })
      .then(
        (found) => send(request, response, found),
        (error: unknown) => log(`Inbox page: ${messageOf(error)}`),
      );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(inbox: Inbox, hosts: ReadonlySet<string>, request: IncomingMessage): Promise<Answer> {
  if (!hosts.has(request.headers.host ?? '')) return page(421, errorPage('Brevlådan svarar bara på den här datorns egen adress'));
  if (request.method !== 'GET' && request.method !== 'HEAD') return page(405, errorPage('Brevlådan kan bara läsas'));
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/') return list(inbox, Number(searchParams.get('sida') ?? 1));
  const [, id, part] = /^\/brev\/(\w+)(\/html|\/original\.eml)?$/.exec(pathname) ?? [];
  const found = id === undefined ? null : await oneMail(inbox, id, part);
  return found ?? page(404, errorPage('Det brevet finns inte'));
}

async function list(inbox: Inbox, wanted: number): Promise<Answer> {
  const ids = await inbox.ids();
  const lastPage = Math.max(1, Math.ceil(ids.length / pageSize));
  const current = Number.isInteger(wanted) ? Math.min(Math.max(1, wanted), lastPage) : 1;
  const shown = ids.slice((current - 1) * pageSize, current * pageSize);
  const summaries = await Promise.all(shown.map((id) => inbox.summary(id)));
  const mails = summaries.filter((summary): summary is MailSummary => summary !== null);
  return page(200, listPage({ mails, total: ids.length, page: current }));
}

async function oneMail(inbox: Inbox, id: string, part: string | undefined): Promise<Answer | null> {
  if (part === '/original.eml') {
    const raw = await inbox.raw(id);
    return raw === null ? null : { status: 200, type: 'message/rfc822', body: raw, download: `${id}.eml` };
  }
  const mail = await inbox.mail(id);
  const summary = await inbox.summary(id);
  if (mail === null || summary === null) return null;
  if (part === undefined) return page(200, mailPage(summary, mail));
  if (mail.html === undefined) return null;
  return { status: 200, type: 'text/html; charset=utf-8', body: openingLinksOutside(mail.html), policy: mailPolicy };
}

/** A link in the sandboxed frame would load its target inside it. */
function openingLinksOutside(html: string): string {
  const base = '<base target="_blank">';
  // The doctype stays first also where there is no head.
  const [opening] = /<head[^>]*>/i.exec(html) ?? /^\s*<!doctype[^>]*>/i.exec(html) ?? [''];
  return html.replace(opening, () => opening + base);
}

const page = (status: number, body: string): Answer => ({ status, type: 'text/html; charset=utf-8', body });

function send(request: IncomingMessage, response: ServerResponse, { status, type, body, policy, download }: Answer): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Content-Security-Policy': policy ?? pagePolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
    ...(status === 405 ? { Allow: 'GET, HEAD' } : {}),
    ...(download === undefined ? {} : { 'Content-Disposition': `attachment; filename="${download}"` }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
