import { z } from 'zod';
import { civilDateOf } from '#core/calendar/instant.ts';
import { deadlineStatuses, metByKinds } from '#core/deadlines/deadline.ts';
import { deadlines } from '../../infra/db/read/deadlines.ts';
import { mails } from '../../infra/db/read/mails.ts';
import { rehearsals } from '../../infra/db/read/rehearsals.ts';
import { type Context, existing, worldName } from '../context.ts';
import { day, instant, world } from '../views/pieces.ts';
import { agreementParams, answer, type App, problems, ulid } from './shared.ts';

const yes = z.union([z.literal(''), z.literal('true'), z.literal('false')]).transform((given) => given !== 'false');

const deadlinesQuery = z.strictObject({
  overdue: yes.optional().meta({ description: 'only what is open and past its day; in the live world' }),
  rehearsal: ulid.optional().meta({ description: "a rehearsal's instead of the live world's" }),
});

const mailsQuery = z.strictObject({
  agreement: agreementParams.shape.id.optional(),
  rehearsal: ulid.optional().meta({ description: "a rehearsal's instead of the live world's" }),
});

const rowDocument = z.object({
  agreement: z.string().meta({ description: 'the short id' }),
  agreementTitle: z.string(),
  chain: z.string(),
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  mode: z.enum(['owed', 'watched']),
  metBy: z.enum(metByKinds),
  dueOn: day,
  status: z.enum(deadlineStatuses),
  doneOn: day.nullable(),
  accepted: z.boolean(),
  measure: z.string().nullable(),
  debtor: z.string(),
  creditor: z.string(),
  handler: z.string().nullable(),
  source: z.string(),
});

const mailDocument = z
  .object({
    notice: z.string(),
    chain: z.string(),
    kind: z.enum(['reminder', 'event', 'failure', 'link', 'checkpoint']).meta({
      description:
        'what it is: `failure` tells a coordinator of a mail that could not be delivered, `link` of what was done by a link',
    }),
    about: z
      .string()
      .meta({ description: 'type of the event that it tells of; of a failure: that somebody could not be told of' }),
    recipient: z.string(),
    to: z.string().nullable(),
    on: day,
    sendAfter: instant,
    deadline: z.string().nullable(),
    dueOn: day.nullable(),
    occasion: z.int().nullable().meta({ description: 'days from the due date' }),
    occasions: z.array(z.int()),
    formal: z.boolean(),
    status: z.enum(['queued', 'claimed', 'sending', 'sent', 'failed', 'unknown', 'dropped']),
    reason: z.string().nullable().meta({ description: 'why it failed or was dropped' }),
    messageId: z.string().nullable(),
    subject: z.string().nullable(),
    sentAt: instant.nullable(),
  })
  .meta({ id: 'Mail' });

const rehearsalDocument = z
  .object({
    id: z.string(),
    title: z.string(),
    status: z.enum(['running', 'finished', 'abandoned']),
    outcome: z.enum(['asWritten', 'deviated', 'failed']).nullable(),
    startedAt: instant,
    finishedAt: instant.nullable(),
    virtualFrom: day.nullable(),
    virtualTo: day.nullable(),
    result: z.looseObject({}).nullable().meta({ description: 'what the rehearsal printed for machines' }),
  })
  .meta({ id: 'Rehearsal' });

const tags = ['registers'];

const deadlinesSchema = {
  tags,
  summary: 'Deadlines of all agreements by their day',
  querystring: deadlinesQuery,
  response: { 200: answer('the deadlines', z.object({ ...world, deadlines: z.array(rowDocument) })), ...problems(400) },
};

const mailsSchema = {
  tags,
  summary: 'Notices in the order they leave, and the mails they left in',
  querystring: mailsQuery,
  response: { 200: answer('the mails', z.object({ ...world, mails: z.array(mailDocument) })), ...problems(400, 404) },
};

const rehearsalsSchema = {
  tags,
  summary: 'Rehearsals, newest first',
  response: { 200: answer('the rehearsals', z.object({ rehearsals: z.array(rehearsalDocument) })) },
};

/** What is kept across agreements. */
export function registerRoutes(app: App, context: Context): void {
  app.get('/deadlines', { schema: deadlinesSchema }, ({ query }) => allDeadlines(context, query));
  app.get('/mails', { schema: mailsSchema }, ({ query }) => allMails(context, query));
  app.get('/rehearsals', { schema: rehearsalsSchema }, () => allRehearsals(context));
}

async function allDeadlines(context: Context, { overdue, ...asked }: z.output<typeof deadlinesQuery>) {
  const rehearsal = asked.rehearsal ?? null;
  const query = {
    ...(rehearsal === null ? {} : { rehearsal }),
    // A body's own stages are read under its referral.
    stagesOf: [],
    ...(overdue === true ? { overdueOn: civilDateOf(context.now()) } : {}),
  };
  return { world: worldName(rehearsal), rehearsal, deadlines: await deadlines(context, query) };
}

async function allMails(context: Context, { agreement, ...asked }: z.output<typeof mailsQuery>) {
  const rehearsal = asked.rehearsal ?? null;
  if (agreement === undefined) {
    const query = rehearsal === null ? {} : { rehearsal };
    return { world: worldName(rehearsal), rehearsal, mails: await mails(context, query) };
  }
  const { chain, rehearsal: own } = await existing(context, agreement);
  return { world: worldName(own), rehearsal: own, mails: await mails(context, { chain }) };
}

async function allRehearsals(context: Context) {
  const list = await rehearsals(context.rehearsal, context.now());
  return { rehearsals: list.map((one) => ({ ...one, result: one.result === null ? null : { ...one.result } })) };
}
