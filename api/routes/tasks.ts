import { z } from 'zod';
import { shortId } from '#contracts/ids.ts';
import { title } from '#contracts/schemas/pieces.ts';
import { linksOf, type Stated, statedUnder } from '../../infra/db/read/links.ts';
import type { Context } from '../context.ts';
import { instant } from '../views/pieces.ts';
import { agreementParams, answer, type App, problems } from './shared.ts';

const statedDocument = z
  .object({
    process: z.string().meta({ description: 'the short id' }),
    deadline: z.string(),
    organisation: z.string(),
    act: z.enum(['submitted', 'passedOn']),
    command: z.string().nullable(),
    name: z.string().nullable().meta({ description: 'null once it has been erased' }),
    role: z.string(),
    registrationNumber: z.string().nullable(),
    statedAt: instant,
    documents: z.array(z.object({ sha256: z.string(), name: z.string(), sizeBytes: z.int() })),
    version: z.int().nullable().meta({ description: 'the event that it became; null where nothing was recorded' }),
    hash: z.string().nullable(),
  })
  .meta({ id: 'Stated', description: 'what was done by a link, as whoever opened it said' });

const linkDocument = z
  .object({
    id: z.string(),
    deadline: z.string(),
    organisation: z.string(),
    recipient: z.string(),
    commands: z.array(z.string()),
    createdAt: instant,
    expiresAt: instant,
    revokedAt: instant.nullable(),
    revokedBy: z.string().nullable(),
    revokedBecause: z.string().nullable(),
    usedAt: instant.nullable(),
  })
  .meta({ id: 'Link', description: 'a link that opens a task without an account; never its token' });

const tags = ['tasks'];

const numberSchema = {
  tags,
  summary: "What was done by links under an organisation's own registration number, newest first",
  querystring: z.strictObject({
    registrationNumber: title.meta({ description: 'the number; case does not count', examples: ['325-507/2012'] }),
  }),
  response: { 200: answer('what was done', z.object({ stated: z.array(statedDocument) })), ...problems(400) },
};

const linksSchema = {
  tags,
  summary: 'The links that were sent for tasks of a live process, oldest first',
  params: agreementParams,
  response: { 200: answer('the links', z.object({ links: z.array(linkDocument) })) },
};

/** Tasks that are done by links, for whoever follows them. */
export function taskRoutes(app: App, { live }: Context): void {
  app.get('/tasks', { schema: numberSchema }, async ({ query }) => ({
    stated: (await statedUnder(live, query.registrationNumber)).map(statedView),
  }));
  app.get('/processes/:id/links', { schema: linksSchema }, async ({ params }) => ({
    links: (await linksOf(live, params.id)).map(({ family: _family, chain: _chain, ...link }) => link),
  }));
}

const statedView = ({
  id: _id,
  link: _link,
  family: _family,
  person: _person,
  email: _email,
  passedTo: _to,
  chain,
  ...one
}: Stated) => ({
  process: shortId(chain),
  ...one,
});
