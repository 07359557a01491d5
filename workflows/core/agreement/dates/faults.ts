import type { Definition } from '../definition.ts';
import type { Finding } from '../faults/finding.ts';

/** What cannot be right in the terms. Paths into the definition: `terms.dates.…`. */
export const datesFindings = (_definition: Definition): Finding[] => [];
