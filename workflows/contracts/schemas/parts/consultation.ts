import type { z } from 'zod';
import type { ConsultationCommand } from '#core/agreement/consultation/types.ts';

/** What each command says, as a person writes it. */
export const consultationInputs = {} satisfies Record<ConsultationCommand['type'], z.ZodObject>;
