import { z } from 'zod';
import type { Role } from '#core/act/people.ts';
import { civilDate, email, id, reminderPlan, sha256, title } from '../pieces.ts';
import { lenient, type Shaping, strict } from '../shaping.ts';

const roles = ['coordinator', 'signatory', 'handler', 'registrar', 'auditor'] as const satisfies readonly Role[];
const A_DAY = '2000-01-01';
const MOST_DAYS = 3650;

const say = <T extends z.ZodType>(schema: T, description: string, ...examples: unknown[]): T =>
  schema.meta({ ...schema.meta(), description, ...(examples.length === 0 ? {} : { examples }) });

/** The whole file, for either shaping. The descriptions are what editors show and what mistakes suggest. */
function referral(shape: Shaping) {
  const { leaf, maybe, object, map, list } = shape;
  const ref = (description: string, example: string) => leaf(say(id, description, example), 'x');
  const words = (description: string, example: string) => leaf(say(title, description, example), '?');
  const days = (description: string, example: number) => maybe(say(z.int().min(0).max(MOST_DAYS), description, example));
  const refs = (description: string, example: string[]) =>
    list(ref(description, example[0] ?? 'x')).meta({ description, examples: [example] });
  const source = leaf(say(title, 'where the date comes from: a key of `sources`, or assumed', 'assumed'), 'assumed');
  const dated = object({ on: leaf(civilDate, A_DAY), source });
  const answerBy = maybe(
    say(z.union([z.literal('none'), dated]), 'the day to answer by and where it comes from, or none where no answer is due', {
      on: '2012-09-30',
      source: 'assumed',
    }),
  );
  const part = object({
    title: words('what the part is about', 'Överenskommelsen som helhet'),
    to: refs('the organisations that the part is put to; else all', ['stockholm']).optional(),
    questions: map(id, words('what is asked', 'Bör insatsen fortsätta?'))
      .optional()
      .meta({ description: 'the questions of the part, each under an id of its own' }),
  });
  const stage = object({
    title: words('what the stage is called', 'Tjänsteutlåtande'),
    kind: ref('serviceStatement, memorandum, council, board, internalReferral or another word', 'memorandum'),
    body: ref('the organisation’s body that answers for it', 'kommunstyrelsen'),
    inner: refs('the bodies that an inner referral goes to, all at once', ['stadsledningskontoret']).optional(),
    days: days('its time in days from the day it begins', 30),
    after: refs('the stages that must be done before; else the one above', ['promemoria']).optional(),
  });
  const asked = object({
    answerBy,
    handler: maybe(say(id, 'the person who has taken the task there', 'handlaggare')),
    stages: map(id, stage).optional().meta({ description: 'its own handling, stage by stage, each under its id' }),
  });
  const organisation = object({
    title: words('what the organisation is called', 'Stockholms stad'),
    bodies: map(id, words('what the body is called', 'Kommunstyrelsen'))
      .optional()
      .meta({ description: 'its deciding bodies, each under an id of its own' }),
    registrar: object({
      name: maybe(say(title, 'the name of the registrar’s office', 'Registrator')),
      email: leaf(say(email, 'the registrar’s address', 'registrator@example.org'), 'x@example.org'),
    }).meta({ description: 'who receives for the organisation', examples: [{ email: 'registrator@example.org' }] }),
    registrationNumber: maybe(say(title, 'its own registration number for the referral', '325-507/2012')),
    acceptsNotices: maybe(say(z.boolean(), 'whether it wants notices about watched dates; else false', true)),
    superior: maybe(say(id, 'the person who is told too when something is long overdue', 'stadsdirektor')),
  });
  const person = object({
    name: words('the person’s name', 'Kim Exempel'),
    email: leaf(say(email, 'the person’s address', 'kim@example.org'), 'x@example.org'),
    organisation: ref('the organisation that the person is of', 'stockholm'),
    roles: list(leaf(say(z.enum(roles), 'a role', 'handler'), 'handler')).meta({
      description: 'what the person may do',
      examples: [['handler']],
    }),
  });
  return object({
    referral: ref('the id that the referral is known by', 'stockholm-2012'),
    title: words('what the referral is called', 'Överenskommelse för 2012'),
    about: maybe(say(title, 'the process that it is about', 'agreement:evidensbaserad-praktik:2012')),
    asker: object({
      organisation: ref('the organisation that asks', 'skl'),
      body: maybe(say(id, 'its body that decided to ask', 'skl-styrelse')),
    }).meta({ description: 'who asks', examples: [{ organisation: 'skl' }] }),
    coordinator: ref('the person who runs the referral here', 'samordnare'),
    answeringDays: days('the days that who is asked has at least; else 0', 90),
    answerBy,
    documents: list(leaf(sha256, '0'.repeat(64)))
      .optional()
      .meta({ description: 'what is sent out, by SHA-256', examples: [[]] }),
    sources: map(id, words('what the source is', 'PM 2012:116 RVII'))
      .optional()
      .meta({ description: 'what the dates’ sources stand for' }),
    parts: map(id, part).meta({ description: 'what is asked, part by part, each under its id' }),
    asked: map(id, asked).meta({ description: 'who is asked, each under the id of its organisation' }),
    reminderPlans: map(id, leaf(reminderPlan, []))
      .optional()
      .meta({ description: 'answer: the moments of its reminders; else 14 and 3 days before, on the day, 1 and 7 after' }),
    escalateFromDaysOverdue: days('from how many days overdue the registrar is told too; else 7', 7),
    organisations: map(id, organisation).meta({ description: 'every organisation that has to do with it, each under its id' }),
    people: map(id, person).meta({ description: 'the people, each under an id by their office' }),
  });
}

/** A referral as somebody writes it: docs/referral-file.md explains every field. */
export const referralFile = referral(strict);
export const lenientReferralFile = referral(lenient);
export type ReferralFile = z.output<typeof referralFile>;
