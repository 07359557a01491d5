import type {
  ConsultationCommand,
  ConsultationEvent,
  ConsultationRefusal,
  ResponseOutcome,
  Stance,
} from '#core/agreement/consultation/types.ts';
import { formatDateShort } from '../dates.ts';
import { allOf, anyOf, type Text } from '../lang.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const consultationCommands: CommandNames<ConsultationCommand> = {
  invite: { sv: 'bjuda in till samrådet', en: 'invite to the consultation' },
  proposePriority: { sv: 'föreslå en prioritering', en: 'propose a priority' },
  discussPriority: { sv: 'yttra sig i diskussionen om en prioritering', en: 'discuss a priority' },
  giveStatement: { sv: 'lämna ett yttrande', en: 'give a statement' },
  declineToAnswer: { sv: 'avstå från att yttra sig', en: 'decline to answer' },
  respond: { sv: 'svara på ett förslag eller yttrande', en: 'respond to a proposal or statement' },
  linkPriority: { sv: 'koppla en prioritering till insatser', en: 'link a priority to measures' },
  recordInvolvement: { sv: 'anteckna hur huvudman och utförare deltagit', en: 'record how principals and providers took part' },
};

const stanceNames: Readonly<Record<Stance, Text>> = {
  for: { sv: 'tillstyrker', en: 'for' },
  against: { sv: 'avstyrker', en: 'against' },
  comment: { sv: 'synpunkt', en: 'comment' },
};

const responseNames: Readonly<Record<ResponseOutcome, Text>> = {
  takenUp: { sv: 'har tagits upp', en: 'was taken up' },
  partly: { sv: 'har delvis tagits upp', en: 'was partly taken up' },
  not: { sv: 'har inte tagits upp', en: 'was not taken up' },
};

/** ' (priority-1)', or nothing where the statement is about the whole. */
const about = (priority: string | null): string => (priority === null ? '' : ` (${priority})`);

const SHOWN_INVITED = 5;

/** The first of a long list, and how many more there are. */
function someOf(all: readonly string[], more: string): string[] {
  const left = all.length - SHOWN_INVITED;
  return left <= 1 ? [...all] : [...all.slice(0, SHOWN_INVITED), `${left} ${more}`];
}

export const consultationEvents: EventTexts<ConsultationEvent> = {
  consultationInvited: ({ organisations, answerBy }, names) => ({
    sv: `Inbjudan till samrådet, svar senast ${formatDateShort(answerBy, 'sv')}: ${allOf(someOf(organisations.map(names.organisation), 'till'), 'sv')}`,
    en: `Invitation to the consultation, to answer by ${formatDateShort(answerBy, 'en')}: ${allOf(someOf(organisations.map(names.organisation), 'more'), 'en')}`,
  }),
  priorityProposed: ({ priority, organisation }, names) => ({
    sv: `${names.organisation(organisation)} föreslog en prioritering (${priority})`,
    en: `${names.organisation(organisation)} proposed a priority (${priority})`,
  }),
  priorityDiscussed: ({ priority, organisation }, names) => ({
    sv: `${names.organisation(organisation)} yttrade sig om ${priority} i diskussionen`,
    en: `${names.organisation(organisation)} discussed ${priority}`,
  }),
  statementGiven: ({ statement, organisation, priority, stance }, names) => ({
    sv: `${names.organisation(organisation)} lämnade ett yttrande (${statement}): ${stanceNames[stance].sv}${about(priority)}`,
    en: `${names.organisation(organisation)} gave a statement (${statement}): ${stanceNames[stance].en}${about(priority)}`,
  }),
  answerDeclined: ({ organisation }, names) => ({
    sv: `${names.organisation(organisation)} avstod från att yttra sig`,
    en: `${names.organisation(organisation)} declined to answer`,
  }),
  contributionAnswered: ({ to, organisation, outcome, in: places }, names) => {
    const where = [...places.priorities, ...places.measures.map(names.measure)];
    const placed = (text: string, word: string): string => (where.length === 0 ? text : `${text} ${word} ${where.join(', ')}`);
    return {
      sv: placed(`Svar till ${names.organisation(organisation)}: ${to} ${responseNames[outcome].sv}`, 'i'),
      en: placed(`Response to ${names.organisation(organisation)}: ${to} ${responseNames[outcome].en}`, 'in'),
    };
  },
  priorityLinked: ({ priority, measures, versions }, names) => {
    const places = [...measures.map(names.measure), ...versions.map((hash) => hash.slice(0, 8))];
    return { sv: `${priority} finns i ${allOf(places, 'sv')}`, en: `${priority} is found in ${allOf(places, 'en')}` };
  },
  involvementRecorded: ({ organisation }, names) => ({
    sv: `${names.organisation(organisation)} antecknade hur organisationen och dess utförare deltagit`,
    en: `${names.organisation(organisation)} recorded how it and its providers took part`,
  }),
};

const known = (ids: readonly string[]): Text => ({
  sv: ids.length === 0 ? 'Här finns ingen ännu.' : `Ange ${anyOf(ids, 'sv')}.`,
  en: ids.length === 0 ? 'There is none here yet.' : `Give ${anyOf(ids, 'en')}.`,
});

export const consultationRefusals: RefusalTexts<ConsultationRefusal> = {
  nobodyToInvite: () => ({
    sv: 'Ingen är angiven att bjuda in (organisations), och överenskommelsen nämner ingen samrådsgrupp. Ange minst en organisation.',
    en: 'Nobody is named to invite (organisations), and the agreement names no consultation group. Name one organisation at least.',
  }),
  unknownInConsultation: ({ field, value, known: ids }) => ({
    sv: `"${value}" (${field}) finns inte. ${known(ids).sv}`,
    en: `There is no "${value}" (${field}). ${known(ids).en}`,
  }),
  twiceNamed: ({ field, value }) => ({
    sv: `"${value}" (${field}) är angiven två gånger. Ange den en gång.`,
    en: `"${value}" (${field}) is named twice. Name it once.`,
  }),
  invitedAlready: ({ organisation, answerBy }, names) => ({
    sv: `${names.organisation(organisation)} (organisations) har redan en frist för att svara, ${formatDateShort(answerBy, 'sv')}. Flytta den i stället (moveDeadline, statement:${organisation}).`,
    en: `${names.organisation(organisation)} (organisations) has a day to answer by already, ${formatDateShort(answerBy, 'en')}. Move that instead (moveDeadline, statement:${organisation}).`,
  }),
  invitesItself: ({ organisation }, names) => ({
    sv: `${names.organisation(organisation)} (organisations) är den som bjuder in. Utelämna den: ett yttrande kan den lämna ändå.`,
    en: `${names.organisation(organisation)} (organisations) is who invites. Leave it out: it can give a statement all the same.`,
  }),
  answerTooSoon: ({ answerBy, earliest, days }) => ({
    sv: `${formatDateShort(answerBy, 'sv')} (answerBy) ger kortare svarstid än ${days} dagar, som överenskommelsen lovar. Tidigast möjliga dag är ${formatDateShort(earliest, 'sv')}.`,
    en: `${formatDateShort(answerBy, 'en')} (answerBy) gives less than the ${days} days to answer that the agreement states. The earliest possible day is ${formatDateShort(earliest, 'en')}.`,
  }),
  notInvited: ({ organisation, invited }, names) => ({
    sv: `${names.organisation(organisation)} (organisation) är inte tillfrågad och har inget att avstå från. ${known(invited).sv}`,
    en: `${names.organisation(organisation)} (organisation) was not asked and has nothing to decline. ${known(invited).en}`,
  }),
  answeredAlready: ({ organisation, statements }, names) => ({
    sv: `${names.organisation(organisation)} (organisation) har yttrat sig: ${allOf(statements, 'sv')}. Lämna ett nytt yttrande om något är ändrat.`,
    en: `${names.organisation(organisation)} (organisation) has answered: ${allOf(statements, 'en')}. Give a new statement where something has changed.`,
  }),
  respondedAlready: ({ to, doneOn }) => ({
    sv: `${to} (to) fick sitt svar ${formatDateShort(doneOn, 'sv')}. Rätta den anteckningen om något var fel.`,
    en: `${to} (to) had its response ${formatDateShort(doneOn, 'en')}. If something was wrong, correct that entry.`,
  }),
  takenUpNowhere: ({ outcome }) => ({
    sv: `Det som ${responseNames[outcome].sv} finns någonstans. Ange var (in): prioriteringar, insatser eller en plats i ord.`,
    en: `What ${responseNames[outcome].en} is found somewhere. Say where (in): priorities, measures, or a place in words.`,
  }),
  notTakenUp: ({ given }) => ({
    sv: `Det som inte har tagits upp finns ingenstans${given.length === 0 ? '' : `, inte i ${anyOf(given, 'sv')}`}. Utelämna in, eller svara takenUp eller partly.`,
    en: `What was not taken up is found nowhere${given.length === 0 ? '' : `, not in ${anyOf(given, 'en')}`}. Leave in out, or respond takenUp or partly.`,
  }),
  linksNothing: ({ priority }) => ({
    sv: `${priority} kopplas inte till något. Ange insatser (measures) eller versioner (versions).`,
    en: `${priority} is linked to nothing. Give measures (measures) or versions (versions).`,
  }),
  unanswered: ({ contributions }) => ({
    sv: `Varje förslag och yttrande ska ha ett svar innan underlaget fastställs. Svar saknas på ${allOf(contributions, 'sv')}. Svara med respond.`,
    en: `Every proposal and statement is to have a response before the basis is adopted. There is none to ${allOf(contributions, 'en')}. Respond to them (respond).`,
  }),
};
