import type {
  NegotiationCommand,
  NegotiationEvent,
  NegotiationRefusal,
  RevisionOutcome,
} from '#core/agreement/negotiation/types.ts';
import { allOf, type Text } from '../lang.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

const HASH_SHOWN = 8;
const short = (hash: string): string => hash.slice(0, HASH_SHOWN);

/** As infinitives: 'underteckna', 'hand in a report'. */
export const negotiationCommands: CommandNames<NegotiationCommand> = {
  tableVersion: { sv: 'lägga fram en version', en: 'table a version' },
  declineVersion: { sv: 'avböja en version', en: 'decline a version' },
  receiveRevision: { sv: 'ta emot ett förslag till revidering', en: 'receive a proposed revision' },
  answerRevision: { sv: 'besvara ett förslag till revidering', en: 'answer a proposed revision' },
};

const outcomes: Readonly<Record<RevisionOutcome, Text>> = {
  takenUp: { sv: 'tas upp', en: 'taken up' },
  partly: { sv: 'tas delvis upp', en: 'taken up in part' },
  declined: { sv: 'tas inte upp', en: 'not taken up' },
};

export const negotiationEvents: EventTexts<NegotiationEvent> = {
  versionTabled: ({ party, number, versionHash, to }, names) => ({
    sv: `${names.organisation(party)} lade fram version ${number} (${short(versionHash)}) för ${allOf(to.map(names.organisation), 'sv')}`,
    en: `${names.organisation(party)} tabled version ${number} (${short(versionHash)}), sent to ${allOf(to.map(names.organisation), 'en')}`,
  }),
  versionDeclined: ({ party, versionHash }, names) => ({
    sv: `${names.organisation(party)} avböjde version ${short(versionHash)}`,
    en: `${names.organisation(party)} declined version ${short(versionHash)}`,
  }),
  versionAgreed: ({ versionHash }) => ({
    sv: `Parterna är eniga: version ${short(versionHash)} är överenskommelsens text`,
    en: `The parties agree: version ${short(versionHash)} is the text of the agreement`,
  }),
  revisionReceived: ({ revision, from, party }, names) => ({
    sv: `Förslag till revidering mottaget: ${revision}, av ${names.organisation(party)}, från ${from}`,
    en: `Proposed revision received: ${revision}, by ${names.organisation(party)}, from ${from}`,
  }),
  revisionAnswered: ({ party, revision, outcome, versionHash }, names) => ({
    sv: `${names.organisation(party)} om förslaget ${revision}: ${outcomes[outcome].sv}${versionHash === null ? '' : ` i version ${short(versionHash)}`}`,
    en: `${names.organisation(party)} on the proposal ${revision}: ${outcomes[outcome].en}${versionHash === null ? '' : ` in version ${short(versionHash)}`}`,
  }),
};

const known = (list: readonly string[]): Text => ({
  sv: list.length === 0 ? 'det finns ingen' : `kända: ${list.join(', ')}`,
  en: list.length === 0 ? 'there is none' : `known: ${list.join(', ')}`,
});

export const negotiationRefusals: RefusalTexts<NegotiationRefusal> = {
  faultyVersion: ({ faults }) => {
    const all = faults.map(({ path, message }) => `${path}: ${message}`).join('; ');
    return { sv: `Texten kan inte läggas fram: ${all}.`, en: `The text cannot be tabled: ${all}.` };
  },
  sameText: ({ number }) => ({
    sv: `Ändringarna (changes) ger samma text som version ${number}; ändra något, eller godta den (acceptVersion).`,
    en: `The changes (changes) make the same text as version ${number}; change something, or accept that one (acceptVersion).`,
  }),
  unknownVersion: ({ field, given, known: versions }) => ({
    sv: `Det finns ingen version ${short(given)} (${field}); ange hash eller nummer, ${known(versions).sv}.`,
    en: `There is no version ${short(given)} (${field}); give its hash or number, ${known(versions).en}.`,
  }),
  deadlineSettled: ({ deadline }, names) => ({
    sv: `Fristen ${names.deadline(deadline)} (changes.deadlines) är avgjord och förhandlas inte om; lämna den utanför ändringarna.`,
    en: `The deadline ${names.deadline(deadline)} (changes.deadlines) is settled and no longer negotiated; leave it out of the changes.`,
  }),
  revisionsUnanswered: ({ revisions }) => ({
    sv: `Förslag till revidering från förra årets utvärdering är obesvarade: ${allOf(revisions, 'sv')}; besvara dem (answerRevision) först.`,
    en: `Revisions proposed by last year's evaluation are unanswered: ${allOf(revisions, 'en')}; answer them (answerRevision) first.`,
  }),
  unknownRevision: ({ given, known: revisions }) => ({
    sv: `Inget mottaget förslag till revidering har id ${given} (revision); ${known(revisions).sv}.`,
    en: `No received revision has the id ${given} (revision); ${known(revisions).en}.`,
  }),
  alreadyReceived: ({ from, revision }) => ({
    sv: `Förslaget ${revision} från ${from} är redan mottaget; sänd det inte igen.`,
    en: `The proposal ${revision} from ${from} has been received already; do not send it again.`,
  }),
  versionMissing: ({ outcome }) => ({
    sv: `Ett förslag som ${outcomes[outcome].sv} står i en version: ange vilken (inVersion), eller svara att det inte tas upp, med skäl.`,
    en: `A proposal that is ${outcomes[outcome].en} stands in a version: say which (inVersion), or answer that it is declined, with a reason.`,
  }),
};
