import type { BodyDecision, MemberStatement } from '#core/act/decision.ts';
import type { TextRef } from '#core/act/envelope.ts';
import type { BodyDecisionInput } from '#contracts/schemas/decision.ts';
import type { PutText } from './toCommand.ts';

/** The record of a decision that somebody's input says; its texts are put away. */
export async function toDecision(input: BodyDecisionInput, putText: PutText): Promise<BodyDecision> {
  const { body, outcome } = input;
  return {
    body,
    decidedOn: input.decidedOn,
    paragraph: input.paragraph ?? null,
    proposal: input.proposal === undefined ? null : await putText(input.proposal),
    outcome,
    basis:
      input.delegation === undefined ? { kind: 'itself' } : { kind: 'delegation', reference: await putText(input.delegation) },
    reservations: await statements(input.reservations, putText),
    specialStatements: await statements(input.specialStatements, putText),
    stoodAside: await all(input.stoodAside, putText),
    adoptedOn: input.adoptedOn ?? null,
    dispatchedOn: input.dispatchedOn ?? null,
    extract: input.extract ?? null,
  };
}

async function statements(given: BodyDecisionInput['reservations'], putText: PutText): Promise<MemberStatement[]> {
  const made: MemberStatement[] = [];
  for (const { by, text } of given) made.push({ by: await putText(by), text: text === undefined ? null : await putText(text) });
  return made;
}

async function all(given: readonly string[], putText: PutText): Promise<TextRef[]> {
  const made: TextRef[] = [];
  for (const text of given) made.push(await putText(text));
  return made;
}
