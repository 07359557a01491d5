import type { TextRef } from '#core/act/envelope.ts';
import type { MemberStatement } from '#core/act/decision.ts';
import type {
  DecisionsCommand,
  DecisionsTerms,
  InAllEssentials,
  RecordedDecision,
  RouteActs,
} from '#core/agreement/decisions/types.ts';
import type { AgreementFile, CommandInput, DecisionInput } from '#contracts/schemas.ts';
import type { Origins } from '../origins.ts';
import type { PutText } from '../toCommand.ts';
import { toChanges } from './negotiation.ts';
import type { PartCommands } from './parts.ts';
import { said } from './said.ts';

type Act<T extends RouteActs['type']> = Omit<Extract<RouteActs, { type: T }>, 'type'>;

/** The acts of a text's way, the agreement's own and an amendment's. */
export async function toAuthorise(input: CommandInput<'authorise'>, putText: PutText): Promise<Act<'authorise'>> {
  const { covers, allowsDeviation, decision, party, body, signatory, orSubstitute } = input;
  const given = decision === undefined ? undefined : await toDecision(decision, putText);
  return said({ party, body, signatory, orSubstitute, versionHash: covers, allowsDeviation, decision: given });
}

export async function toSign(input: CommandInput<'sign'>, putText: PutText): Promise<Act<'sign'>> {
  const { party, signatory, versionHash, inPlaceOf, inAllEssentials } = input;
  return said({ party, signatory, versionHash, inPlaceOf, inAllEssentials: await toEssentials(inAllEssentials, putText) });
}

export async function toApprove(input: CommandInput<'approve'>, putText: PutText): Promise<Act<'approve'>> {
  const { body, versionHash, inAllEssentials, decision } = input;
  const given = decision === undefined ? undefined : await toDecision(decision, putText);
  return said({ body, versionHash, inAllEssentials: await toEssentials(inAllEssentials, putText), decision: given });
}

export async function toReject({ body, decision }: CommandInput<'reject'>, putText: PutText): Promise<Act<'reject'>> {
  return said({ body, decision: decision === undefined ? undefined : await toDecision(decision, putText) });
}

async function toEssentials(
  given: { from: string; differences: string } | undefined,
  putText: PutText,
): Promise<InAllEssentials | undefined> {
  return given === undefined ? undefined : { from: given.from, differences: await putText(given.differences) };
}

/** A decision as its minutes tell it, with every name and text put away. */
async function toDecision(input: DecisionInput, putText: PutText): Promise<RecordedDecision> {
  const { meeting, paragraph, proposal, outcome, delegation, adoptedOn, dispatchedOn, extract } = input;
  const stoodAside: TextRef[] = [];
  for (const name of input.stoodAside) stoodAside.push(await putText(name));
  return {
    meeting: meeting ?? null,
    paragraph: paragraph ?? null,
    proposal: proposal === undefined ? null : await putText(proposal),
    outcome,
    basis: delegation === undefined ? { kind: 'itself' } : { kind: 'delegation', reference: await putText(delegation) },
    reservations: await statements(input.reservations, putText),
    specialStatements: await statements(input.specialStatements, putText),
    stoodAside,
    adoptedOn: adoptedOn ?? null,
    dispatchedOn: dispatchedOn ?? null,
    extract: extract ?? null,
  };
}

async function statements(given: DecisionInput['reservations'], putText: PutText): Promise<MemberStatement[]> {
  const kept: MemberStatement[] = [];
  for (const { by, text } of given) kept.push({ by: await putText(by), text: text === undefined ? null : await putText(text) });
  return kept;
}

/** The commands that somebody's inputs say. */
export const decisionsToCommand: PartCommands<DecisionsCommand> = {
  planMeeting: async ({ papersBusinessDaysBefore, ...input }) => ({
    type: 'planMeeting',
    ...input,
    papersBusinessDaysBefore: papersBusinessDaysBefore ?? null,
  }),
  sendPapers: async (input) => ({ type: 'sendPapers', ...input }),
  proposeAmendment: async ({ party, amendment, changes, documents }) => ({
    type: 'proposeAmendment',
    party,
    amendment: amendment ?? null,
    changes: toChanges(changes),
    documents,
  }),
  acceptAmendment: async (input) => ({ type: 'acceptAmendment', ...input }),
  declineAmendment: async (input) => ({ type: 'declineAmendment', ...input }),
  authoriseAmendment: async ({ amendment, ...input }, putText) => ({
    type: 'authoriseAmendment',
    amendment,
    ...(await toAuthorise(input, putText)),
  }),
  signAmendment: async ({ amendment, ...input }, putText) => ({
    type: 'signAmendment',
    amendment,
    ...(await toSign(input, putText)),
  }),
  approveAmendment: async ({ amendment, ...input }, putText) => ({
    type: 'approveAmendment',
    amendment,
    ...(await toApprove(input, putText)),
  }),
  rejectAmendment: async ({ amendment, ...input }, putText) => ({
    type: 'rejectAmendment',
    amendment,
    ...(await toReject(input, putText)),
  }),
};

/** What the file says of deciding; undefined where it says nothing. */
export function decisionsTerms({ decisions: told }: AgreementFile, origins: Origins): DecisionsTerms | undefined {
  if (told === undefined) return undefined;
  origins.set('terms.decisions', ['decisions']);
  return { papersBusinessDaysBefore: told.papersBusinessDaysBefore ?? {}, tellGroup: told.tellGroup ?? false };
}
