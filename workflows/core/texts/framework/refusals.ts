import type { Fault } from '#core/act/refusal.ts';
import type { FrameworkCommandType } from '#core/framework/commands.ts';
import type { FrameworkDefinition } from '#core/framework/definition.ts';
import type { FrameworkRefusal } from '#core/framework/refusals.ts';
import { formatDateShort } from '../dates.ts';
import { allOf, anyOf, type Lang, type Text } from '../lang.ts';
import { roleName } from '../naming.ts';
import { type FrameworkNames, frameworkCommandName, frameworkNamesOf, frameworkPhaseName, yearStatusName } from './names.ts';

/** What is wrong, in which field, and what would be right. Faults of a definition keep the English of the file's own words. */
export function explainFrameworkRefusal(
  refusal: FrameworkRefusal,
  lang: Lang,
  definition: FrameworkDefinition | null = null,
): string {
  const names = frameworkNamesOf(definition);
  return (texts[refusal.code] as (refusal: FrameworkRefusal, names: FrameworkNames) => Text)(refusal, names)[lang];
}

type Texts = {
  readonly [T in FrameworkRefusal['code']]: (refusal: Extract<FrameworkRefusal, { code: T }>, names: FrameworkNames) => Text;
};

const sv = (date: string): string => formatDateShort(date, 'sv');
const en = (date: string): string => formatDateShort(date, 'en');
const does = (command: FrameworkCommandType, lang: Lang): string => frameworkCommandName(command, lang);
const listed = (faults: readonly Fault[]): string => faults.map(({ path, message }) => `\n- ${path}: ${message}`).join('');
const known = (list: readonly string[], lang: Lang): string =>
  list.length === 0 ? (lang === 'sv' ? 'inget; här finns inga' : 'nothing; there are none') : anyOf(list, lang);

const texts: Texts = {
  notOpened: () => ({
    sv: 'Plattformen finns inte här. Lägg upp den först.',
    en: 'The framework is not here. Take it in first.',
  }),
  alreadyOpened: () => ({
    sv: 'Plattformen finns redan. Lägg upp en ny under ett annat id (framework).',
    en: 'The framework is here already. Take a new one in under another id (framework).',
  }),
  faultyDefinition: ({ faults }) => ({
    sv: `Texten har fel som måste rättas:${listed(faults)}`,
    en: `The text has faults that must be put right:${listed(faults)}`,
  }),
  wrongPhase: ({ command, phase, possibleIn }) => ({
    sv: `Det går inte att ${does(command, 'sv')} i skedet ${frameworkPhaseName(phase, 'sv')}. Det går ${
      possibleIn.length === 0
        ? 'bara innan plattformen finns'
        : `i ${anyOf(
            possibleIn.map((one) => frameworkPhaseName(one, 'sv')),
            'sv',
          )}`
    }.`,
    en: `It is not possible to ${does(command, 'en')} in the stage ${frameworkPhaseName(phase, 'en')}. It is possible ${
      possibleIn.length === 0
        ? 'only before the framework exists'
        : `in ${anyOf(
            possibleIn.map((one) => frameworkPhaseName(one, 'en')),
            'en',
          )}`
    }.`,
  }),
  unknownPerson: ({ person, field, known: ids }) => ({
    sv: `Personen "${person}" (${field}) finns inte i plattformen. Ange ${known(ids, 'sv')}.`,
    en: `The person "${person}" (${field}) is not in the framework. Give ${known(ids, 'en')}.`,
  }),
  unknown: ({ value, field, known: ids }) => ({
    sv: `"${value}" (${field}) finns inte i plattformen. Ange ${known(ids, 'sv')}.`,
    en: `"${value}" (${field}) is not in the framework. Give ${known(ids, 'en')}.`,
  }),
  notAllowed: ({ person, roles, organisation, command, needed }, names) => ({
    sv: `${person} (${allOf(
      roles.map((role) => roleName(role, 'sv')),
      'sv',
    )}, ${names.organisation(organisation)}) får inte ${does(command, 'sv')}. Det får ${needed === 'coordinator' ? 'samordnaren' : `någon hos ${anyOf(needed.split(', ').map(names.organisation), 'sv')}`}.`,
    en: `${person} (${allOf(
      roles.map((role) => roleName(role, 'en')),
      'en',
    )}, ${names.organisation(organisation)}) may not ${does(command, 'en')}. ${needed === 'coordinator' ? 'The coordinator' : `Someone from ${anyOf(needed.split(', ').map(names.organisation), 'en')}`} may.`,
  }),
  notThatPerson: ({ person, field, organisation }, names) => ({
    sv: `${person} (${field}) hör inte till ${names.organisation(organisation)}, vars handling det är. Ange någon därifrån, eller utelämna fältet.`,
    en: `${person} (${field}) is not of ${names.organisation(organisation)}, whose act it is. Give somebody from there, or leave the field out.`,
  }),
  doneInFuture: ({ doneOn, today }) => ({
    sv: `Dagen ${sv(doneOn)} (doneOn) har inte kommit; i dag är ${sv(today)}. Ange den dag då det gjordes.`,
    en: `The day ${en(doneOn)} (doneOn) has not come; today is ${en(today)}. Give the day it was done.`,
  }),
  doneTooEarly: ({ doneOn, earliest }) => ({
    sv: `Dagen ${sv(doneOn)} (doneOn) är för tidig. Tidigast möjliga dag är ${sv(earliest)}.`,
    en: `The day ${en(doneOn)} (doneOn) is too early. The earliest possible day is ${en(earliest)}.`,
  }),
  notADate: ({ field, value }) => ({
    sv: `"${value}" (${field}) är inget datum som går att planera efter. Skriv ÅÅÅÅ-MM-DD, till exempel 2012-11-01.`,
    en: `"${value}" (${field}) is no date that can be planned by. Write YYYY-MM-DD, such as 2012-11-01.`,
  }),
  evidenceMissing: ({ because, doneOn, today }) => ({
    sv: `Underlag saknas (evidence): ${because === 'enteredLater' ? `handlingen antecknas senare än den dag den gjordes (gjord ${sv(doneOn)}, antecknad ${sv(today)})` : 'samordnaren antecknar för en organisations räkning'}. Ange en handling eller en hänvisning.`,
    en: `Evidence is missing: ${because === 'enteredLater' ? `the act is entered later than the day it was done (done ${en(doneOn)}, entered ${en(today)})` : 'the coordinator enters it on behalf of an organisation'}. Give a document or a reference.`,
  }),
  reasonMissing: ({ command }) => ({
    sv: `Skäl saknas (reason). Skriv varför, för att ${does(command, 'sv')}.`,
    en: `A reason is missing. Write why, to ${does(command, 'en')}.`,
  }),
  otherVersion: ({ given, current }) => ({
    sv: `Version ${given} (versionHash) är inte den text som undertecknas. Det är ${current}; en annan går bara där bemyndigandet säger »i huvudsaklig överensstämmelse«, för den part som undertecknar först, med skillnaderna angivna (differences).`,
    en: `Version ${given} (versionHash) is not the text that is being signed. That is ${current}; another is possible only where the authorisation says in all essentials, for the party that signs first, with the differences listed (differences).`,
  }),
  alreadyDone: ({ command, what, doneOn }) => ({
    sv: `Det är redan gjort (${does(command, 'sv')}: ${what}), ${sv(doneOn)}. Blev något fel, rätta den anteckningen.`,
    en: `It is done already (${does(command, 'en')}: ${what}), ${en(doneOn)}. If something was wrong, correct that entry.`,
  }),
  notAuthorised: ({ party, signatory, authorised }, names) => ({
    sv: `${signatory} (signatory) är inte bemyndigad att underteckna för ${names.organisation(party)}. ${authorised === null ? 'Ingen är det ännu: anteckna bemyndigandet först.' : `Det är ${authorised}.`}`,
    en: `${signatory} (signatory) is not authorised to sign for ${names.organisation(party)}. ${authorised === null ? 'Nobody is: enter the authorisation first.' : `${authorised} is.`}`,
  }),
  wrongBody: ({ body, expected }, names) => ({
    sv: `${names.body(body)} (body) beslutar inte om detta. Ange ${known(expected.map(names.body), 'sv')}.`,
    en: `${names.body(body)} (body) does not decide on this. Give ${known(expected.map(names.body), 'en')}.`,
  }),
  afterRejection: ({ body }, names) => ({
    sv: `${names.body(body)} har avslagit. Lägg fram en ny text, eller låt plattformen förfalla.`,
    en: `${names.body(body)} has rejected it. Put a new text, or let the framework lapse.`,
  }),
  nothingToRevise: () => ({
    sv: 'Ingen har vägrat underteckna eller avslagit, så det finns inget skäl till en ny text. Den som lades upp gäller.',
    en: 'Nobody has refused to sign or rejected it, so there is no reason for a new text. The one that was taken in stands.',
  }),
  sameText: ({ versionHash }) => ({
    sv: `Texten (definition) är densamma som den som inte antogs, ${versionHash}. Lägg fram en ändrad.`,
    en: `The text (definition) is the same as the one that was not agreed to, ${versionHash}. Put a changed one.`,
  }),
  otherFramework: ({ given, expected }) => ({
    sv: `Texten är för ${given} (framework), inte för ${expected}. Ange filen för ${expected}.`,
    en: `The text is for ${given} (framework), not for ${expected}. Give the file of ${expected}.`,
  }),
  faultyYear: ({ year, faults }) => ({
    sv: `Texten för ${year} går inte att öppna en överenskommelse med; detta måste rättas:${listed(faults)}`,
    en: `No agreement can be opened with the text for ${year}; this must be put right:${listed(faults)}`,
  }),
  yearOutside: ({ year, first, last }) => ({
    sv: `Året ${year} (year) är inte ett av plattformens. Ange ett år från ${first}${last === null ? '' : ` till ${last}`}.`,
    en: `The year ${year} (year) is not one of the framework's. Give a year from ${first}${last === null ? '' : ` to ${last}`}.`,
  }),
  yearIs: ({ year, status, command }) => ({
    sv: `Året ${year} (year) är ${status === 'unknown' ? 'inte planerat' : yearStatusName(status, 'sv')}, så det går inte att ${does(command, 'sv')}. ${remedySv[status]}`,
    en: `The year ${year} (year) is ${status === 'unknown' ? 'not planned' : yearStatusName(status, 'en')}, so it is not possible to ${does(command, 'en')}. ${remedyEn[status]}`,
  }),
  opensTooLate: ({ opensOn, latest }) => ({
    sv: `Öppnad ${sv(opensOn)} (opensOn) vore samrådet redan avslutat. Ange senast ${sv(latest)}.`,
    en: `Opened ${en(opensOn)} (opensOn) its consultation would be over. Give ${en(latest)} at the latest.`,
  }),
  dueDateInPast: ({ dueOn, earliest }) => ({
    sv: `Den nya dagen ${sv(dueOn)} (dueOn) är före den dag då den bestämdes. Ange ${sv(earliest)} eller senare.`,
    en: `The new day ${en(dueOn)} (dueOn) is before the day it was decided. Give ${en(earliest)} or later.`,
  }),
  dateUnchanged: ({ dueOn }) => ({
    sv: `Datumet är redan ${sv(dueOn)} (dueOn). Ange den nya dagen.`,
    en: `The date is ${en(dueOn)} already (dueOn). Give the new day.`,
  }),
  nothingToCorrect: ({ version, newest }) => ({
    sv: `Händelse ${version} (version) finns inte. Ange 1–${newest}.`,
    en: `There is no event ${version} (version). Give 1–${newest}.`,
  }),
  correctionDoesNotFit: ({ version, kind }) => ({
    sv: `Händelse ${version} (version) kan inte rättas så (correction.kind: ${kind}): där finns inget sådant, eller dagen vore i strid med det som föregick eller följde. Välj händelsen som har uppgiften, eller rätta med note.`,
    en: `Event ${version} (version) cannot be corrected like that (correction.kind: ${kind}): there is no such thing there, or the day would conflict with what came before or after. Choose the event that has it, or correct with note.`,
  }),
  cannotRecord: ({ detail }) => ({
    sv: `Det går inte att anteckna: ${detail}. Ändra det som nämns och sänd igen.`,
    en: `It cannot be recorded: ${detail}. Change what is named and send again.`,
  }),
};

/** Every code that a framework refuses by. */
export const frameworkRefusalCodes = Object.keys(texts) as FrameworkRefusal['code'][];

type YearIs = Extract<FrameworkRefusal, { code: 'yearIs' }>['status'];

const remedySv: Readonly<Record<YearIs, string>> = {
  unknown: 'Planera det först (planYear).',
  expected: 'Planera det först (planYear).',
  planned: 'Planera om det (replanYear), ta tillbaka det (unplanYear) eller öppna det (openYear).',
  opening: 'Vänta tills det är öppnat.',
  opened: 'Det är en överenskommelse för sig nu: ändra i den.',
  notOpened: 'Planera det på nytt (planYear).',
};
const remedyEn: Readonly<Record<YearIs, string>> = {
  unknown: 'Plan it first (planYear).',
  expected: 'Plan it first (planYear).',
  planned: 'Plan it anew (replanYear), take it back (unplanYear) or open it (openYear).',
  opening: 'Wait until it is open.',
  opened: 'It is an agreement of its own now: make the change there.',
  notOpened: 'Plan it again (planYear).',
};
