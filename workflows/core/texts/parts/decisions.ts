import type { DecisionOutcome, DecisionProblem } from '#core/act/decision.ts';
import type {
  AmendmentStatus,
  DecisionsCommand,
  DecisionsEvent,
  DecisionsRefusal,
  MeetingMatter,
} from '#core/agreement/decisions/types.ts';
import { formatDateShort } from '../dates.ts';
import { allOf, anyOf, type Text } from '../lang.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

const HASH_SHOWN = 8;
const short = (hash: string): string => hash.slice(0, HASH_SHOWN);
const sv = (date: string): string => formatDateShort(date, 'sv');
const en = (date: string): string => formatDateShort(date, 'en');

/** As infinitives: 'underteckna', 'hand in a report'. */
export const decisionsCommands: CommandNames<DecisionsCommand> = {
  planMeeting: { sv: 'planera ett sammanträde', en: 'plan a meeting' },
  sendPapers: { sv: 'sända handlingar till ett sammanträde', en: 'send the papers for a meeting' },
  proposeAmendment: { sv: 'föreslå en tilläggsöverenskommelse', en: 'propose an amendment' },
  acceptAmendment: { sv: 'godta tilläggsöverenskommelsen', en: 'accept the amendment' },
  declineAmendment: { sv: 'avböja tilläggsöverenskommelsen', en: 'decline the amendment' },
  authoriseAmendment: { sv: 'bemyndiga undertecknare av tillägget', en: 'authorise a signatory of the amendment' },
  signAmendment: { sv: 'underteckna tilläggsöverenskommelsen', en: 'sign the amendment' },
  approveAmendment: { sv: 'godkänna tilläggsöverenskommelsen', en: 'approve the amendment' },
  rejectAmendment: { sv: 'avslå tilläggsöverenskommelsen', en: 'reject the amendment' },
};

const matters: Readonly<Record<MeetingMatter, Text>> = {
  authorisation: { sv: 'bemyndigandet', en: 'the authorisation' },
  approval: { sv: 'godkännandet', en: 'the approval' },
};

const tillagg = (number: number): string => `Tilläggsöverenskommelse ${number}`;
const amendment = (number: number): string => `Amendment ${number}`;

export const decisionsEvents: EventTexts<DecisionsEvent> = {
  meetingPlanned: ({ body, about, meetingOn, from }, names) => ({
    sv: `${names.body(body)} sammanträder ${sv(meetingOn)} om ${matters[about].sv}${from === null ? '' : `, flyttat från ${sv(from)}`}`,
    en: `${names.body(body)} meets ${en(meetingOn)} about ${matters[about].en}${from === null ? '' : `, moved from ${en(from)}`}`,
  }),
  papersSent: ({ body, about, versionHash, documents }, names) => ({
    sv: `Handlingar om ${matters[about].sv} sända till ${names.body(body)}: version ${short(versionHash)}, ${documents.length} dokument`,
    en: `Papers for ${matters[about].en} sent to ${names.body(body)}: version ${short(versionHash)}, documents: ${documents.length}`,
  }),
  amendmentProposed: ({ amendment: number, party, number: version, versionHash }, names) => ({
    sv: `${tillagg(number)} föreslagen av ${names.organisation(party)}: version ${version} (${short(versionHash)})`,
    en: `${amendment(number)} proposed by ${names.organisation(party)}: version ${version} (${short(versionHash)})`,
  }),
  amendmentAccepted: ({ amendment: number, party, versionHash }, names) => ({
    sv: `${tillagg(number)}: ${names.organisation(party)} godtog version ${short(versionHash)}`,
    en: `${amendment(number)}: ${names.organisation(party)} accepted version ${short(versionHash)}`,
  }),
  amendmentDeclined: ({ amendment: number, party }, names) => ({
    sv: `${tillagg(number)} avböjd av ${names.organisation(party)}`,
    en: `${amendment(number)} declined by ${names.organisation(party)}`,
  }),
  amendmentAuthorised: ({ amendment: number, body, signatory, orSubstitute }, names) => ({
    sv: `${tillagg(number)}: ${names.body(body)} bemyndigade ${signatory}${orSubstitute ? ', eller den som träder i stället,' : ''} att underteckna`,
    en: `${amendment(number)}: ${names.body(body)} authorised ${signatory}${orSubstitute ? ', or a substitute,' : ''} to sign`,
  }),
  amendmentSigned: ({ amendment: number, party, signatory, versionHash }, names) => ({
    sv: `${tillagg(number)}: ${names.organisation(party)} undertecknade genom ${signatory}, version ${short(versionHash)}`,
    en: `${amendment(number)}: ${names.organisation(party)} signed through ${signatory}, version ${short(versionHash)}`,
  }),
  amendmentApproved: ({ amendment: number, body, versionHash }, names) => ({
    sv: `${tillagg(number)}: ${names.body(body)} godkände version ${short(versionHash)}`,
    en: `${amendment(number)}: ${names.body(body)} approved version ${short(versionHash)}`,
  }),
  amendmentRejected: ({ amendment: number, body }, names) => ({
    sv: `${tillagg(number)} avslagen av ${names.body(body)}; överenskommelsen gäller som förut`,
    en: `${amendment(number)} rejected by ${names.body(body)}; the agreement stands as before`,
  }),
  amendmentInForce: ({ amendment: number, versionHash, on }) => ({
    sv: `${tillagg(number)} gäller från ${sv(on)}: version ${short(versionHash)}`,
    en: `${amendment(number)} in force from ${en(on)}: version ${short(versionHash)}`,
  }),
  amendmentWithdrawn: ({ amendment: number }) => ({ sv: `${tillagg(number)} förfaller`, en: `${amendment(number)} falls` }),
};

const amendmentStatusNames: Readonly<Record<AmendmentStatus, Text>> = {
  proposed: { sv: 'föreslagen', en: 'proposed' },
  signing: { sv: 'godtagen, att undertecknas', en: 'accepted, to be signed' },
  approval: { sv: 'undertecknad, att godkännas', en: 'signed, to be approved' },
  inForce: { sv: 'i kraft', en: 'in force' },
  declined: { sv: 'avböjd', en: 'declined' },
  rejected: { sv: 'avslagen', en: 'rejected' },
  withdrawn: { sv: 'förfallen', en: 'fallen' },
};

const outcomeNames: Readonly<Record<DecisionOutcome, Text>> = {
  asProposed: { sv: 'enligt förslaget (asProposed)', en: 'as proposed (asProposed)' },
  changed: { sv: 'med ändring (changed)', en: 'changed (changed)' },
  rejected: { sv: 'avslag (rejected)', en: 'rejected (rejected)' },
  postponed: { sv: 'bordläggning (postponed)', en: 'postponed (postponed)' },
  sentBack: { sv: 'återremiss (sentBack)', en: 'sent back (sentBack)' },
};

const outcomesIn = (outcomes: readonly string[], lang: 'sv' | 'en'): string =>
  anyOf(
    outcomes.map((one) => outcomeNames[one as DecisionOutcome][lang]),
    lang,
  );

function problemText(problem: DecisionProblem): Text {
  const field = `decision.${problem.field}`;
  switch (problem.problem) {
    case 'future':
      return {
        sv: `${field}: ${sv(problem.date)} har inte kommit än; ange en dag till och med ${sv(problem.bound)}.`,
        en: `${field}: ${en(problem.date)} has not come yet; give a day up to ${en(problem.bound)}.`,
      };
    case 'before':
      return {
        sv: `${field}: ${sv(problem.date)} är före ${sv(problem.bound)}, som den följer på; ange den dagen eller en senare.`,
        en: `${field}: ${en(problem.date)} is before ${en(problem.bound)}, which it follows; give that day or a later one.`,
      };
    case 'notAdopted':
      return {
        sv: `${field}: beslutet expedieras när protokollet är justerat; ange decision.adoptedOn också.`,
        en: `${field}: a decision is sent once its minutes are adopted; give decision.adoptedOn too.`,
      };
  }
}

export const decisionsRefusals: RefusalTexts<DecisionsRefusal> = {
  notCovered: ({ given, covered, allowsDeviation }) => ({
    sv: `Texten ${short(given)} (versionHash) är inte den som beslutet gäller, ${short(covered)}; ${allowsDeviation ? 'ange i vad den skiljer sig (inAllEssentials: from, differences)' : 'beslutet tillåter ingen avvikelse (allowsDeviation): besluta om den text som gäller'}.`,
    en: `The text ${short(given)} (versionHash) is not the one that the decision covers, ${short(covered)}; ${allowsDeviation ? 'list how it differs (inAllEssentials: from, differences)' : 'the decision allows no deviation (allowsDeviation): decide on the text that stands'}.`,
  }),
  notInPlaceOf: ({ given, authorised, orSubstitute }) => ({
    sv: orSubstitute
      ? `Bemyndigad är ${authorised ?? 'ingen'}, inte ${given} (inPlaceOf); ange den som undertecknaren träder i stället för.`
      : `Bemyndigandet låter ingen träda i stället (inPlaceOf); den bemyndigade undertecknar själv: ${authorised ?? 'ingen'}.`,
    en: orSubstitute
      ? `The one authorised is ${authorised ?? 'nobody'}, not ${given} (inPlaceOf); name whom the signatory stands in for.`
      : `The authorisation lets nobody stand in (inPlaceOf); the one authorised signs: ${authorised ?? 'nobody'}.`,
  }),
  impossibleDecision: ({ problem }) => problemText(problem),
  outcomeDoesNotFit: ({ field, outcome, fitting }) => ({
    sv: `Utfallet ${outcomesIn([outcome], 'sv')} (${field}) hör inte hit; här kan det vara ${outcomesIn(fitting, 'sv')}.`,
    en: `The outcome ${outcomesIn([outcome], 'en')} (${field}) does not belong here; it can be ${outcomesIn(fitting, 'en')}.`,
  }),
  noMeeting: ({ body, about, planned }, names) => ({
    sv: `Inget sammanträde är planerat för ${names.body(body)} (body) om ${matters[about].sv}; planera det först (planMeeting). Planerade: ${planned.join(', ') || 'inga'}.`,
    en: `No meeting is planned of ${names.body(body)} (body) about ${matters[about].en}; plan it first (planMeeting). Planned: ${planned.join(', ') || 'none'}.`,
  }),
  nothingToDecide: ({ body, about, expected }, names) => ({
    sv: `${names.body(body)} (body) har inget att besluta om ${matters[about].sv}; det har ${allOf(expected.map(names.body), 'sv') || 'ingen'}.`,
    en: `${names.body(body)} (body) has nothing to decide about ${matters[about].en}; that is for ${allOf(expected.map(names.body), 'en') || 'nobody'}.`,
  }),
  unknownAmendment: ({ given, known }) => ({
    sv: `Det finns ingen tilläggsöverenskommelse ${given} (amendment); kända: ${known.join(', ') || 'inga'}.`,
    en: `There is no amendment ${given} (amendment); known: ${known.join(', ') || 'none'}.`,
  }),
  amendmentStage: ({ amendment: number, status, possibleIn }) => ({
    sv: `${tillagg(number)} (amendment) är ${amendmentStatusNames[status].sv}; det går när den är ${anyOf(
      possibleIn.map((one) => amendmentStatusNames[one].sv),
      'sv',
    )}.`,
    en: `${amendment(number)} (amendment) is ${amendmentStatusNames[status].en}; this is possible when it is ${anyOf(
      possibleIn.map((one) => amendmentStatusNames[one].en),
      'en',
    )}.`,
  }),
  amendmentOutdated: ({ amendment: number, base, current }) => ({
    sv: `${tillagg(number)} (amendment) är skriven på version ${short(base)}, och överenskommelsens text är nu ${short(current)}; avböj den och föreslå en ny.`,
    en: `${amendment(number)} (amendment) is written on version ${short(base)}, and the agreement's text now is ${short(current)}; decline it and propose a new one.`,
  }),
  hasBegun: ({ field, id }, names) => ({
    sv: `${field}.${id}: ${names.measure(names.area(id))} har börjat, eller är redovisat, och tas inte ut; ändra beloppet på det som inte är redovisat.`,
    en: `${field}.${id}: ${names.measure(names.area(id))} has begun, or is accounted for, and is not taken out; change the amount of what is not accounted for.`,
  }),
};
