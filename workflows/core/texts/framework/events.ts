import type { FrameworkDefinition } from '#core/framework/definition.ts';
import type { FrameworkEvent, FrameworkInnerEvent } from '#core/framework/events.ts';
import type { Reminder } from '#core/deadlines/reminders.ts';
import { formatDateShort, formatInstant } from '../dates.ts';
import { allOf, type Lang, type Text } from '../lang.ts';
import type { EventTexts } from '../parts/parts.ts';
import { type FrameworkNames, frameworkNamesOf, frameworkPhaseName } from './names.ts';

const HASH_SHOWN = 8;
const short = (hash: string): string => hash.slice(0, HASH_SHOWN);
const sv = (date: string): string => formatDateShort(date, 'sv');
const en = (date: string): string => formatDateShort(date, 'en');

/** A framework's event as one readable line without its dates, which a log shows beside it. */
export function describeFrameworkEvent(
  { body }: Pick<FrameworkInnerEvent, 'body'>,
  definition: FrameworkDefinition | null,
  lang: Lang,
): string {
  const own = body.type === 'opened' || body.type === 'revised' ? body.definition : definition;
  return (texts[body.type] as (body: FrameworkEvent, names: FrameworkNames) => Text)(body, frameworkNamesOf(own))[lang];
}

type FrameworkEventTexts = {
  readonly [T in keyof EventTexts<FrameworkEvent>]: (body: Extract<FrameworkEvent, { type: T }>, names: FrameworkNames) => Text;
};

const texts: FrameworkEventTexts = {
  runStarted: ({ runId }) => ({
    sv: `En ny del av registreringen börjar (${short(runId)})`,
    en: `A new part of the recording begins (${short(runId)})`,
  }),
  opened: ({ definition, versionHash }) => ({
    sv: `Plattformen upplagd: ${definition.title}, version ${short(versionHash)}`,
    en: `Framework taken in: ${definition.title}, version ${short(versionHash)}`,
  }),
  revised: ({ versionHash }) => ({
    sv: `Ny text framlagd, version ${short(versionHash)}; bemyndigande och undertecknande börjar om`,
    en: `New text put, version ${short(versionHash)}; authorisation and signing begin again`,
  }),
  phaseBegan: ({ phase, on }) =>
    phase === 'valid'
      ? { sv: `Plattformen gäller från ${sv(on)}`, en: `The framework is valid from ${en(on)}` }
      : {
          sv: `Skedet ${frameworkPhaseName(phase, 'sv')} började ${sv(on)}`,
          en: `Stage ${frameworkPhaseName(phase, 'en')} began ${en(on)}`,
        },
  authorised: ({ party, body, signatory, orSubstitute, inAllEssentials }, names) => ({
    sv: `${names.body(body)} bemyndigade ${signatory}${orSubstitute ? ', eller den som träder i stället,' : ''} att underteckna för ${names.organisation(party)}${inAllEssentials ? ', i huvudsaklig överensstämmelse med texten' : ''}`,
    en: `${names.body(body)} authorised ${signatory}${orSubstitute ? ', or a substitute,' : ''} to sign for ${names.organisation(party)}${inAllEssentials ? ', in all essentials as the text' : ''}`,
  }),
  signed: ({ party, signatory, versionHash, differences }, names) => ({
    sv: `${names.organisation(party)} undertecknade genom ${signatory}, version ${short(versionHash)}${differences === null ? '' : ', i huvudsaklig överensstämmelse'}`,
    en: `${names.organisation(party)} signed through ${signatory}, version ${short(versionHash)}${differences === null ? '' : ', in all essentials'}`,
  }),
  signingRefused: ({ party }, names) => ({
    sv: `${names.organisation(party)} vägrade underteckna`,
    en: `${names.organisation(party)} refused to sign`,
  }),
  approved: ({ body, versionHash }, names) => ({
    sv: `${names.body(body)} godkände version ${short(versionHash)}`,
    en: `${names.body(body)} approved version ${short(versionHash)}`,
  }),
  rejected: ({ body }, names) => ({ sv: `${names.body(body)} avslog`, en: `${names.body(body)} rejected` }),
  lapsed: () => ({ sv: 'Plattformen fick förfalla', en: 'Framework let lapse' }),
  withdrawn: ({ party }, names) => ({
    sv: `${names.organisation(party)} lämnade plattformen; år som löper fortsätter`,
    en: `${names.organisation(party)} withdrew; years that run go on`,
  }),
  yearExpected: ({ year, opensOn }) => ({
    sv: `Texten till överenskommelsen för ${year} ska finnas ${sv(opensOn)}`,
    en: `The text of the agreement for ${year} is to be there by ${en(opensOn)}`,
  }),
  yearPlanned: ({ year, opensOn, versionHash }) => ({
    sv: `Överenskommelsen för ${year} planerad, öppnas ${sv(opensOn)}, version ${short(versionHash)}`,
    en: `Agreement for ${year} planned, opens ${en(opensOn)}, version ${short(versionHash)}`,
  }),
  yearReplanned: ({ year, opensOn, versionHash }) => ({
    sv: `Överenskommelsen för ${year} planerad om, öppnas ${sv(opensOn)}, version ${short(versionHash)}`,
    en: `Agreement for ${year} planned anew, opens ${en(opensOn)}, version ${short(versionHash)}`,
  }),
  yearUnplanned: ({ year }) => ({
    sv: `Planerad text till överenskommelsen för ${year} tillbakatagen`,
    en: `Planned text of the agreement for ${year} taken back`,
  }),
  yearWaits: ({ year }) => ({
    sv: `Överenskommelsen för ${year} skulle ha öppnats och väntar på att plattformen ska gälla`,
    en: `The agreement for ${year} should have opened and waits for the framework to be valid`,
  }),
  yearOpening: ({ year }) => ({ sv: `Överenskommelsen för ${year} öppnas`, en: `The agreement for ${year} is being opened` }),
  yearOpened: ({ year }) => ({ sv: `Överenskommelsen för ${year} öppnad`, en: `The agreement for ${year} is open` }),
  yearNotOpened: ({ year, code }) => ({
    sv: `Överenskommelsen för ${year} kunde inte öppnas (${code})`,
    en: `The agreement for ${year} could not be opened (${code})`,
  }),
  yearNoted: ({ year }) => ({
    sv: `Överenskommelsen för ${year} antecknad som redan öppnad`,
    en: `The agreement for ${year} noted as open already`,
  }),
  commissionDateMoved: ({ commission, item, dueOn }, names) => ({
    sv: `${names.item(commission, item)} ska nu lämnas ${sv(dueOn)} (${names.commission(commission)})`,
    en: `${names.item(commission, item)} is now due ${en(dueOn)} (${names.commission(commission)})`,
  }),
  commissionReported: ({ commission, item }, names) => ({
    sv: `Lämnad: ${names.item(commission, item)} (${names.commission(commission)})`,
    en: `Handed in: ${names.item(commission, item)} (${names.commission(commission)})`,
  }),
  commissionLetGo: ({ commission, item }, names) => ({
    sv: `Inte längre bevakad: ${names.item(commission, item)} (${names.commission(commission)})`,
    en: `No longer watched: ${names.item(commission, item)} (${names.commission(commission)})`,
  }),
  corrected: ({ version, correction }) => ({
    sv: `Rättelse av händelse ${version}: ${correction.kind === 'note' ? 'anmärkning' : `rätt dag är ${sv(correction.doneOn)}`}`,
    en: `Correction of event ${version}: ${correction.kind === 'note' ? 'a note' : `the right day is ${en(correction.doneOn)}`}`,
  }),
  reminded: ({ sendAfter, reminders }, names) => ({
    sv: `Påminnelser ${formatInstant(sendAfter, 'sv')}: ${reminded(reminders, names, 'sv')}`,
    en: `Reminders ${formatInstant(sendAfter, 'en')}: ${reminded(reminders, names, 'en')}`,
  }),
  messageDelivered: ({ delivered }) =>
    delivered.outcome === 'done'
      ? { sv: 'Meddelande till ett år framme', en: 'Message to a year delivered' }
      : { sv: `Meddelande till ett år avvisat (${delivered.code})`, en: `Message to a year refused (${delivered.code})` },
};

const reminded = (reminders: readonly Reminder[], names: FrameworkNames, lang: Lang): string =>
  allOf(
    reminders.map(({ deadline, dueOn }) => `${names.deadline(deadline, lang)} (${formatDateShort(dueOn, lang)})`),
    lang,
  );
