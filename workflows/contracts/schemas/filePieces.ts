import { z } from 'zod';
import type { Role } from '#core/act/people.ts';
import { civilDate, email, id, reminderPlan, title } from './pieces.ts';
import type { Shaping } from './shaping.ts';

const roles = ['coordinator', 'signatory', 'handler', 'registrar', 'auditor'] as const satisfies readonly Role[];
/** Stands in for a day that cannot be read. */
export const A_DAY = '2000-01-01';
const MOST_DAYS = 3650;

/** The schema with what editors show and mistakes suggest. */
export const say = <T extends z.ZodType>(schema: T, description: string, ...examples: unknown[]): T =>
  schema.meta({ ...schema.meta(), description, ...(examples.length === 0 ? {} : { examples }) });

/** The leaves that every kind of file is made of, for either shaping. */
export function leavesOf({ leaf, maybe, object }: Shaping) {
  const source = leaf(say(title, 'where the date comes from: a key of `sources`, or assumed', 'assumed'), 'assumed');
  return {
    ref: (description: string, example: string) => leaf(say(id, description, example), 'x'),
    words: (description: string, example: string) => leaf(say(title, description, example), '?'),
    days: (description: string, example: number) => maybe(say(z.int().min(0).max(MOST_DAYS), description, example)),
    source,
    dated: object({ on: leaf(civilDate, A_DAY), source }).meta({
      description: 'a day and where it comes from',
      examples: [{ on: '2012-01-31', source: 'assumed' }],
    }),
  };
}

/** What stands alike in a file of any kind: who has to do with it, where its dates come from, and how it reminds. */
export function commonFields(shape: Shaping, { plans }: { plans: string }) {
  const { leaf, maybe, object, map, list } = shape;
  const { ref, words, days } = leavesOf(shape);
  const organisation = object({
    title: words('what the organisation is called', 'Sveriges Kommuner och Landsting'),
    bodies: map(id, words('what the body is called', 'SKL:s styrelse'))
      .optional()
      .meta({ description: 'its deciding bodies, each under an id of its own' }),
    registrar: object({
      name: maybe(say(title, 'the name of the registrar’s office', 'Registrator')),
      email: leaf(say(email, 'the registrar’s address', 'registrator@example.org'), 'x@example.org'),
    }).meta({ description: 'who receives for the organisation', examples: [{ email: 'registrator@example.org' }] }),
    registrationNumber: maybe(say(title, 'its own registration number for this matter', '325-507/2012')),
    acceptsNotices: maybe(say(z.boolean(), 'whether it wants notices about its watched dates; else false', true)),
    superior: maybe(say(id, 'the person who is told too when something is long overdue', 'skl-vd')),
  });
  const person = object({
    name: words('the person’s name', 'Kim Exempel'),
    email: leaf(say(email, 'the person’s address', 'kim@example.org'), 'x@example.org'),
    organisation: ref('the organisation that the person is of', 'skl'),
    roles: list(leaf(say(z.enum(roles), 'a role', 'handler'), 'handler')).meta({
      description: 'what the person may do',
      examples: [['handler']],
    }),
  });
  return {
    sources: map(id, words('what the source is', 'Plattformen, 2010'))
      .optional()
      .meta({ description: 'what the dates’ sources stand for' }),
    reminderPlans: map(id, leaf(reminderPlan, [])).optional().meta({ description: plans }),
    escalateFromDaysOverdue: days('from how many days overdue the registrar is told too; else 7', 7),
    organisations: map(id, organisation).meta({ description: 'every organisation that has to do with it, each under its id' }),
    people: map(id, person).meta({ description: 'the people, each under an id by their office' }),
  };
}
