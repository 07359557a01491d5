import type { AssessmentOutcome, FollowUpCommand, FollowUpEvent, FollowUpRefusal } from '#core/agreement/followUp/types.ts';
import { formatDateShort } from '../dates.ts';
import { allOf, anyOf, type Text } from '../lang.ts';
import type { Names } from '../names.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const followUpCommands: CommandNames<FollowUpCommand> = {
  planAction: { sv: 'planera en åtgärd', en: 'plan an action' },
  completeAction: { sv: 'anteckna en åtgärd som utförd', en: 'enter an action as done' },
  followUpAction: { sv: 'följa upp en avvikelse', en: 'follow up a deviation' },
  enterFinding: { sv: 'anteckna en iakttagelse', en: 'enter a finding' },
  assessMeasure: { sv: 'bedöma en insats', en: 'assess a measure' },
  proposeRevision: { sv: 'föreslå en ändring till nästa år', en: "propose a revision for next year's agreement" },
  fetchFeedback: { sv: 'hämta återkoppling', en: 'fetch feedback' },
};

export const assessmentNames: Readonly<Record<AssessmentOutcome, Text>> = {
  asPlanned: { sv: 'enligt plan', en: 'as planned' },
  partly: { sv: 'delvis enligt plan', en: 'partly as planned' },
  notReached: { sv: 'målet är inte nått', en: 'the goal is not reached' },
  tooEarly: { sv: 'för tidigt att bedöma', en: 'too early to say' },
};

/** What a finding or a revision is about; the whole agreement where it says nothing. */
function aboutWhat({ measure, area }: { measure: string | null; area?: string | null }, names: Names): Text {
  if (measure !== null) return { sv: names.measure(measure), en: names.measure(measure) };
  if (area !== undefined && area !== null) return { sv: names.area(area), en: names.area(area) };
  return { sv: 'överenskommelsen i stort', en: 'the agreement as a whole' };
}

export const followUpEvents: EventTexts<FollowUpEvent> = {
  actionPlanned: ({ deviation, deadline, measure, organisation, dueOn }, names) => ({
    sv: `${deadline} planerad mot ${deviation} (${names.measure(measure)}): ${names.organisation(organisation)}, senast ${formatDateShort(dueOn, 'sv')}`,
    en: `${deadline} planned against ${deviation} (${names.measure(measure)}): ${names.organisation(organisation)}, by ${formatDateShort(dueOn, 'en')}`,
  }),
  actionCompleted: ({ deadline }) => ({ sv: `${deadline} är utförd`, en: `${deadline} is done` }),
  deviationFollowedUp: ({ deviation, measure, resolved }, names) => ({
    sv: `${deviation} (${names.measure(measure)}) följdes upp: ${resolved ? 'åtgärdad' : 'kvarstår'}`,
    en: `${deviation} (${names.measure(measure)}) was followed up: ${resolved ? 'resolved' : 'remains'}`,
  }),
  findingEntered: ({ finding, organisation, measure }, names) => ({
    sv: `${names.organisation(organisation)} lämnade en iakttagelse (${finding}): ${aboutWhat({ measure }, names).sv}`,
    en: `${names.organisation(organisation)} gave a finding (${finding}): ${aboutWhat({ measure }, names).en}`,
  }),
  measureAssessed: ({ party, measure, outcome }, names) => ({
    sv: `${names.organisation(party)} bedömde ${names.measure(measure)}: ${assessmentNames[outcome].sv}`,
    en: `${names.organisation(party)} assessed ${names.measure(measure)}: ${assessmentNames[outcome].en}`,
  }),
  revisionProposed: ({ revision, party, measure, area }, names) => ({
    sv: `${names.organisation(party)} föreslog en ändring till nästa år (${revision}): ${aboutWhat({ measure, area }, names).sv}`,
    en: `${names.organisation(party)} proposed a revision for next year (${revision}): ${aboutWhat({ measure, area }, names).en}`,
  }),
  feedbackGiven: ({ feedback, about, to }, names) => {
    const what = about.kind === 'evaluation' ? null : names.deadline(about.deadline);
    return {
      sv: `Återkoppling (${feedback}) till ${allOf(to.map(names.organisation), 'sv')}: ${what ?? 'utvärderingen'}`,
      en: `Feedback (${feedback}) to ${allOf(to.map(names.organisation), 'en')}: ${what ?? 'the evaluation'}`,
    };
  },
  feedbackFetched: ({ feedback, organisation }, names) => ({
    sv: `${names.organisation(organisation)} hämtade återkopplingen ${feedback}`,
    en: `${names.organisation(organisation)} fetched the feedback ${feedback}`,
  }),
};

const known = (ids: readonly string[]): Text => ({
  sv: ids.length === 0 ? 'Här finns ingen ännu.' : `Ange ${anyOf(ids, 'sv')}.`,
  en: ids.length === 0 ? 'There is none here yet.' : `Give ${anyOf(ids, 'en')}.`,
});

export const followUpRefusals: RefusalTexts<FollowUpRefusal> = {
  noSuch: ({ field, value, known: ids }) => ({
    sv: `"${value}" (${field}) finns inte. ${known(ids).sv}`,
    en: `There is no "${value}" (${field}). ${known(ids).en}`,
  }),
  owedToItself: ({ field, organisation }, names) => ({
    sv: `${names.organisation(organisation)} (${field}) är den som insatsen redovisas till och kan inte vara skyldig sig själv en åtgärd. Ange den som ska utföra den.`,
    en: `${names.organisation(organisation)} (${field}) is whom the measure is reported to and cannot owe itself an action. Name who is to carry it out.`,
  }),
  dueTooEarly: ({ field, given, earliest }) => ({
    sv: `${formatDateShort(given, 'sv')} (${field}) är före dagen då åtgärden planeras. Tidigast möjliga dag är ${formatDateShort(earliest, 'sv')}.`,
    en: `${formatDateShort(given, 'en')} (${field}) is before the day on which the action is planned. The earliest possible is ${formatDateShort(earliest, 'en')}.`,
  }),
  notAnAction: ({ deadline, actions }, names) => ({
    sv: `${names.deadline(deadline)} (deadline) är ingen planerad åtgärd. ${known(actions).sv}`,
    en: `${names.deadline(deadline)} (deadline) is no planned action. ${known(actions).en}`,
  }),
  actionsOpen: ({ deviation, actions }) => ({
    sv: `${deviation} (deviation) har åtgärder som inte är utförda: ${allOf(actions, 'sv')}. Följ upp när de är det, eller efterskänk dem först.`,
    en: `${deviation} (deviation) has actions that are not done: ${allOf(actions, 'en')}. Follow up once they are, or waive them first.`,
  }),
  ownMeasure: ({ measure, party, mayAssess }, names) => ({
    sv: `${names.organisation(party)} (party) genomför ${names.measure(measure)} och bedömer den inte själv. ${mayAssess.length === 0 ? 'Ingen av parterna kan bedöma den.' : `Det gör ${anyOf(mayAssess.map(names.organisation), 'sv')}.`}`,
    en: `${names.organisation(party)} (party) carries out ${names.measure(measure)} and does not assess it. ${mayAssess.length === 0 ? 'None of the parties can.' : `${anyOf(mayAssess.map(names.organisation), 'en')} does.`}`,
  }),
  notAssessed: ({ measures }, names) => ({
    sv: `Överenskommelsen säger att varje insats ska bedömas. Bedömning saknas av ${allOf(measures.map(names.measure), 'sv')}. Bedöm dem (assessMeasure) innan utvärderingen fastställs.`,
    en: `The agreement says that each measure is assessed. There is no assessment of ${allOf(measures.map(names.measure), 'en')}. Assess them (assessMeasure) before the evaluation is adopted.`,
  }),
  feedbackForOthers: ({ feedback, organisation, to }, names) => ({
    sv: `${feedback} (feedback) gick inte till ${names.organisation(organisation)} (organisation). Den gick till ${allOf(to.map(names.organisation), 'sv')}.`,
    en: `${feedback} (feedback) did not go to ${names.organisation(organisation)} (organisation). It went to ${allOf(to.map(names.organisation), 'en')}.`,
  }),
};
