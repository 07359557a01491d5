import type { ConsultationCommand, ConsultationTerms } from '#core/agreement/consultation/types.ts';
import type { AgreementFile } from '#contracts/schemas.ts';
import type { Origins } from '../origins.ts';
import type { PutText } from '../toCommand.ts';
import type { PartCommands } from './parts.ts';

const put = async (text: string | undefined, putText: PutText) => (text === undefined ? null : putText(text));

/** The commands that somebody's inputs say. */
export const consultationToCommand: PartCommands<ConsultationCommand> = {
  invite: async (input) => ({ type: 'invite', ...input }),
  proposePriority: async ({ organisation, title, motivation }, putText) => ({
    type: 'proposePriority',
    organisation,
    title: await putText(title),
    motivation: await putText(motivation),
  }),
  discussPriority: async ({ organisation, priority, contribution }, putText) => ({
    type: 'discussPriority',
    organisation,
    priority,
    contribution: await putText(contribution),
  }),
  giveStatement: async ({ organisation, priority, stance, statement, providers }, putText) => ({
    type: 'giveStatement',
    organisation,
    priority: priority ?? null,
    stance,
    statement: await putText(statement),
    providers: await put(providers, putText),
  }),
  declineToAnswer: async (input) => ({ type: 'declineToAnswer', ...input }),
  respond: async ({ to, outcome, in: { priorities, measures, place }, answer }, putText) => ({
    type: 'respond',
    to,
    outcome,
    in: { priorities, measures, place: await put(place, putText) },
    answer: await putText(answer),
  }),
  linkPriority: async (input) => ({ type: 'linkPriority', ...input }),
  recordInvolvement: async ({ organisation, how, providers, needs, answers }, putText) => ({
    type: 'recordInvolvement',
    organisation,
    how: await putText(how),
    providers: await put(providers, putText),
    needs: await put(needs, putText),
    answers: await Promise.all(answers.map(async ({ question, answer }) => ({ question, answer: await putText(answer) }))),
  }),
};

const STATEMENT_TITLE = 'Yttrande i samrådet';

/** What the file says of the consultation; undefined where it says nothing. */
export function consultationTerms({ consultation: said }: AgreementFile, origins: Origins): ConsultationTerms | undefined {
  if (said === undefined) return undefined;
  origins.set('terms.consultation', ['consultation']);
  const questions = Object.entries(said.involvement?.questions ?? {}).map(([id, title], index) => {
    origins.set(`terms.consultation.involvement.questions.${index}`, ['consultation', 'involvement', 'questions', id]);
    return { id, title };
  });
  return {
    answerDays: said.answerDays ?? 0,
    group: said.group ?? [],
    statementTitle: said.statementTitle ?? STATEMENT_TITLE,
    involvement: {
      principals: said.involvement?.principals ?? [],
      needsFrom: said.involvement?.needsFrom ?? null,
      questions,
    },
  };
}
