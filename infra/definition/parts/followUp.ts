import type { FollowUpCommand, FollowUpTerms } from '#core/agreement/followUp/types.ts';
import type { AgreementFile } from '#contracts/schemas.ts';
import type { Origins } from '../origins.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say. */
export const followUpToCommand: PartCommands<FollowUpCommand> = {
  planAction: async (input, putText) => ({ type: 'planAction', ...input, action: await putText(input.action) }),
  completeAction: async ({ deadline, result }, putText) => ({
    type: 'completeAction',
    deadline,
    result: await putText(result),
  }),
  followUpAction: async (input, putText) => ({ type: 'followUpAction', ...input, outcome: await putText(input.outcome) }),
  enterFinding: async ({ organisation, measure, finding, document }, putText) => ({
    type: 'enterFinding',
    organisation,
    measure: measure ?? null,
    finding: await putText(finding),
    document: document ?? null,
  }),
  assessMeasure: async (input, putText) => ({
    type: 'assessMeasure',
    ...input,
    assessment: await putText(input.assessment),
  }),
  proposeRevision: async ({ party, measure, area, proposal }, putText) => ({
    type: 'proposeRevision',
    party,
    measure: measure ?? null,
    area: area ?? null,
    proposal: await putText(proposal),
  }),
  fetchFeedback: async (input) => ({ type: 'fetchFeedback', ...input }),
};

/** What the file says of following up; undefined where it says nothing. */
export function followUpTerms({ followUp: said }: AgreementFile, origins: Origins): FollowUpTerms | undefined {
  if (said === undefined) return undefined;
  origins.set('terms.followUp', ['followUp']);
  return { assessEachMeasure: said.assessEachMeasure ?? false, feedbackTo: said.feedbackTo ?? [] };
}
