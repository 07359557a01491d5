import type { Definition } from '../definition.ts';
import type { Finding } from '../faults/finding.ts';

/** What cannot be right in the terms. Paths into the definition: `terms.consultation.…`. */
export const consultationFindings = (_definition: Definition): Finding[] => [];
