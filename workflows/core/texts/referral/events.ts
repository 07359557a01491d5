import type { BodyDecision } from '#core/act/decision.ts';
import type { ReferralDefinition, Position } from '#core/referral/definition.ts';
import type { ReferralEventBody } from '#core/referral/events.ts';
import type { OwnHandling } from '#core/referral/seen.ts';
import { formatDateShort, formatInstant } from '../dates.ts';
import { allOf, type Lang, type Text } from '../lang.ts';
import { outcomeName, positionName, type ReferralNames, referralNames } from './names.ts';

const HASH_SHOWN = 8;
const NAMED = 3;
const both = (make: (lang: Lang) => string): Text => ({ sv: make('sv'), en: make('en') });
const day = formatDateShort;

/** An event as one readable line without its dates. Ids that the definition does not know stand for themselves. */
export function describeReferralEvent(
  { body }: { body: ReferralEventBody | OwnHandling },
  definition: ReferralDefinition | null,
  lang: Lang,
): string {
  if (body.type === 'ownHandling')
    return { sv: 'Ett steg i en organisations egen beredning', en: 'A step of an organisation’s own handling' }[lang];
  const names = referralNames(body.type === 'opened' ? body.definition : definition);
  return (texts[body.type] as (body: ReferralEventBody, names: ReferralNames) => Text)(body, names)[lang];
}

type Texts = {
  readonly [T in ReferralEventBody['type']]: (body: Extract<ReferralEventBody, { type: T }>, names: ReferralNames) => Text;
};

const texts: Texts = {
  runStarted: ({ runId }) => ({
    sv: `En ny del av registreringen börjar (${runId.slice(0, HASH_SHOWN)})`,
    en: `A new part of the recording begins (${runId.slice(0, HASH_SHOWN)})`,
  }),
  opened: ({ definition }) => ({
    sv: `Remissen utsänd till ${definition.asked.length}: ${definition.title}`,
    en: `Referral sent out to ${definition.asked.length}: ${definition.title}`,
  }),
  answered: (body, names) =>
    both((lang) => {
      const who = body.title ?? names.organisation(body.organisation);
      const marks = [
        body.isLate ? { sv: 'sent', en: 'late' }[lang] : '',
        body.isAsked ? '' : { sv: 'ej tillfrågad', en: 'not asked' }[lang],
        body.replaces ? { sv: 'ersätter ett tidigare', en: 'replaces an earlier one' }[lang] : '',
        body.question === 1 ? '' : { sv: `fråga ${body.question}`, en: `question ${body.question}` }[lang],
      ].filter((mark) => mark !== '');
      const how = taken(body.whole, lang) + decided(body.decision, lang);
      return `${{ sv: 'Remissvar från', en: 'Answer from' }[lang]} ${who}${how}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
    }),
  declined: ({ organisation }, names) => ({
    sv: `${names.organisation(organisation)} avböjde att svara`,
    en: `${names.organisation(organisation)} will not answer`,
  }),
  askedMore: (body, names) => ({
    sv: `Frågan ställd också till ${some(body.organisations, names, 'sv')}${by(body.answerBy, 'sv')}`,
    en: `The question put also to ${some(body.organisations, names, 'en')}${by(body.answerBy, 'en')}`,
  }),
  resent: (body, names) => ({
    sv: `Frågan sänd om till ${some(body.organisations, names, 'sv')}${by(body.answerBy, 'sv')}`,
    en: `The question sent again to ${some(body.organisations, names, 'en')}${by(body.answerBy, 'en')}`,
  }),
  reconsulted: (body, names) => ({
    sv: `Ändrad fråga (${body.question}) till ${some(body.organisations, names, 'sv')}${by(body.answerBy, 'sv')}`,
    en: `Changed question (${body.question}) to ${some(body.organisations, names, 'en')}${by(body.answerBy, 'en')}`,
  }),
  extensionAsked: ({ organisation, until }, names) => ({
    sv: `${names.organisation(organisation)} begärde anstånd till ${day(until, 'sv')}`,
    en: `${names.organisation(organisation)} asked for an extension until ${day(until, 'en')}`,
  }),
  extensionGranted: ({ organisation, from, until }, names) => ({
    sv: `${names.organisation(organisation)} fick anstånd från ${day(from, 'sv')} till ${day(until, 'sv')}`,
    en: `${names.organisation(organisation)} was granted an extension from ${day(from, 'en')} until ${day(until, 'en')}`,
  }),
  extensionRefused: ({ organisation }, names) => ({
    sv: `${names.organisation(organisation)} fick inte anstånd`,
    en: `${names.organisation(organisation)} was refused an extension`,
  }),
  suspended: ({ organisations }) => ({
    sv: `Uppehåll för ${organisations.length} svar`,
    en: `The clock stopped for ${organisations.length} answers`,
  }),
  resumed: ({ organisations, days }) => ({
    sv: `Uppehållet slut: ${organisations.length} svar flyttade ${days} dagar`,
    en: `The clock started again: ${organisations.length} answers moved by ${days} days`,
  }),
  withdrawn: () => ({ sv: 'Remissen återkallad', en: 'Referral withdrawn' }),
  closed: ({ counts }) =>
    both((lang) => {
      const last = counts.at(-1);
      const sum = `${last?.answered ?? 0}/${last?.asked ?? 0}`;
      return lang === 'sv' ? `Remissen avslutad: ${sum} har svarat` : `Referral closed: ${sum} have answered`;
    }),
  taskTaken: ({ organisation, handler }, names) => ({
    sv: `${handler} tog uppgiften hos ${names.organisation(organisation)}`,
    en: `${handler} took the task at ${names.organisation(organisation)}`,
  }),
  stageFinished: ({ organisation, stage, position }, names) =>
    both((lang) => `${names.stage(organisation, stage)} ${{ sv: 'klart', en: 'done' }[lang]}${taken(position, lang)}`),
  stageAnswered: ({ organisation, stage, body, position }, names) =>
    both((lang) => `${names.stage(organisation, stage)}: ${names.body(body)}${taken(position, lang)}`),
  stageDecided: ({ organisation, stage, decision, position, until, returnTo }, names) =>
    both((lang) => {
      const again = until === null ? '' : ` ${{ sv: 'till', en: 'until' }[lang]} ${day(until, lang)}`;
      const back = returnTo === null ? '' : ` ${{ sv: 'till', en: 'to' }[lang]} ${names.stage(organisation, returnTo)}`;
      return `${names.stage(organisation, stage)}: ${names.body(decision.body)}${decided(decision, lang)}${again}${back}${taken(position, lang)}`;
    }),
  stageDelegated: ({ organisation, stage, body }, names) => ({
    sv: `${names.stage(organisation, stage)} delegerat till ${names.body(body)}`,
    en: `${names.stage(organisation, stage)} delegated to ${names.body(body)}`,
  }),
  minutesAdopted: ({ organisation, stage }, names) => ({
    sv: `Protokollet justerat: ${names.stage(organisation, stage)}`,
    en: `Minutes adopted: ${names.stage(organisation, stage)}`,
  }),
  answerTimePassed: ({ lastDay, silent }) => ({
    sv: `Svarstiden gick ut ${day(lastDay, 'sv')}; ${silent} har inte hörts av`,
    en: `The answering time ended ${day(lastDay, 'en')}; ${silent} have not been heard`,
  }),
  reminded: ({ sendAfter, reminders }, names) =>
    both((lang) => {
      const whom = some(
        reminders.map(({ deadline }) => deadline.slice(deadline.indexOf(':') + 1)),
        names,
        lang,
      );
      return `${{ sv: 'Påminnelser', en: 'Reminders' }[lang]} ${formatInstant(sendAfter, lang)}: ${whom}`;
    }),
  corrected: ({ version }) => ({
    sv: `Rättelse av händelse ${version}: anmärkning`,
    en: `Correction of event ${version}: a note`,
  }),
  messageDelivered: ({ delivered }) =>
    delivered.outcome === 'done'
      ? { sv: 'Meddelande framme', en: 'Message delivered' }
      : { sv: `Meddelande avvisat (${delivered.code})`, en: `Message refused (${delivered.code})` },
};

function taken(position: Position | null, lang: Lang): string {
  return position === null ? '' : `: ${positionName(position, lang)}`;
}

function decided(decision: BodyDecision | null, lang: Lang): string {
  if (decision === null) return '';
  const { paragraph, outcome, reservations, specialStatements } = decision;
  const beside = [
    reservations.length === 0 ? '' : { sv: `reservationer: ${reservations.length}`, en: `dissent: ${reservations.length}` }[lang],
    specialStatements.length === 0
      ? ''
      : { sv: `särskilda uttalanden: ${specialStatements.length}`, en: `special statements: ${specialStatements.length}` }[lang],
  ].filter((part) => part !== '');
  return `${paragraph === null ? '' : ` § ${paragraph}`}, ${outcomeName(outcome, lang)}${beside.length === 0 ? '' : ` (${beside.join(', ')})`}`;
}

function by(answerBy: string | null, lang: Lang): string {
  if (answerBy === null) return '';
  return lang === 'sv' ? `, svar senast ${day(answerBy, 'sv')}` : `, answer by ${day(answerBy, 'en')}`;
}

function some(ids: readonly string[], names: ReferralNames, lang: Lang): string {
  const shown = ids.slice(0, NAMED).map(names.organisation);
  const more = ids.length - shown.length;
  if (more > 0) shown.push(lang === 'sv' ? `${more} till` : `${more} more`);
  return allOf(shown, lang);
}
