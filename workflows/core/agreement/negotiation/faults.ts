import type { Definition } from '../definition.ts';
import type { Finding } from '../faults/finding.ts';

/** What cannot be right in the terms. Paths into the definition: `terms.negotiation.…`. */
export const negotiationFindings = (_definition: Definition): Finding[] => [];
