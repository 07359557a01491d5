import { readFileSync } from 'node:fs';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Lang } from '#core/texts/lang.ts';
import { namingOf, wordsOf } from '#core/texts/kinds.ts';
import type { Links, Opened, OpenTask, Submitted } from '../../infra/gateway/links.ts';
import type { Context } from '../context.ts';
import { answerError } from '../errors.ts';
import { langOf } from '../language.ts';
import { Refuse } from '../problem.ts';
import { LARGEST_FILE_BYTES, MOST_FILES } from './files.ts';
import { emptyPage, type PageView, pageRenderer } from './render.ts';
import { emailOf, readForm, requestOf, type Sent, whoOf } from './submission.ts';
import { closedPage, commandOf, type Filled, nothingFilled, openPage } from './taskPage.ts';
import { pageWords } from './words.ts';

export interface PagesParts extends Pick<Context, 'now'> {
  links: Links;
  /** Where the pages are reached, without a slash at its end. */
  publicUrl: string;
}

interface Asked {
  Params: { token: string };
  Querystring: { lang?: string; gor?: string };
}

const FIELD_BYTES = 100_000;
const FORM_BYTES = (MOST_FILES + 1) * LARGEST_FILE_BYTES;
/** Nothing from elsewhere, nothing that runs, nothing that frames: a page holds a secret in its address. */
const POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Pages that a link opens without an account. Reading one changes nothing; only a form that is sent does. */
export async function pages(app: FastifyInstance, parts: PagesParts): Promise<void> {
  const render = pageRenderer();
  const style = readFileSync(new URL('style.css', import.meta.url), 'utf8');
  await app.register(multipart, {
    limits: { fileSize: LARGEST_FILE_BYTES, files: MOST_FILES + 1, fields: 300, fieldSize: FIELD_BYTES },
    throwFileSizeLimit: false,
  });
  const config = { isPage: true };
  app.addHook('onSend', async (_request, reply, payload) => {
    reply.header('content-security-policy', POLICY).header('referrer-policy', 'no-referrer');
    reply.header('x-robots-tag', 'noindex, nofollow');
    return payload;
  });
  const show = (reply: FastifyReply, status: number, view: PageView) =>
    reply.code(status).type('text/html; charset=utf-8').send(render(view));
  app.setErrorHandler((error: Error, request, reply) => {
    if (error instanceof Refuse) return answerError(error, request, reply);
    const lang = pageLang(request);
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'a page failed');
    const { titles, remedies } = pageWords[lang];
    return show(reply, status, { ...emptyPage(lang), title: titles.broken, state: 'broken', remedy: remedies.broken });
  });

  app.get('/pages/style.css', { config, schema: { hide: true } }, (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(style),
  );
  app.get<Asked>('/l/:token', { config, schema: { hide: true } }, async (request, reply) => {
    const { token } = request.params;
    const opened = await parts.links.visit(token);
    return showOpened(
      parts,
      opened,
      token,
      { ...nothingFilled, command: request.query.gor ?? null },
      pageLang(request),
      (status, view) => show(reply, status, view),
    );
  });
  const route = { config, bodyLimit: FORM_BYTES, schema: { hide: true } };
  app.post<Asked>('/l/:token', route, async (request, reply) => {
    const lang = pageLang(request);
    const { status, view, done } = await submit(parts, request.params.token, await readForm(request.parts(), lang), lang);
    // A page that is loaded again shows what was recorded, and sends nothing.
    return done ? reply.redirect(`/l/${request.params.token}?lang=${lang}`, 303) : show(reply, status, view);
  });
  app.post<Asked>('/l/:token/vidare', route, async (request, reply) => {
    const lang = pageLang(request);
    const { status, view } = await passOn(parts, request.params.token, await readForm(request.parts(), lang), lang);
    return show(reply, status, view);
  });
  app.post<Asked>('/l/:token/kalender', route, async (request, reply) => {
    const lang = pageLang(request);
    const { token } = request.params;
    await readForm(request.parts(), lang);
    const feed = await parts.links.subscribe(token);
    const opened = await parts.links.open(token);
    const view = viewOf(parts, opened, token, nothingFilled, lang);
    return show(
      reply,
      feed === null ? 410 : 200,
      feed === null ? view : { ...view, feedUrl: `${parts.publicUrl}/calendar/${feed}.ics` },
    );
  });
}

const pageLang = (request: FastifyRequest): Lang => {
  const { lang } = request.query as Partial<Asked['Querystring']>;
  return lang === 'sv' || lang === 'en' ? lang : langOf(request);
};

const statusOf = { open: 200, used: 200, over: 200, unknown: 404, expired: 410, revoked: 410 } as const;

function viewOf({ now }: PagesParts, opened: Opened, token: string, filled: Filled, lang: Lang): PageView {
  const seen = { lang, now: now() };
  return opened.kind === 'open' ? openPage(opened.task, `/l/${token}`, filled, seen) : closedPage(opened, seen, filled.notice);
}

function showOpened<T>(
  parts: PagesParts,
  opened: Opened,
  token: string,
  filled: Filled,
  lang: Lang,
  show: (status: number, view: PageView) => T,
): T {
  return show(statusOf[opened.kind], viewOf(parts, opened, token, filled, lang));
}

interface Shown {
  status: number;
  view: PageView;
  done: boolean;
}

async function submit(parts: PagesParts, token: string, sent: Sent, lang: Lang): Promise<Shown> {
  const opened = await parts.links.open(token);
  if (opened.kind !== 'open')
    return { status: statusOf[opened.kind], view: viewOf(parts, opened, token, nothingFilled, lang), done: false };
  const errors = new Map<string, string>();
  const command = commandOf(opened.task, sent.values.get('_command') ?? null);
  const request = requestOf(opened.task, command, sent, errors, lang);
  const who = whoOf(sent, '_', errors, lang);
  const filled: Filled = { ...nothingFilled, command, values: sent.values, errors, general: sent.general };
  const back = (status: number, general: string[]): Shown => ({
    status,
    view: viewOf(parts, opened, token, { ...filled, general }, lang),
    done: false,
  });
  if (errors.size > 0 || sent.general.length > 0) return back(400, sent.general);
  const submitted = await parts.links.submit(token, { who, request, documents: sent.attachments });
  if (submitted.kind === 'recorded') return { status: 303, view: emptyPage(lang), done: true };
  if (submitted.kind === 'notOpen')
    return {
      status: statusOf[submitted.opened.kind],
      view: viewOf(parts, submitted.opened, token, nothingFilled, lang),
      done: false,
    };
  return submitted.kind === 'later' ? back(503, [pageWords[lang].later]) : back(409, [refusalText(opened.task, submitted, lang)]);
}

function refusalText({ process }: OpenTask, { refusal }: Extract<Submitted, { kind: 'refused' }>, lang: Lang): string {
  return wordsOf(process.kind).refusal(refusal, lang, namingOf(process));
}

async function passOn(parts: PagesParts, token: string, sent: Sent, lang: Lang): Promise<Shown> {
  const say = pageWords[lang];
  const errors = new Map<string, string>();
  const who = whoOf(sent, '_by-', errors, lang);
  const name = (sent.values.get('_to-name') ?? '').trim();
  if (name === '') errors.set('_to-name', say.missing);
  const email = emailOf(sent.values, '_to-email', errors, lang);
  if (email === null) errors.set('_to-email', say.missing);
  const opened = await parts.links.open(token);
  const filled: Filled = { ...nothingFilled, values: sent.values, errors, passing: true };
  const again = (status: number, more: Partial<Filled> = {}): Shown => ({
    status,
    view: viewOf(parts, opened, token, { ...filled, ...more }, lang),
    done: false,
  });
  if (opened.kind !== 'open') return again(statusOf[opened.kind]);
  if (errors.size > 0 || email === null) return again(400);
  const passed = await parts.links.passOn(token, who, { name, email });
  switch (passed.kind) {
    case 'passedOn':
      return {
        ...(await fresh(parts, token, { ...nothingFilled, notice: say.passedOn(email) }, lang)),
        done: false,
      };
    case 'outside':
      return again(409, { errors: new Map([['_to-email', say.outside(passed.domains.map((one) => `@${one}`).join(', '))]]) });
    case 'tooOften':
      return again(409, { general: [say.tooOften(passed.most)] });
    case 'notOpen':
      return { ...(await fresh(parts, token, nothingFilled, lang)), done: false };
  }
}

async function fresh(parts: PagesParts, token: string, filled: Filled, lang: Lang): Promise<Omit<Shown, 'done'>> {
  const opened = await parts.links.open(token);
  return { status: statusOf[opened.kind], view: viewOf(parts, opened, token, filled, lang) };
}
