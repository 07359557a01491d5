import { createHash } from 'node:crypto';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

const DESCRIPTION = `Agreements between public parties, from consultation to final report.

A command carries \`Idempotency-Key\`, its command id, and \`X-Act-As\`, the person who enters it. Sent again under the same id it is done
once and answered alike. Every error is a problem document (RFC 9457) whose \`detail\` is in Swedish or English, by \`Accept-Language\`.`;

/** Nothing of this API is a page: what a browser makes of an answer by mistake may load and run nothing. */
export function addHeaders(app: FastifyInstance): void {
  void app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    // Plain HTTP on loopback, where it says nothing.
    strictTransportSecurity: false,
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
}

/** Collects the description of the routes registered after it. */
export function describeRoutes(app: FastifyInstance, version: string): void {
  void app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Årscykel', version, description: DESCRIPTION } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}

/** The description at /openapi.json and a page to read it by at /docs, with its script from here: no network is needed. */
export async function documentationRoutes(app: FastifyInstance): Promise<void> {
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.url.split('?')[0] === '/docs/' && typeof payload === 'string')
      reply.header('content-security-policy', policyFor(payload));
    return payload;
  });
  await app.register(scalar, {
    routePrefix: '/docs',
    logLevel: 'warn',
    configuration: {
      url: '/openapi.json',
      pageTitle: 'Årscykel: API',
      withDefaultFonts: false,
      telemetry: false,
      showDeveloperTools: 'never',
      hideClientButton: true,
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
}

const INLINE_SCRIPT = /<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** Lets the page run its own scripts and no others; its styles are made by those scripts. */
function policyFor(html: string): string {
  const inline = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src 'self' ${inline.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
