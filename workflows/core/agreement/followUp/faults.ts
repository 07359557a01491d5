import { listed } from '../consultation/faults.ts';
import type { Definition } from '../definition.ts';
import type { Finding } from '../faults/finding.ts';

/** What cannot be right in the terms. Paths into the definition: `terms.followUp.…`. */
export const followUpFindings = (definition: Definition): Finding[] => {
  const terms = definition.terms?.followUp;
  if (terms === undefined) return [];
  const organisations = definition.organisations.map(({ id }) => id);
  return listed('terms.followUp.feedbackTo', terms.feedbackTo, organisations);
};
