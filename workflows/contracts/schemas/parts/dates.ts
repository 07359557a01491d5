import { z } from 'zod';
import type { DatesCommand } from '#core/agreement/dates/types.ts';
import { civilDate, deadlineId, id } from '../pieces.ts';

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
