import { z } from 'zod';
import { burdens } from '#core/burden.ts';
import { deadlineStatuses } from '#core/deadlines/deadline.ts';
import { civilDate, id } from '#contracts/schemas.ts';
import { askedFor, organisationTitles } from '../../infra/db/read/burden.ts';
import { rehearsals } from '../../infra/db/read/rehearsals.ts';
import { type Context, worldName } from '../context.ts';
import { notFound } from '../problem.ts';
import { day, world } from '../views/pieces.ts';
import { answer, type App, problems, ulid } from './shared.ts';

const query = z.strictObject({
  organisation: id.optional().meta({ description: 'one organisation only; else all, the most burdened first' }),
  from: civilDate.optional().meta({ description: 'from this due date on' }),
  to: civilDate.optional().meta({ description: 'up to this due date' }),
  rehearsal: ulid.optional().meta({ description: "a rehearsal's instead of the live world's" }),
});

const counts = {
  asked: z.int().meta({ description: 'how many things' }),
  daysLeast: z.int().meta({ description: 'days from the asking to the due date: the fewest' }),
  daysMedian: z.int(),
};

const item = z.object({
  chain: z.string(),
  process: z.string(),
  deadline: z.string(),
  title: z.string(),
  kind: z.string(),
  askedOn: day,
  dueOn: day,
  days: z.int(),
  status: z.enum(deadlineStatuses),
  doneOn: day.nullable(),
});

const month = z.object({
  month: z.string().meta({ examples: ['2013-03'] }),
  ...counts,
  processes: z.int().meta({ description: 'in how many agreements and referrals' }),
  items: z.array(item),
});

const burdenDocument = z.object({
  ...world,
  burdens: z.array(z.object({ organisation: z.string(), title: z.string().nullable(), ...counts, months: z.array(month) })),
});

const burdenSchema = {
  tags: ['registers'],
  summary: 'What is asked of one organisation or of all, by the month it falls due in, and how long they got',
  querystring: query,
  response: { 200: answer('the burdens', burdenDocument), ...problems(400, 404) },
};

export function burdenRoutes(app: App, context: Context): void {
  app.get('/burden', { schema: burdenSchema }, ({ query: asked }) => burdened(context, asked));
}

async function burdened(context: Context, asked: z.output<typeof query>) {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const rehearsal = asked.rehearsal ?? null;
  const known = rehearsal === null ? [] : await rehearsals(context.rehearsal, context.now());
  if (rehearsal !== null && !known.some((one) => one.id === rehearsal)) throw notFound('unknownRehearsal', { rehearsal });
  const titles = await organisationTitles(context, asked.rehearsal);
  const found = burdens(await askedFor(context, given));
  return {
    world: worldName(rehearsal),
    rehearsal,
    burdens: found.map((one) => ({ ...one, title: titles[one.organisation] ?? null })),
  };
}
