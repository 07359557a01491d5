import type { z } from 'zod';
import type { DatesCommand } from '#core/agreement/dates/types.ts';

/** What each command says, as a person writes it. */
export const datesInputs = {} satisfies Record<DatesCommand['type'], z.ZodObject>;
