import type { z } from 'zod';
import type { FundsCommand } from '#core/agreement/funds/types.ts';

/** What each command says, as a person writes it. */
export const fundsInputs = {} satisfies Record<FundsCommand['type'], z.ZodObject>;
