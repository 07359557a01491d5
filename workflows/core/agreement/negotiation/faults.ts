import type { Definition } from '../definition.ts';
import type { Finding } from '../faults/finding.ts';

/** The terms say nothing that could be wrong. Paths into the definition: `terms.negotiation.…`. */
export const negotiationFindings = (_definition: Definition): Finding[] => [];
