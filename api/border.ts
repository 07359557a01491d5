import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ownProblem, Refuse } from './problem.ts';

const OWN_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route is a page that a link opens: reached by the public name too, and a form and not JSON. */
    isPage?: boolean;
  }
}

/**
 * Only what was meant for this system comes in: by its own name, from its own pages or none, and as JSON. By the public name, where there is
 * one, only the pages that links open are reached.
 */
export function guardBorder(app: FastifyInstance, publicUrl: string | null): void {
  const outside = publicUrl === null ? null : new URL(publicUrl);
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.isPage === true) {
      if (outside === null || request.headers.host !== outside.host) refuseForeignHost(request);
      refuseForeignPage(request, outside);
      return;
    }
    refuseForeignHost(request);
    refuseForeignOrigin(request);
    refuseOtherThanJson(request);
  });
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (!isUtf8(body)) return done(new Refuse((lang) => ownProblem(400, 'badJson', lang, { params: { why: 'not UTF-8' } })));
    return parse(request, body.toString('utf8'), done);
  });
}

/** A page elsewhere can point a name of its own at the loopback address; the name then gives it away. */
function refuseForeignHost({ headers }: FastifyRequest): void {
  const host = headers.host ?? '';
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
  if (url !== null && OWN_NAMES.has(url.hostname) && url.pathname === '/' && url.username === '') return;
  throw new Refuse((lang) => ownProblem(421, 'foreignHost', lang, { params: { host } }));
}

function refuseForeignOrigin({ headers }: FastifyRequest): void {
  const { origin, host } = headers;
  if (origin === undefined || origin === `http://${host}`) return;
  throw new Refuse((lang) => ownProblem(403, 'foreignOrigin', lang, { params: { origin } }));
}

/** A form of a page without a referrer is sent with the origin `null`; its secret is in the address that it is sent to. */
function refuseForeignPage(request: FastifyRequest, outside: URL | null): void {
  const { origin } = request.headers;
  if (origin !== 'null' && origin !== outside?.origin) refuseForeignOrigin(request);
}

const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

function refuseOtherThanJson({ method, headers }: FastifyRequest): void {
  if (method !== 'POST' || JSON_TYPE.test(headers['content-type'] ?? '')) return;
  throw new Refuse((lang) => ownProblem(415, 'notJson', lang));
}
