import type { z } from 'zod';
import type { NegotiationCommand } from '#core/agreement/negotiation/types.ts';

/** What each command says, as a person writes it. */
export const negotiationInputs = {} satisfies Record<NegotiationCommand['type'], z.ZodObject>;
