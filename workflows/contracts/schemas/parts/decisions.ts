import type { z } from 'zod';
import type { DecisionsCommand } from '#core/agreement/decisions/types.ts';

/** What each command says, as a person writes it. */
export const decisionsInputs = {} satisfies Record<DecisionsCommand['type'], z.ZodObject>;
