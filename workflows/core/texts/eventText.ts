import type { Definition } from '#core/agreement/definition.ts';
import type { Reminder } from '#core/deadlines/reminders.ts';
import type { EventBody, InnerEvent, YearEvent } from '#core/agreement/events.ts';
import { assertNever } from '#core/result.ts';
import { formatEn, formatSv } from '#core/money.ts';
import { formatDateShort, formatInstant } from './dates.ts';
import { allOf, type Lang, type Text } from './lang.ts';
import { type Names, namesOf, phaseName } from './names.ts';
import type { EventTexts } from './parts/parts.ts';
import { consultationEvents } from './parts/consultation.ts';
import { negotiationEvents } from './parts/negotiation.ts';
import { decisionsEvents } from './parts/decisions.ts';
import { fundsEvents } from './parts/funds.ts';
import { recipientsEvents } from './parts/recipients.ts';
import { followUpEvents } from './parts/followUp.ts';
import { datesEvents } from './parts/dates.ts';
import { tasksEvents } from './parts/tasks.ts';

const HASH_SHOWN = 8;
const short = (hash: string): string => hash.slice(0, HASH_SHOWN);

/**
 * An event as one readable line without its dates, which a log shows beside it. `definition` is the agreement's, null before it is
 * opened; ids that it does not know stand for themselves.
 */
export function describeEvent(event: Pick<InnerEvent, 'body'>, definition: Definition | null, lang: Lang): string {
  const { body } = event;
  const own = body.type === 'opened' || body.type === 'takenOver' ? body.definition : definition;
  const names = namesOf(own);
  if (isYearEvent(body)) return lang === 'sv' ? inSwedish(body, names) : inEnglish(body, names);
  // Each text is told a body of its own type, which a look-up by type cannot tell the compiler.
  return (partEvents[body.type] as (body: PartEvent, names: Names) => Text)(body, names)[lang];
}

type PartEvent = Exclude<EventBody, YearEvent>;

const partEvents: EventTexts<PartEvent> = {
  ...consultationEvents,
  ...negotiationEvents,
  ...decisionsEvents,
  ...fundsEvents,
  ...recipientsEvents,
  ...followUpEvents,
  ...datesEvents,
  ...tasksEvents,
};

const isYearEvent = (body: EventBody): body is YearEvent => !Object.hasOwn(partEvents, body.type);

function inSwedish(body: YearEvent, names: Names): string {
  switch (body.type) {
    case 'runStarted':
      return `En ny del av registreringen börjar (${short(body.runId)})`;
    case 'opened':
      return `Överenskommelsen öppnad: ${body.definition.title}, version ${short(body.versionHash)}`;
    case 'takenOver':
      return `Överenskommelsen övertagen: ${body.definition.title}, ${body.acts.length} tidigare händelser`;
    case 'phaseBegan':
      return `Fasen ${phaseName(body.phase, 'sv')} började ${formatDateShort(body.on, 'sv')}${body.early ? ', i förtid' : ''}`;
    case 'phaseOverdue':
      return `Fasen ${phaseName(body.phase, 'sv')} skulle ha avslutats senast ${formatDateShort(body.lastDay, 'sv')} och väntar på beslut`;
    case 'basisAdopted':
      return 'Underlaget fastställt';
    case 'versionAccepted':
      return `${names.organisation(body.party)} godtog version ${short(body.versionHash)}`;
    case 'authorised':
      return `${names.body(body.body)} bemyndigade ${body.signatory}${body.orSubstitute ? ', eller den som träder i stället,' : ''} att underteckna för ${names.organisation(body.party)}`;
    case 'signed':
      return `${names.organisation(body.party)} undertecknade genom ${body.signatory}, version ${short(body.versionHash)}`;
    case 'signingRefused':
      return `${names.organisation(body.party)} vägrade underteckna`;
    case 'approved':
      return `${names.body(body.body)} godkände version ${short(body.versionHash)}`;
    case 'rejected':
      return `${names.body(body.body)} avslog`;
    case 'negotiationReopened':
      return 'Förhandlingen återupptagen';
    case 'lapsed':
      return 'Överenskommelsen fick förfalla';
    case 'terminated':
      return `${names.organisation(body.party)} sade upp överenskommelsen`;
    case 'deadlineMet':
      return `Uppfylld: ${names.deadline(body.deadline)}`;
    case 'deadlineLetGo':
      return `Inte längre bevakad: ${names.deadline(body.deadline)}`;
    case 'reportHandedIn':
      return `Redovisning lämnad: ${names.deadline(body.deadline)}${body.content.kind === 'nothingToReport' ? ' (inget att redovisa)' : ''}`;
    case 'reportReturned':
      return `Redovisning återlämnad: ${names.deadline(body.deadline)}, ny frist ${formatDateShort(body.newDueOn, 'sv')}`;
    case 'reportAccepted':
      return `Redovisning godtagen: ${names.deadline(body.deadline)}`;
    case 'deviationReported':
      return `Avvikelse anmäld: ${names.measure(body.measure)}`;
    case 'accounted':
      return `Medel redovisade: ${names.area(body.area)}, använt ${formatSv(body.usedOre)}, ej använt ${formatSv(body.unspentOre)}`;
    case 'repaid':
      return `Återbetalt: ${names.area(body.area)}, ${formatSv(body.amountOre)}`;
    case 'evaluationAdopted':
      return 'Utvärderingen fastställd';
    case 'rulesChanged':
      return `Reglerna ändrade${consents(body.consents, names, 'sv')}`;
    case 'corrected':
      return `Rättelse av händelse ${body.version}: ${correctionSv(body.correction)}`;
    case 'reminded':
      return `Påminnelser ${formatInstant(body.sendAfter, 'sv')}: ${reminded(body.reminders, names, 'sv')}`;
    case 'messageDelivered':
      return body.delivered.outcome === 'done' ? 'Meddelande framme' : `Meddelande avvisat (${body.delivered.code})`;
    default:
      return assertNever(body);
  }
}

function inEnglish(body: YearEvent, names: Names): string {
  switch (body.type) {
    case 'runStarted':
      return `A new part of the recording begins (${short(body.runId)})`;
    case 'opened':
      return `Agreement opened: ${body.definition.title}, version ${short(body.versionHash)}`;
    case 'takenOver':
      return `Agreement taken over: ${body.definition.title}, ${body.acts.length} earlier events`;
    case 'phaseBegan':
      return `Phase ${phaseName(body.phase, 'en')} began ${formatDateShort(body.on, 'en')}${body.early ? ', early' : ''}`;
    case 'phaseOverdue':
      return `Phase ${phaseName(body.phase, 'en')} should have ended by ${formatDateShort(body.lastDay, 'en')} and waits for a decision`;
    case 'basisAdopted':
      return 'Basis adopted';
    case 'versionAccepted':
      return `${names.organisation(body.party)} accepted version ${short(body.versionHash)}`;
    case 'authorised':
      return `${names.body(body.body)} authorised ${body.signatory}${body.orSubstitute ? ', or a substitute,' : ''} to sign for ${names.organisation(body.party)}`;
    case 'signed':
      return `${names.organisation(body.party)} signed through ${body.signatory}, version ${short(body.versionHash)}`;
    case 'signingRefused':
      return `${names.organisation(body.party)} refused to sign`;
    case 'approved':
      return `${names.body(body.body)} approved version ${short(body.versionHash)}`;
    case 'rejected':
      return `${names.body(body.body)} rejected`;
    case 'negotiationReopened':
      return 'Negotiation reopened';
    case 'lapsed':
      return 'Agreement let lapse';
    case 'terminated':
      return `${names.organisation(body.party)} terminated the agreement`;
    case 'deadlineMet':
      return `Met: ${names.deadline(body.deadline)}`;
    case 'deadlineLetGo':
      return `No longer watched: ${names.deadline(body.deadline)}`;
    case 'reportHandedIn':
      return `Report handed in: ${names.deadline(body.deadline)}${body.content.kind === 'nothingToReport' ? ' (nothing to report)' : ''}`;
    case 'reportReturned':
      return `Report returned: ${names.deadline(body.deadline)}, new due date ${formatDateShort(body.newDueOn, 'en')}`;
    case 'reportAccepted':
      return `Report accepted: ${names.deadline(body.deadline)}`;
    case 'deviationReported':
      return `Deviation reported: ${names.measure(body.measure)}`;
    case 'accounted':
      return `Accounted: ${names.area(body.area)}, used ${formatEn(body.usedOre)}, unspent ${formatEn(body.unspentOre)}`;
    case 'repaid':
      return `Repaid: ${names.area(body.area)}, ${formatEn(body.amountOre)}`;
    case 'evaluationAdopted':
      return 'Evaluation adopted';
    case 'rulesChanged':
      return `Rules changed${consents(body.consents, names, 'en')}`;
    case 'corrected':
      return `Correction of event ${body.version}: ${correctionEn(body.correction)}`;
    case 'reminded':
      return `Reminders ${formatInstant(body.sendAfter, 'en')}: ${reminded(body.reminders, names, 'en')}`;
    case 'messageDelivered':
      return body.delivered.outcome === 'done' ? 'Message delivered' : `Message refused (${body.delivered.code})`;
    default:
      return assertNever(body);
  }
}

type Corrected = Extract<YearEvent, { type: 'corrected' }>['correction'];

function correctionSv(correction: Corrected): string {
  switch (correction.kind) {
    case 'doneOn':
      return `rätt dag är ${formatDateShort(correction.doneOn, 'sv')}`;
    case 'account':
      return `använt ${formatSv(correction.usedOre)}, ej använt ${formatSv(correction.unspentOre)}`;
    case 'repayment':
      return `återbetalt ${formatSv(correction.amountOre)}`;
    case 'amount':
      return `rätt belopp är ${formatSv(correction.amountOre)}`;
    case 'note':
      return 'anmärkning';
    default:
      return assertNever(correction);
  }
}

function correctionEn(correction: Corrected): string {
  switch (correction.kind) {
    case 'doneOn':
      return `the right day is ${formatDateShort(correction.doneOn, 'en')}`;
    case 'account':
      return `used ${formatEn(correction.usedOre)}, unspent ${formatEn(correction.unspentOre)}`;
    case 'repayment':
      return `repaid ${formatEn(correction.amountOre)}`;
    case 'amount':
      return `the right amount is ${formatEn(correction.amountOre)}`;
    case 'note':
      return 'a note';
    default:
      return assertNever(correction);
  }
}

function consents(given: readonly { party: string }[], names: Names, lang: Lang): string {
  if (given.length === 0) return '';
  const parties = allOf(
    given.map(({ party }) => names.organisation(party)),
    lang,
  );
  return lang === 'sv' ? `, med samtycke av ${parties}` : `, with the consent of ${parties}`;
}

const NAMED = 3;

function reminded(reminders: readonly Reminder[], names: Names, lang: Lang): string {
  const titles = reminders
    .slice(0, NAMED)
    .map(({ deadline, dueOn }) => `${names.deadline(deadline)} (${formatDateShort(dueOn, lang)})`);
  const more = reminders.length - titles.length;
  if (more > 0) titles.push(lang === 'sv' ? `${more} till` : `${more} more`);
  return allOf(titles, lang);
}
