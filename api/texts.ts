import type { Lang, Text } from '#core/texts/lang.ts';
import { auditTexts } from './auditTexts.ts';

type Params = Readonly<Record<string, unknown>>;

/** What the API itself says, `{name}` standing for a parameter. A command's refusals have their words in the core. */
const texts = {
  invalidInput: {
    sv: 'Det som skickades är inte rätt. Varje fel står under errors, med vad som vore rätt.',
    en: 'What was sent is not right. Each error is listed under errors, with what would be right.',
  },
  badRequest: {
    sv: 'Begäran kan inte läsas: {why}',
    en: 'The request cannot be read: {why}',
  },
  badJson: {
    sv: 'Innehållet är inte JSON i UTF-8 ({why}). Skicka ett JSON-objekt.',
    en: 'The body is not JSON in UTF-8 ({why}). Send a JSON object.',
  },
  notJson: {
    sv: 'Bara JSON tas emot. Skicka Content-Type: application/json.',
    en: 'Only JSON is taken. Send Content-Type: application/json.',
  },
  tooLarge: {
    sv: 'Innehållet är för stort. Här ryms {limitBytes} byte.',
    en: 'The body is too large. {limitBytes} bytes fit here.',
  },
  foreignHost: {
    sv: 'Värdnamnet {host} är inte det här systemets. Anropa det som localhost eller 127.0.0.1.',
    en: 'The host name {host} is not that of this system. Call it as localhost or 127.0.0.1.',
  },
  foreignOrigin: {
    sv: 'Anropet kommer från en sida på {origin}, och bara systemets egna sidor får anropa det.',
    en: 'The request comes from a page at {origin}, and only pages of this system may call it.',
  },
  unknownRoute: {
    sv: 'Här finns inget som svarar på {method} {path}. Vad som finns står på /docs.',
    en: 'Nothing here answers {method} {path}. What there is stands at /docs.',
  },
  unknownAgreement: {
    sv: 'Det finns ingen överenskommelse {agreement}. De som finns står på /agreements.',
    en: 'There is no agreement {agreement}. Those there are stand at /agreements.',
  },
  unknownFramework: {
    sv: 'Det finns ingen plattform {framework}. De som finns står på /frameworks.',
    en: 'There is no framework {framework}. Those there are stand at /frameworks.',
  },
  unknownReferral: {
    sv: 'Det finns ingen remiss {referral}. De som finns står på /referrals.',
    en: 'There is no referral {referral}. Those there are stand at /referrals.',
  },
  unknownRehearsal: {
    sv: 'Det finns ingen repetition {rehearsal}. De som finns står på /rehearsals.',
    en: 'There is no rehearsal {rehearsal}. Those there are stand at /rehearsals.',
  },
  nothingInRoom: {
    sv: 'Här finns inget som {person} kan läsa. Utkast och handlingar läses bara i sin egen organisation tills den sänder dem.',
    en: 'There is nothing here that {person} can read. Drafts and documents are read in their own organisation alone until it sends them.',
  },
  markedSecret: {
    sv: 'Handlingen är sekretessmarkerad: {grounds}. Be om den med withMarked=true; markeringen avgör inte om den får lämnas vidare.',
    en: 'The document is marked as secret: {grounds}. Ask for it with withMarked=true; the marking does not decide whether it may be passed on.',
  },
  unknownVersion: {
    sv: 'Överenskommelsen har ingen version {version}. De som finns: {known}.',
    en: 'The agreement has no version {version}. Those there are: {known}.',
  },
  unacceptableDocument: {
    sv: 'Dokumentet kan inte tas emot: {why}',
    en: 'The document cannot be taken in: {why}',
  },
  nothingRecorded: {
    sv: 'Inget är antecknat under kommando-id {commandId}. Ett avslag antecknas inte; skicka kommandot igen med samma id för att få veta.',
    en: 'Nothing is recorded under the command id {commandId}. A refusal is not recorded; send the command again with the same id to know.',
  },
  rehearsalRunsByScript: {
    sv: 'Överenskommelsen {agreement} finns bara i repetitionen {rehearsal}, och en repetition styrs av sitt manus. Kommandon ges bara till riktiga överenskommelser.',
    en: 'The agreement {agreement} lives only in the rehearsal {rehearsal}, and a rehearsal is run by its script. Commands are for real agreements only.',
  },
  commandIdTaken: {
    sv: 'Kommando-id {commandId} är redan använt för ett annat kommando eller av någon annan. Skicka det här under ett nytt id.',
    en: 'The command id {commandId} is already used for another command or by somebody else. Send this one under a new id.',
  },
  tooManyCommands: {
    sv: 'Överenskommelsen har fått för många kommandon på en gång. Inget är gjort; skicka det igen om {retryAfterSeconds} s.',
    en: 'The agreement was sent too many commands at once. Nothing was done; send it again in {retryAfterSeconds} s.',
  },
  noVerdict: {
    sv: 'Inget svar kom i tid, så det är inte känt om kommandot blev gjort. Skicka det igen med samma Idempotency-Key ({commandId}): det görs högst en gång.',
    en: 'No answer came in time, so it is not known whether the command was done. Send it again with the same Idempotency-Key ({commandId}): it is done at most once.',
  },
  databaseAway: {
    sv: 'Databasen svarar inte. Försök igen om {retryAfterSeconds} s.',
    en: 'The database does not answer. Try again in {retryAfterSeconds} s.',
  },
  otherPeople: {
    sv: 'Filens personer eller organisationer står i registret under samma id med andra uppgifter. Ge dem egna id:n, eller rätta filen.',
    en: "The file's people or organisations stand in the directory under the same ids with other particulars. Give them ids of their own, or correct the file.",
  },
  internalError: {
    sv: 'Något gick fel här, och det är antecknat i loggen under {requestId}.',
    en: 'Something went wrong here, and it is noted in the log under {requestId}.',
  },
  ...auditTexts,
} satisfies Record<string, Text>;

export type OwnCode = keyof typeof texts;

export function problemText(code: OwnCode, params: Params, lang: Lang): string {
  return texts[code][lang].replace(/\{(\w+)\}/g, (_, name: string) => shown(params[name]));
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
