import type { z } from 'zod';
import type { FollowUpCommand } from '#core/agreement/followUp/types.ts';

/** What each command says, as a person writes it. */
export const followUpInputs = {} satisfies Record<FollowUpCommand['type'], z.ZodObject>;
