import type { z } from 'zod';
import type { RecipientsCommand } from '#core/agreement/recipients/types.ts';

/** What each command says, as a person writes it. */
export const recipientsInputs = {} satisfies Record<RecipientsCommand['type'], z.ZodObject>;
