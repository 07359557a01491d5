import { z } from 'zod';
import { draftedText, id, sha256, title } from '#contracts/schemas.ts';
import type { ActRequest } from '../../infra/definition/toCommand.ts';
import { agreementState } from '../../infra/db/read/agreements.ts';
import { draft, drafts, isOfRoom, readableDocument } from '../../infra/db/read/rooms.ts';
import { keepDocument, keepDraft } from '../../infra/gateway/rooms.ts';
import { type Context, existing } from '../context.ts';
import { langOf } from '../language.ts';
import { notFound, ownProblem, Refuse } from '../problem.ts';
import { answerTo, sendAnswer } from '../verdict.ts';
import { instant } from '../views/pieces.ts';
import { agreementParams, answer, type App, commandHeaders, commandReceiptDocument, problems } from './shared.ts';

/** A file of 25 MB in base64, and what is around it. */
const DOCUMENT_LIMIT_BYTES = 34_000_000;

const actAs = z.looseObject({ 'x-act-as': commandHeaders.shape['x-act-as'] });
const roomParams = z.object({ organisation: id.meta({ description: 'the organisation whose room it is', examples: ['skl'] }) });
const draftParams = roomParams.extend({ name: id.meta({ description: 'what the draft is called', examples: ['forslag'] }) });
const ofAgreement = z.strictObject({ agreement: agreementParams.shape.id });

const draftDocument = z
  .object({
    name: z.string(),
    content: z.unknown(),
    writtenBy: z.string(),
    writtenAt: instant,
  })
  .meta({ id: 'Draft', description: 'readable in its own organisation alone until it is tabled' });

const tags = ['rooms'];

const listSchema = {
  tags,
  summary: "The drafts in an organisation's room, for its own people",
  params: roomParams,
  querystring: ofAgreement,
  headers: actAs,
  response: { 200: answer('the drafts', z.object({ drafts: z.array(draftDocument) })), ...problems(400, 404) },
};

const showSchema = {
  tags,
  summary: 'One draft, for its own people',
  params: draftParams,
  querystring: ofAgreement,
  headers: actAs,
  response: { 200: answer('the draft', draftDocument), ...problems(400, 404) },
};

const saveSchema = {
  tags,
  summary: 'Keep a draft; one of the same name is replaced',
  params: draftParams,
  querystring: ofAgreement,
  headers: actAs,
  body: draftedText,
  response: { 200: answer('the draft as kept', draftDocument), ...problems(400, 404, 409, 413, 415) },
};

const tableSchema = {
  tags,
  summary: 'Table a draft: send it to the other parties as a version',
  params: draftParams,
  querystring: ofAgreement,
  headers: commandHeaders,
  response: {
    200: answer('done before, under this command id', commandReceiptDocument),
    201: answer('tabled and recorded', commandReceiptDocument),
    ...problems(400, 404, 409, 422, 429, 503),
  },
};

const uploadSchema = {
  tags,
  summary: 'Keep a document, readable in its own organisation alone until it is sent',
  params: roomParams,
  headers: actAs,
  body: z.strictObject({
    name: title.meta({ description: 'the name of the file', examples: ['bilaga-1.pdf'] }),
    mediaType: title.meta({ description: 'its media type', examples: ['application/pdf'] }),
    content: z.base64().meta({ description: 'the file in base64', examples: ['SGVqIQ=='] }),
  }),
  response: { 201: answer('kept', z.object({ sha256: z.string() })), ...problems(400, 404, 413, 415) },
};

const documentSchema = {
  tags,
  summary: 'A document, for whoever owns it, it was sent to, or audits a matter that it was sent in',
  params: z.object({ sha256 }),
  querystring: z.strictObject({
    withMarked: z
      .enum(['true', 'false'])
      .default('false')
      .meta({ description: 'true: also where it is marked as secret; else its grounds are answered with' }),
  }),
  headers: actAs,
  response: {
    200: { description: 'the file', content: { 'application/octet-stream': { schema: z.unknown() } } },
    ...problems(400, 403, 404),
  },
};

const nothing = (person: string): Refuse => notFound('nothingInRoom', { person });

/** Organisations' own rooms. Whoever is outside one is answered as if it held nothing, also about whether it does. */
export function roomRoutes(app: App, context: Context): void {
  app.get('/rooms/:organisation/drafts', { schema: listSchema }, async ({ params, query, headers }) => {
    const chain = await entered(context, query.agreement, params.organisation, headers['x-act-as']);
    return { drafts: await drafts(context, chain, params.organisation) };
  });
  app.get('/rooms/:organisation/drafts/:name', { schema: showSchema }, ({ params, query, headers }) =>
    shown(context, params, query.agreement, headers['x-act-as']),
  );
  app.put('/rooms/:organisation/drafts/:name', { schema: saveSchema }, async ({ params, query, headers, body }) => {
    const { organisation, name } = params;
    const person = headers['x-act-as'];
    const chain = await entered(context, query.agreement, organisation, person);
    await keepDraft(context.live, { chain, organisation, name, content: body, writtenBy: person, writtenAt: context.now() });
    return shown(context, params, query.agreement, person);
  });
  app.post('/rooms/:organisation/drafts/:name/table', { schema: tableSchema }, async (request, reply) => {
    const { 'idempotency-key': commandId, 'x-act-as': actor } = request.headers;
    const { agreement } = request.query;
    const content = await shown(context, request.params, agreement, actor);
    const { chain } = await existing(context, agreement);
    const input = { party: request.params.organisation, ...draftedText.parse(content.content) };
    const ask: { request: ActRequest } = { request: { type: 'tableVersion', input } };
    const verdict = await context.gateway.command(chain, ask, { commandId, actor });
    const definition = verdict.kind === 'refused' ? ((await agreementState(context, chain))?.definition ?? null) : null;
    return sendAnswer(request, reply, answerTo(verdict, { commandId, lang: langOf(request), definition }), commandId);
  });
  documentRoutes(app, context);
}

function documentRoutes(app: App, context: Context): void {
  const { live } = context;
  const options = { schema: uploadSchema, bodyLimit: DOCUMENT_LIMIT_BYTES };
  app.post('/rooms/:organisation/documents', options, async ({ params, headers, body }, reply) => {
    const person = headers['x-act-as'];
    const { name, mediaType } = body;
    const document = { name, mediaType, content: Buffer.from(body.content, 'base64') };
    const kept = await keepDocument(live, { organisation: params.organisation, person }, document, context.now());
    if (kept.kind === 'notTheirs') throw nothing(person);
    if (kept.kind === 'unacceptable')
      throw new Refuse((lang) => ownProblem(400, 'unacceptableDocument', lang, { params: { why: kept.why } }));
    return reply.code(201).send({ sha256: kept.sha256 });
  });
  app.get('/documents/:sha256', { schema: documentSchema }, async ({ params, query, headers }, reply) => {
    const person = headers['x-act-as'];
    const withMarked = query.withMarked === 'true';
    const found = await readableDocument(context, live, '', params.sha256, person, { withMarked });
    if (found === null) throw nothing(person);
    if ('marked' in found) {
      const grounds = found.marked.join(', ');
      throw new Refuse((lang) => ownProblem(403, 'markedSecret', lang, { params: { grounds } }));
    }
    // What somebody uploaded is handed over as a file, never shown as a page of this system.
    return reply
      .type('application/octet-stream')
      .header('x-media-type', encodeURIComponent(found.mediaType))
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`)
      .send(found.content);
  });
}

/** The agreement's chain, for somebody of the room. @throws Refuse 404 for everybody else. */
async function entered(context: Context, agreement: string, organisation: string, person: string): Promise<string> {
  const { chain, rehearsal, shortId } = await existing(context, agreement);
  if (!(await isOfRoom(context, chain, organisation, person))) throw nothing(person);
  if (rehearsal !== null)
    throw new Refuse((lang) => ownProblem(409, 'rehearsalRunsByScript', lang, { params: { agreement: shortId, rehearsal } }));
  return chain;
}

interface Place {
  organisation: string;
  name: string;
}

async function shown(context: Context, { organisation, name }: Place, agreement: string, person: string) {
  const chain = await entered(context, agreement, organisation, person);
  const found = await draft(context, chain, organisation, name);
  if (found === null) throw nothing(person);
  return found;
}
