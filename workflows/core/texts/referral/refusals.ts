import type { Fault } from '#core/act/refusal.ts';
import { referralRules } from '#core/referral/tables.ts';
import type { ReferralDefinition } from '#core/referral/definition.ts';
import type { ReferralRefusal } from '#core/referral/refusals.ts';
import { formatDateShort } from '../dates.ts';
import { allOf, anyOf, type Lang, type Text } from '../lang.ts';
import { roleName } from '../naming.ts';
import { all, known } from './listed.ts';
import { type ReferralNames, referralCommandName, referralNames, referralPhaseName } from './names.ts';
import { type ReferralRefusalTexts, stageRefusals } from './stageRefusals.ts';

/** What is wrong, in which field, and what would be right. With the definition ids are given their names. */
export function explainReferralRefusal(
  refusal: ReferralRefusal,
  lang: Lang,
  definition: ReferralDefinition | null = null,
): string {
  const names = referralNames(definition);
  return (texts[refusal.code] as (refusal: ReferralRefusal, names: ReferralNames) => Text)(refusal, names)[lang];
}

const sv = (date: string): string => formatDateShort(date, 'sv');
const en = (date: string): string => formatDateShort(date, 'en');
const listed = (faults: readonly Fault[]): string => faults.map(({ path, message }) => `\n- ${path}: ${message}`).join('');

const texts: ReferralRefusalTexts = {
  notOpened: () => ({
    sv: 'Remissen är inte utsänd. Sänd ut den först.',
    en: 'The referral is not sent out. Send it out first.',
  }),
  alreadyOpened: () => ({
    sv: 'Remissen är redan utsänd. Sänd ut en ny under ett annat id, eller remittera en ändrad fråga.',
    en: 'The referral is already sent out. Send a new one under another id, or ask a changed question.',
  }),
  faultyDefinition: ({ faults }) => ({
    sv: `Remissen har fel som måste rättas:${listed(faults)}`,
    en: `The referral has mistakes to put right:${listed(faults)}`,
  }),
  faultyQuestion: ({ faults }) => ({
    sv: `Den ändrade frågan har fel som måste rättas:${listed(faults)}`,
    en: `The changed question has mistakes to put right:${listed(faults)}`,
  }),
  wrongPhase: ({ command, phase, possibleIn }) => ({
    sv: `Det går inte att ${referralCommandName(command, 'sv')} när remissen är ${referralPhaseName(phase, 'sv')}. ${
      possibleIn.length === 0
        ? 'Det går bara innan den finns'
        : `Det går när den är ${anyOf(
            possibleIn.map((one) => referralPhaseName(one, 'sv')),
            'sv',
          )}`
    }.`,
    en: `It is not possible to ${referralCommandName(command, 'en')} when the referral is ${referralPhaseName(phase, 'en')}. ${
      possibleIn.length === 0
        ? 'It is possible only before it exists'
        : `It is possible when it is ${anyOf(
            possibleIn.map((one) => referralPhaseName(one, 'en')),
            'en',
          )}`
    }.`,
  }),
  suspended: ({ command, since }) => ({
    sv: `Det är uppehåll sedan ${sv(since)}, och då går det inte att ${referralCommandName(command, 'sv')}. Återuppta först.`,
    en: `The clock is stopped since ${en(since)}, and it is not possible to ${referralCommandName(command, 'en')}. Start it again first.`,
  }),
  notSuspended: () => ({
    sv: 'Det är inget uppehåll, så inget kan återupptas.',
    en: 'The clock is not stopped, so nothing can be started again.',
  }),
  unknownPerson: ({ person, field, known: valid }) => ({
    sv: `Personen "${person}" (${field}) finns inte i remissen. Ange ${known(valid, 'sv')}.`,
    en: `The person "${person}" (${field}) is not in the referral. Give ${known(valid, 'en')}.`,
  }),
  unknown: ({ value, field, known: valid }) => ({
    sv: `"${value}" (${field}) finns inte i remissen. Ange ${known(valid, 'sv')}.`,
    en: `"${value}" (${field}) is not in the referral. Give ${known(valid, 'en')}.`,
  }),
  notAllowed: ({ person, roles, organisation, command, needed }, names) => ({
    sv: `${person} (${allOf(
      roles.map((role) => roleName(role, 'sv')),
      'sv',
    )}, ${names.organisation(organisation)}) får inte ${referralCommandName(command, 'sv')}. Det får ${who(command, needed, names, 'sv')}.`,
    en: `${person} (${allOf(
      roles.map((role) => roleName(role, 'en')),
      'en',
    )}, ${names.organisation(organisation)}) may not ${referralCommandName(command, 'en')}. ${who(command, needed, names, 'en')} may.`,
  }),
  ownExtension: ({ organisation }, names) => ({
    sv: `${names.organisation(organisation)} kan inte ge sig själv anstånd. Begär det av den som frågar.`,
    en: `${names.organisation(organisation)} cannot give itself more time. Ask who puts the question.`,
  }),
  notThatPerson: ({ person, field, organisation }, names) => ({
    sv: `${person} (${field}) hör inte till ${names.organisation(organisation)}, vars handling det är. Ange någon därifrån, eller utelämna fältet.`,
    en: `${person} (${field}) does not belong to ${names.organisation(organisation)}, whose act it is. Give someone from there, or leave the field out.`,
  }),
  doneInFuture: ({ doneOn, today }) => ({
    sv: `Dagen ${sv(doneOn)} (doneOn) har inte kommit; i dag är ${sv(today)}. Ange den dag då det gjordes.`,
    en: `The day ${en(doneOn)} (doneOn) has not come; today is ${en(today)}. Give the day it was done.`,
  }),
  doneTooEarly: ({ doneOn, earliest }) => ({
    sv: `Dagen ${sv(doneOn)} (doneOn) är för tidig. Tidigast möjliga dag är ${sv(earliest)}.`,
    en: `The day ${en(doneOn)} (doneOn) is too early. The earliest possible is ${en(earliest)}.`,
  }),
  notADate: ({ value, field }) => ({
    sv: `"${value}" (${field}) är inget datum som går att planera efter. Skriv ÅÅÅÅ-MM-DD, till exempel 2012-03-31, tidigast 1996 och inte senare än att påminnelserna ryms före 2099.`,
    en: `"${value}" (${field}) is not a date that can be planned by. Write YYYY-MM-DD, for instance 2012-03-31, from 1996 on and early enough for its reminders to fall before 2099.`,
  }),
  evidenceMissing: ({ because, doneOn, today }) => ({
    sv: `Underlag saknas (evidence): ${because === 'onBehalf' ? 'handlingen antecknas för en annan organisations räkning' : `handlingen antecknas senare än den dag den gjordes (gjord ${sv(doneOn)}, antecknad ${sv(today)})`}. Ange en handling eller en hänvisning.`,
    en: `Evidence is missing: ${because === 'onBehalf' ? "the act is entered on another organisation's behalf" : `the act is entered later than the day it was done (done ${en(doneOn)}, entered ${en(today)})`}. Give a document or a reference.`,
  }),
  reasonMissing: ({ command }) => ({
    sv: `Skäl saknas (reason). Skriv varför, för att ${referralCommandName(command, 'sv')}.`,
    en: `A reason is missing. Write why, to ${referralCommandName(command, 'en')}.`,
  }),
  tooShortTime: ({ field, answerBy, earliest, answeringDays }) => ({
    sv: `${sv(answerBy)} (${field}) ger kortare tid än den svarstid som remissen säger, ${answeringDays} dagar. Ange ${sv(earliest)} eller senare.`,
    en: `${en(answerBy)} (${field}) gives less than the answering time that the referral states, ${answeringDays} days. Give ${en(earliest)} or later.`,
  }),
  askerAsked: ({ organisation }, names) => ({
    sv: `${names.organisation(organisation)} frågar, och kan varken frågas eller svara. Ange någon annan.`,
    en: `${names.organisation(organisation)} puts the question, and can neither be asked nor answer. Give another.`,
  }),
  alreadyAsked: ({ organisation }, names) => ({
    sv: `${names.organisation(organisation)} (organisations) är redan tillfrågad. Sänd om frågan i stället.`,
    en: `${names.organisation(organisation)} (organisations) is asked already. Send the question again instead.`,
  }),
  notAsked: ({ organisation, asked }, names) => ({
    sv: `${names.organisation(organisation)} är inte tillfrågad. Tillfrågade är ${all(asked.map(names.organisation), 'sv')}.`,
    en: `${names.organisation(organisation)} is not asked. Asked are ${all(asked.map(names.organisation), 'en')}.`,
  }),
  twice: ({ field, value }) => ({
    sv: `${value} (${field}) står två gånger. Ange varje en gång.`,
    en: `${value} (${field}) stands twice. Give each once.`,
  }),
  nobodyNamed: ({ field }) => ({
    sv: `Ingen är angiven (${field}). Ange minst en, eller utelämna fältet där det går.`,
    en: `Nobody is named (${field}). Name at least one, or leave the field out where it may be.`,
  }),
  alreadyAnswered: ({ organisation, question, doneOn }, names) => ({
    sv: `${names.organisation(organisation)} har svarat på fråga ${question}, ${sv(doneOn)}. Ett nytt svar i dess ställe anges med replaces och ett skäl.`,
    en: `${names.organisation(organisation)} has answered question ${question}, ${en(doneOn)}. A new answer in its place is given with replaces and a reason.`,
  }),
  nothingToReplace: ({ organisation, question }, names) => ({
    sv: `${names.organisation(organisation)} har inte svarat på fråga ${question}, så inget svar kan ersättas (replaces). Utelämna det.`,
    en: `${names.organisation(organisation)} has not answered question ${question}, so no answer can be replaced (replaces). Leave it out.`,
  }),
  alreadyDeclined: ({ organisation, doneOn }, names) => ({
    sv: `${names.organisation(organisation)} har redan avböjt, ${sv(doneOn)}. Den kan svara ändå.`,
    en: `${names.organisation(organisation)} has declined already, ${en(doneOn)}. It may answer all the same.`,
  }),
  titleMissing: ({ organisation, known: asked }) => ({
    sv: `"${organisation}" (organisation) är okänd här. Svarar en som inte tillfrågats, ange också vad den heter (title); tillfrågade är ${known(asked, 'sv')}.`,
    en: `"${organisation}" (organisation) is not known here. Where one answers that was not asked, give its name too (title); asked are ${known(asked, 'en')}.`,
  }),
  emptyAnswer: () => ({
    sv: 'Svaret säger ingenting. Ange ett ställningstagande (whole, items), vad som begärs (requests) eller svarets handling (document).',
    en: "The answer says nothing. Give a position (whole, items), what is asked for (requests), or the answer's document.",
  }),
  nobodySilent: () => ({
    sv: 'Ingen som är tillfrågad är tyst och har en dag som löper. Det finns inget att göra.',
    en: 'Nobody who is asked is silent with a day that runs. There is nothing to do.',
  }),
  notSilent: ({ organisation, doneOn }, names) => ({
    sv: `${names.organisation(organisation)} (organisations) har hört av sig, ${sv(doneOn)}. Frågan sänds om bara till den som är tyst.`,
    en: `${names.organisation(organisation)} (organisations) has been heard, ${en(doneOn)}. The question is sent again only to who is silent.`,
  }),
  noDate: ({ organisation }, names) => ({
    sv: `${names.organisation(organisation)} har ingen dag att svara till, så inget anstånd behövs.`,
    en: `${names.organisation(organisation)} has no day to answer by, so no extension is needed.`,
  }),
  notLater: ({ field, given, than }) => ({
    sv: `${sv(given)} (${field}) är inte senare än ${sv(than)}. Ange en senare dag.`,
    en: `${en(given)} (${field}) is not later than ${en(than)}. Give a later day.`,
  }),
  noExtensionAsked: ({ organisation, asking }, names) => ({
    sv: `${names.organisation(organisation)} har inte begärt anstånd. Det har ${asking.length === 0 ? 'ingen' : all(asking.map(names.organisation), 'sv')}.`,
    en: `${names.organisation(organisation)} has not asked for an extension. ${asking.length === 0 ? 'Nobody has' : `${all(asking.map(names.organisation), 'en')} has`}.`,
  }),
  extensionWaits: ({ organisations }, names) => ({
    sv: `${all(organisations.map(names.organisation), 'sv')} väntar på svar om anstånd. Bevilja eller avslå först.`,
    en: `${all(organisations.map(names.organisation), 'en')} waits for an answer about an extension. Grant or refuse it first.`,
  }),
  answersAwaited: ({ organisations, until }, names) => ({
    sv: `${all(organisations.map(names.organisation), 'sv')} har tid att svara till och med ${sv(until)}. Avsluta dagen efter, eller återkalla.`,
    en: `${all(organisations.map(names.organisation), 'en')} has time to answer until ${en(until)}. Close the day after, or withdraw.`,
  }),
  ...stageRefusals,
  nothingToCorrect: ({ version, newest }) => ({
    sv: `Händelse ${version} (version) finns inte. Ange 1–${newest}.`,
    en: `There is no event ${version} (version). Give 1–${newest}.`,
  }),
  cannotRecord: ({ detail }) => ({
    sv: `Det går inte att anteckna: ${detail}. Ändra det som nämns och sänd igen.`,
    en: `It cannot be recorded: ${detail}. Change what is named and send it again.`,
  }),
};

export const referralRefusalCodes = Object.keys(texts) as ReferralRefusal['code'][];

function who(command: keyof typeof referralRules, needed: readonly string[], names: ReferralNames, lang: Lang): string {
  if (referralRules[command].actOf === 'coordinator') return lang === 'sv' ? 'samordnaren' : 'The coordinator';
  const at = anyOf(needed.map(names.organisation), lang);
  return lang === 'sv' ? `någon hos ${at}` : `Someone at ${at}`;
}
