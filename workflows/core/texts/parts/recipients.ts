import { formatEn, formatSv } from '#core/money.ts';
import type { RecipientsCommand, RecipientsEvent, RecipientsRefusal } from '#core/agreement/recipients/types.ts';
import { formatDateShort } from '../dates.ts';
import { allOf, anyOf } from '../lang.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const recipientsCommands: CommandNames<RecipientsCommand> = {
  distribute: { sv: 'fördela en insats medel', en: 'distribute a measure’s money' },
  askLetters: { sv: 'begära avsiktsförklaringar', en: 'ask for letters of intent' },
  closeLetters: { sv: 'avsluta omgången av avsiktsförklaringar', en: 'close the round of letters of intent' },
  giveLetter: { sv: 'lämna avsiktsförklaring', en: 'give a letter of intent' },
  declineMoney: { sv: 'avstå från medel', en: 'decline the money' },
};

const day = formatDateShort;
const recipientsSv = (count: number): string => `${count} mottagare`;
const recipientsEn = (count: number): string => (count === 1 ? '1 recipient' : `${count} recipients`);

export const recipientsEvents: EventTexts<RecipientsEvent> = {
  distributed: ({ measure, amountOre, shares }, names) => {
    const count = Object.values(shares).filter((ore) => ore > 0).length;
    return {
      sv: `Medel fördelade: ${names.measure(measure)}, ${formatSv(amountOre)} på ${recipientsSv(count)}`,
      en: `Money distributed: ${names.measure(measure)}, ${formatEn(amountOre)} to ${recipientsEn(count)}`,
    };
  },
  lettersAsked: ({ measure, answerBy, recipients }, names) => ({
    sv: `Avsiktsförklaringar begärda av ${recipientsSv(recipients.length)}: ${names.measure(measure)}, svar senast ${day(answerBy, 'sv')}`,
    en: `Letters of intent asked of ${recipientsEn(recipients.length)}: ${names.measure(measure)}, answer by ${day(answerBy, 'en')}`,
  }),
  lettersClosed: ({ measure, silent }, names) => ({
    sv: `Omgången av avsiktsförklaringar avslutad: ${names.measure(measure)}, ${recipientsSv(silent.length)} svarade inte`,
    en: `Round of letters of intent closed: ${names.measure(measure)}, ${recipientsEn(silent.length)} did not answer`,
  }),
  letterGiven: ({ organisation, measure, late }, names) => ({
    sv: `Avsiktsförklaring från ${names.organisation(organisation)}: ${names.measure(measure)}${late ? ', för sent' : ''}`,
    en: `Letter of intent from ${names.organisation(organisation)}: ${names.measure(measure)}${late ? ', late' : ''}`,
  }),
  moneyDeclined: ({ organisation, measure, late }, names) => ({
    sv: `${names.organisation(organisation)} avstod från medel: ${names.measure(measure)}${late ? ', för sent' : ''}`,
    en: `${names.organisation(organisation)} declined the money: ${names.measure(measure)}${late ? ', late' : ''}`,
  }),
};

export const recipientsRefusals: RefusalTexts<RecipientsRefusal> = {
  noRecipients: ({ measure, known }, names) => ({
    sv: `Medlen för ${names.measure(measure)} (measure) fördelas inte på mottagare. ${known.length === 0 ? 'Det gör ingen insats här: se recipients i filen' : `Välj ${anyOf(known, 'sv')}`}.`,
    en: `The money of ${names.measure(measure)} (measure) is not shared between recipients. ${known.length === 0 ? 'No measure’s is here: see recipients in the file' : `Choose ${anyOf(known, 'en')}`}.`,
  }),
  notOneOfThem: ({ measure, organisation, known }, names) => ({
    sv: `${names.organisation(organisation)} (organisation) är ingen av de ${known} mottagarna av medel för ${names.measure(measure)}. Välj en av dem; arscykel recipients visar dem.`,
    en: `${names.organisation(organisation)} (organisation) is none of the ${known} recipients of money for ${names.measure(measure)}. Choose one of them; arscykel recipients lists them.`,
  }),
  nothingToDistribute: ({ measure, roomOre, givenOre }, names) => ({
    sv: `${formatSv(givenOre)} är för mycket eller inget att fördela (amountOre): för ${names.measure(measure)} finns ${formatSv(roomOre)}.`,
    en: `${formatEn(givenOre)} is too much or nothing to distribute (amountOre): ${names.measure(measure)} has ${formatEn(roomOre)}.`,
  }),
  lessThanTaken: ({ measure, takenOre, givenOre }, names) => ({
    sv: `${formatSv(givenOre)} räcker inte (amountOre): mottagarna av medel för ${names.measure(measure)} har redan rekvirerat eller fått ${formatSv(takenOre)}. Fördela minst så mycket.`,
    en: `${formatEn(givenOre)} is not enough (amountOre): the recipients of money for ${names.measure(measure)} have already asked for or got ${formatEn(takenOre)}. Distribute that much at least.`,
  }),
  nobodyLeft: ({ measure }, names) => ({
    sv: `Ingen mottagare är kvar för ${names.measure(measure)} (measure): alla har avstått eller tigit. Begär nya avsiktsförklaringar.`,
    en: `No recipient is left for ${names.measure(measure)} (measure): all have declined or been silent. Ask for new letters of intent.`,
  }),
  newSharesNeedReason: ({ measure, distributedOn }, names) => ({
    sv: `Medlen för ${names.measure(measure)} är fördelade ${day(distributedOn, 'sv')}. En ny fördelning behöver ett skäl (reason).`,
    en: `The money of ${names.measure(measure)} was distributed ${day(distributedOn, 'en')}. Another distribution needs a reason (reason).`,
  }),
  answerByTooEarly: ({ answerBy, earliest }) => ({
    sv: `Svarsdagen ${day(answerBy, 'sv')} (answerBy) ger ingen tid att svara. Ange en dag efter ${day(earliest, 'sv')}.`,
    en: `The answer day ${day(answerBy, 'en')} (answerBy) gives no time to answer. Give a day after ${day(earliest, 'en')}.`,
  }),
  everybodyAnswered: ({ measure }, names) => ({
    sv: `Alla mottagare av medel för ${names.measure(measure)} har svarat (measure). Det behöver inte göras.`,
    en: `All recipients of money for ${names.measure(measure)} have answered (measure). It need not be done.`,
  }),
  answersStillDue: ({ measure, until }, names) => ({
    sv: `Svar om ${names.measure(measure)} kan komma till och med ${day(until, 'sv')} (measure). Avsluta omgången efter det.`,
    en: `Answers about ${names.measure(measure)} may come until ${day(until, 'en')} (measure). Close the round after that.`,
  }),
  lettersNotAsked: ({ measure }, names) => ({
    sv: `Inga avsiktsförklaringar är begärda för ${names.measure(measure)} (measure). Begär dem först.`,
    en: `No letters of intent have been asked for ${names.measure(measure)} (measure). Ask for them first.`,
  }),
  questionsUnanswered: ({ missing, unknown, known }) => ({
    sv: `Avsiktsförklaringen svarar inte på frågorna (answers): ${missing.length === 0 ? '' : `${allOf(missing, 'sv')} saknas`}${missing.length > 0 && unknown.length > 0 ? ', ' : ''}${unknown.length === 0 ? '' : `${allOf(unknown, 'sv')} är ingen fråga`}. Frågorna är ${known.length === 0 ? 'inga' : allOf(known, 'sv')}.`,
    en: `The letter of intent does not answer the questions (answers): ${missing.length === 0 ? '' : `${allOf(missing, 'en')} missing`}${missing.length > 0 && unknown.length > 0 ? ', ' : ''}${unknown.length === 0 ? '' : `${allOf(unknown, 'en')} no question`}. The questions are ${known.length === 0 ? 'none' : allOf(known, 'en')}.`,
  }),
  moneyTaken: ({ measure, organisation, takenOre }, names) => ({
    sv: `${names.organisation(organisation)} har redan rekvirerat eller fått ${formatSv(takenOre)} för ${names.measure(measure)} (organisation). Låt avslå rekvisitionen, eller redovisa och återbetala.`,
    en: `${names.organisation(organisation)} has already asked for or got ${formatEn(takenOre)} for ${names.measure(measure)} (organisation). Let the requisition be declined, or account and repay.`,
  }),
};
