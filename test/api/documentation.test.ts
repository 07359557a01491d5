import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds } from '#core/act/model.ts';
import { actsOf, commandBody } from '../../api/routes/commands.ts';
import { inputsOf } from '#contracts/schemas.ts';
import { HOST, type ReadingApp, readingApp } from './readingApp.ts';

interface Operation {
  operationId?: string;
  description?: string;
  parameters?: { in: string; name: string; required?: boolean; description?: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
}

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: unknown;
  description?: string;
  $ref?: string;
}

interface Description {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const acts = kinds.flatMap((kind) => actsOf(kind).map((type) => ({ kind, type, at: `/${kind}s/{id}/commands/${type}` })));

let reading: ReadingApp;
let description: Description;
beforeAll(async () => {
  reading = await readingApp();
  description = (await get('/openapi.json')).json<Description>();
});
afterAll(() => reading.close());

const get = (url: string) => reading.app.inject({ url, headers: { host: HOST } });

test('the description is OpenAPI 3.1 and lists the routes that there are', () => {
  expect(description.openapi).toBe('3.1.0');
  const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const commands = acts.map(({ at }) => `post ${at}`);
  expect(routes.toSorted()).toEqual(
    [
      ...commands,
      'get /agreements',
      'post /agreements',
      'get /agreements/{id}',
      'get /agreements/{id}/log',
      'get /agreements/{id}/deadlines',
      'get /agreements/{id}/consultation',
      'get /agreements/{id}/followup',
      'get /agreements/{id}/commands/{commandId}',
      'get /frameworks',
      'post /frameworks',
      'get /frameworks/{id}',
      'get /frameworks/{id}/log',
      'get /frameworks/{id}/deadlines',
      'get /frameworks/{id}/commands/{commandId}',
      'get /referrals',
      'post /referrals',
      'get /referrals/{id}',
      'get /referrals/{id}/log',
      'get /referrals/{id}/deadlines',
      'get /referrals/{id}/commands/{commandId}',
      'get /agreements/{id}/difference',
      'get /agreements/{id}/money',
      'get /agreements/{id}/recipients',
      'get /agreements/{id}/versions',
      'get /agreements/{id}/what-if',
      'get /burden',
      'get /documents/{sha256}',
      'get /frameworks/{id}/coverage',
      'get /rooms/{organisation}/drafts',
      'get /rooms/{organisation}/drafts/{name}',
      'post /rooms/{organisation}/documents',
      'post /rooms/{organisation}/drafts/{name}/table',
      'put /rooms/{organisation}/drafts/{name}',
      'get /deadlines',
      'get /mails',
      'get /tasks',
      'get /processes/{id}/links',
      'get /rehearsals',
      'get /system/log',
      'get /agreements/{id}/log/access',
      'get /frameworks/{id}/log/access',
      'get /referrals/{id}/log/access',
      'get /audit/mandates',
      'get /audit/events',
      'get /audit/sample',
      'get /audit/questions',
      'get /audit/questions/{name}',
      'put /audit/questions/{name}',
      'delete /audit/questions/{name}',
      'get /audit/notes',
      'get /audit/processes/{id}/log',
      'get /audit/processes/{id}/as-of',
      'get /audit/processes/{id}/diff',
      'post /audit/processes/{id}/notes',
      'post /audit/processes/{id}/notes/{note}/share',
      'get /health',
    ].toSorted(),
  );
});

test.each(acts)('$at says what its body holds, which headers it needs and what it may answer', ({ kind, type, at }) => {
  const operation = description.paths[at]?.['post'];
  const body = operation?.requestBody?.content['application/json']?.schema;
  expect(Object.keys(body?.properties ?? {}).toSorted()).toEqual(
    [...Object.keys(inputsOf[kind][type]?.shape ?? {}), 'doneOn', 'doneBy', 'reason', 'evidence'].toSorted(),
  );
  expect(body?.additionalProperties).toBe(false);
  expect(
    operation?.parameters?.filter(({ in: place }) => place === 'header').map(({ name, required }) => [name, required]),
  ).toEqual([
    ['idempotency-key', true],
    ['x-act-as', true],
  ]);
  expect(operation?.description).toMatch(/^An act of .+ Possible in: \w/);
  expect(Object.keys(operation?.responses ?? {})).toEqual(['200', '201', '400', '404', '409', '413', '415', '422', '429', '503']);
  expect(operation?.responses['409']?.content?.['application/problem+json']?.schema.$ref).toMatch(/Problem/);
});

test('no command has a field by the name of one of the act’s', () => {
  for (const { kind, type } of acts)
    expect(Object.keys(commandBody(kind, type).shape)).toHaveLength(Object.keys(inputsOf[kind][type]?.shape ?? {}).length + 4);
});

test('every operation has a name of its own, and what processes tell each other is offered to nobody', () => {
  const ids = Object.values(description.paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ operationId }) => operationId ?? []),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['sign', 'frameworkSign', 'referralAnswer']));
  expect(ids).not.toContain('receiveRevision');
});

test('every reference in the description leads somewhere', () => {
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name ?? '',
  );
  expect(references.length).toBeGreaterThan(100);
  expect([...new Set(references)].filter((name) => !(name in description.components.schemas))).toEqual([]);
});

test('the reference runs from its own script alone, with no network', async () => {
  expect((await get('/docs')).headers.location).toMatch(/^\/docs\/$/);
  const page = await get('/docs/');
  expect(page.statusCode).toBe(200);
  const sources = [...page.body.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, source]) => source);
  expect(sources).toEqual(['js/scalar.js']);
  const script = await get('/docs/js/scalar.js');
  expect(script.headers['content-type']).toMatch(/javascript/);
  expect(script.body.length).toBeGreaterThan(1_000_000);
  expect(page.body).toContain('"url": "/openapi.json"');
  const [, inline = ''] = /<script type="text\/javascript">([\s\S]*?)<\/script>/.exec(page.body) ?? [];
  const hash = createHash('sha256').update(inline).digest('base64');
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
  expect(policy).not.toMatch(/https?:|script-src[^;]*unsafe/);
});
