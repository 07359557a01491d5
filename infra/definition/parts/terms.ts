import type { Terms } from '#core/agreement/definition.ts';
import type { AgreementFile } from '#contracts/schemas.ts';
import type { Origins } from '../origins.ts';
import type { FileFinding } from '../owing.ts';
import { consultationTerms } from './consultation.ts';
import { datesTerms } from './dates.ts';
import { decisionsTerms } from './decisions.ts';
import { followUpTerms } from './followUp.ts';
import { fundsTerms } from './funds.ts';
import { recipientsTerms } from './recipients.ts';
import { tasksTerms } from './tasks.ts';

/** What one part of the process is told by the file; undefined where the file says nothing of it. */
type TermsOf<P extends keyof Terms> = (file: AgreementFile, origins: Origins, findings: FileFinding[]) => Terms[P] | undefined;

const builders: { readonly [P in keyof Terms]?: TermsOf<P> } = {
  consultation: consultationTerms,
  decisions: decisionsTerms,
  followUp: followUpTerms,
  funds: fundsTerms,
  recipients: recipientsTerms,
  tasks: tasksTerms,
  dates: datesTerms,
};

/** The terms of every part that the file says something of; undefined where it says nothing of any, so that such a text's hash stays. */
export function termsOf(file: AgreementFile, origins: Origins, findings: FileFinding[]): Terms | undefined {
  const said = Object.entries(builders).flatMap(([part, build]) => {
    const terms = build(file, origins, findings);
    return terms === undefined ? [] : [[part, terms] as const];
  });
  return said.length === 0 ? undefined : (Object.fromEntries(said) as Terms);
}
