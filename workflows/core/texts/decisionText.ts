import type { DecisionOutcome } from '#core/act/decision.ts';
import type { InAllEssentials, RecordedDecision } from '#core/agreement/decisions/types.ts';
import type { TextRef } from '#core/act/envelope.ts';
import { formatDateShort } from './dates.ts';
import type { Lang, Text } from './lang.ts';

const HASH_SHOWN = 8;

/** What a person wrote, by its reference; whoever shows it says what stands there once it is erased. */
export type Written = (ref: TextRef) => string;

const outcomes: Readonly<Record<DecisionOutcome, Text>> = {
  asProposed: { sv: 'enligt förslaget', en: 'as proposed' },
  changed: { sv: 'med ändring', en: 'changed' },
  rejected: { sv: 'avslag', en: 'rejected' },
  postponed: { sv: 'bordläggning', en: 'postponed' },
  sentBack: { sv: 'återremiss', en: 'sent back' },
};

const words = {
  sv: {
    meeting: 'sammanträde',
    proposal: 'förslag',
    delegation: 'på delegation',
    reservation: 'reservation',
    specialStatement: 'särskilt uttalande',
    stoodAside: 'jäv',
    adopted: 'justerat',
    dispatched: 'expedierat',
    extract: 'utdrag SHA-256',
    inPlaceOf: 'i stället för',
    covers: 'omfattar version',
    allowsDeviation: 'även en i huvudsak överensstämmande text',
    essentials: 'i huvudsaklig överensstämmelse med version',
    differences: 'skillnader',
  },
  en: {
    meeting: 'meeting',
    proposal: 'proposal',
    delegation: 'by delegation',
    reservation: 'dissent',
    specialStatement: 'special statement',
    stoodAside: 'stood aside',
    adopted: 'adopted',
    dispatched: 'dispatched',
    extract: 'extract SHA-256',
    inPlaceOf: 'in the place of',
    covers: 'covers version',
    allowsDeviation: 'also a text in all essentials the same',
    essentials: 'in all essentials as version',
    differences: 'differences',
  },
} as const satisfies Record<Lang, object>;

/** A body's decision as it was recorded: what was decided, on what, who dissented, stood aside, and when it was adopted and sent. */
function decisionParts(decision: RecordedDecision, written: Written, lang: Lang): string[] {
  const say = words[lang];
  const { meeting, paragraph, outcome, proposal, basis, adoptedOn, dispatchedOn, extract } = decision;
  const stated = (word: string, { by, text }: { by: TextRef; text: TextRef | null }): string =>
    `${word}: ${written(by)}${text === null ? '' : `, ${written(text)}`}`;
  return [
    ...(meeting === null ? [] : [`${say.meeting} ${meeting}`]),
    ...(paragraph === null ? [] : [`§ ${paragraph.replace(/^§\s*/, '')}`]),
    outcomes[outcome][lang],
    ...(proposal === null ? [] : [`${say.proposal}: ${written(proposal)}`]),
    ...(basis.kind === 'itself' ? [] : [`${say.delegation}: ${written(basis.reference)}`]),
    ...decision.reservations.map((one) => stated(say.reservation, one)),
    ...decision.specialStatements.map((one) => stated(say.specialStatement, one)),
    ...decision.stoodAside.map((one) => `${say.stoodAside}: ${written(one)}`),
    ...(adoptedOn === null ? [] : [`${say.adopted} ${formatDateShort(adoptedOn, lang)}`]),
    ...(dispatchedOn === null ? [] : [`${say.dispatched} ${formatDateShort(dispatchedOn, lang)}`]),
    ...(extract === null ? [] : [`${say.extract} ${extract}`]),
  ];
}

/** What an authorisation, a signature, an approval or a rejection says beside its own line: `body` is its event's. */
export interface Deciding {
  decision?: RecordedDecision;
  versionHash?: string;
  allowsDeviation?: boolean;
  inPlaceOf?: string;
  inAllEssentials?: InAllEssentials | boolean;
  differences?: TextRef | null;
  meeting?: TextRef | null;
}

/** Each thing in words, in the order in which a reader asks; empty where the event says no more than its own line. */
export function decidingParts(body: Deciding & { type: string }, written: Written, lang: Lang): string[] {
  const say = words[lang];
  const { decision, versionHash, allowsDeviation, inPlaceOf, inAllEssentials, differences, meeting } = body;
  const isAuthorisation = body.type === 'authorised' || body.type === 'amendmentAuthorised';
  const others = typeof inAllEssentials === 'object' ? inAllEssentials : null;
  return [
    ...(isAuthorisation && versionHash !== undefined ? [`${say.covers} ${versionHash.slice(0, HASH_SHOWN)}`] : []),
    ...(allowsDeviation === true ? [say.allowsDeviation] : []),
    ...(inPlaceOf === undefined ? [] : [`${say.inPlaceOf} ${inPlaceOf}`]),
    ...(others === null
      ? []
      : [`${say.essentials} ${others.from.slice(0, HASH_SHOWN)}`, `${say.differences}: ${written(others.differences)}`]),
    ...(differences == null ? [] : [`${say.differences}: ${written(differences)}`]),
    ...(meeting == null ? [] : [`${say.meeting} ${written(meeting)}`]),
    ...(decision === undefined ? [] : decisionParts(decision, written, lang)),
  ];
}

const deciding: ReadonlySet<string> = new Set([
  'authorised',
  'signed',
  'approved',
  'rejected',
  'amendmentAuthorised',
  'amendmentSigned',
  'amendmentApproved',
  'amendmentRejected',
]);

/** Whether an event is a decision, an authorisation or a signature, of an agreement or of a framework. */
export const isDeciding = (body: { type: string }): body is Deciding & { type: string } => deciding.has(body.type);
