import { z } from 'zod';
import type { DatesCommand } from '#core/agreement/dates/types.ts';
import { civilDate, deadlineId, id, title, written } from '../pieces.ts';
import type { Shaping } from '../shaping.ts';

const to = civilDate.meta({ description: 'the new due date', examples: ['2014-10-01'] });
const deadlineOnly = z.strictObject({ deadline: deadlineId });
const deadlineTo = z.strictObject({ deadline: deadlineId, to });
const commission = { commission: id, item: id };

/** What each command says, as a person writes it. */
export const datesInputs = {
  moveDeadline: deadlineTo,
  askExtension: deadlineTo,
  extendDeadline: deadlineTo,
  declineExtension: deadlineOnly,
  suspendDeadline: deadlineOnly,
  resumeDeadline: deadlineOnly,
  waiveDeadline: deadlineOnly,
  reopenDeadline: z.strictObject({ deadline: deadlineId, dueOn: to }),
  commissionDateMoved: z.strictObject({ ...commission, dueOn: to }),
  commissionReported: z.strictObject({ ...commission, reportedOn: civilDate }),
} satisfies Record<DatesCommand['type'], z.ZodObject>;

const BASE = /^(?:validity|basisAdopted|evaluationAdopted|(?:due|met):[A-Za-z][A-Za-z0-9:-]*)$/;

const base = written(
  {
    description: 'validity, basisAdopted, evaluationAdopted, due:<deadline> or met:<deadline>',
    examples: ['validity', 'due:finalReport'],
    pattern: BASE.source,
  },
  (given) =>
    BASE.test(given)
      ? null
      : {
          message: `${JSON.stringify(given)} is nothing to reckon from`,
          remedy: 'write validity, basisAdopted, evaluationAdopted, due:<deadline> or met:<deadline>',
        },
);
const dayCount = z.int().meta({ description: 'days after it, negative before', examples: [14] });

/** Deadlines whose dates are reckoned from other days. */
export function reckonedDeadlines({ leaf, maybe, object, map }: Shaping) {
  const entry = object({
    title: leaf(title.meta({ description: 'what is due', examples: ['Handlingar till styrelsen'] }), '?'),
    from: leaf(base, 'validity'),
    days: maybe(dayCount),
    businessDays: maybe(z.int().meta({ description: 'business days after it, negative before', examples: [-10] })),
    source: leaf(
      title.meta({ description: 'where the rule comes from: a key of `sources`, or assumed', examples: ['assumed'] }),
      'assumed',
    ),
    kind: maybe(id.meta({ description: 'the domain’s word for it; else the id', examples: ['papers'] })),
    watched: maybe(z.boolean().meta({ description: 'true for somebody else’s commission', examples: [true] })),
    metBy: maybe(z.enum(['report', 'entry']).meta({ description: 'what meets it; else entry', examples: ['entry'] })),
    plan: maybe(id.meta({ description: 'its reminder plan; else answer', examples: ['answer'] })),
    debtor: maybe(id.meta({ description: 'the organisation that owes it; else the one in `defaults`', examples: ['skl'] })),
    creditor: maybe(
      id.meta({ description: 'the organisation that it is owed to; else the one in `defaults`', examples: ['staten'] }),
    ),
    handler: maybe(id.meta({ description: 'the person who has taken the task at the debtor', examples: ['skl-handlaggare'] })),
  });
  return map(id, entry).optional().meta({ description: 'deadlines reckoned from other days, each under its id' });
}

/** The item of a framework's commission that a watched deadline follows. */
export const commissionItem = ({ maybe }: Shaping) =>
  maybe(
    z.strictObject({ commission: id, item: id }).meta({
      description: 'the framework’s commission whose date it follows',
      examples: [{ commission: 'utvardering', item: 'final' }],
    }),
  );
