import { z } from 'zod';
import { ownRoles, type TasksCommand } from '#core/agreement/tasks/types.ts';
import { civilDate, deadlineId, email, id, title } from '../pieces.ts';
import type { Shaping } from '../shaping.ts';

const person = id.meta({ description: 'the person, by id', examples: ['handlaggare'] });
const kinds = z
  .array(id)
  .default([])
  .meta({
    description: 'the kinds of deadline, such as measureReport; leave it out for every kind',
    examples: [['measureReport']],
  });

/** What each command says, as a person writes it. */
export const tasksInputs = {
  takeTask: z.strictObject({ deadline: deadlineId, person: person.meta({ description: 'who takes it, by id' }) }),
  releaseTask: z.strictObject({ deadline: deadlineId }),
  nameDeputy: z.strictObject({
    person: person.meta({ description: 'who is away, by id' }),
    deputy: person.meta({ description: 'who is told instead, by id' }),
    from: civilDate.meta({ description: 'the first day' }),
    to: civilDate.meta({ description: 'the last day' }),
  }),
  handOver: z.strictObject({
    from: person.meta({ description: 'whose tasks they are, by id' }),
    to: person.meta({ description: 'whose they become, by id' }),
  }),
  addPerson: z.strictObject({
    person: id.meta({ description: 'a new id for the person', examples: ['nils-ny'] }),
    organisation: id.meta({ description: 'the organisation that the person belongs to', examples: ['skl'] }),
    roles: z
      .array(z.enum(ownRoles))
      .default(['handler'])
      .meta({ description: 'handler, registrar or signatory', examples: [['handler']] }),
    name: title.meta({ description: "the person's name, kept outside the record", examples: ['Nils Ny'] }),
    email: email.meta({ description: "the person's address, kept outside the record" }),
  }),
  optOut: z.strictObject({ person, kinds }),
  optIn: z.strictObject({ person, kinds }),
} satisfies Record<TasksCommand['type'], z.ZodObject>;

const linkDaysAfterDue = z
  .int()
  .meta({ description: 'for how many days after the due date the button in a mail opens its task; else 90', examples: [90] });

/** How tasks reach those who do them. */
export function tasksTerms({ maybe, object }: Shaping) {
  return object({ linkDaysAfterDue: maybe(linkDaysAfterDue) })
    .optional()
    .meta({ description: 'how tasks reach those who do them' });
}
