import { formatEn, formatSv } from '#core/money.ts';
import type { FundsCommand, FundsEvent, FundsRefusal, HeldBecause, Named, Outcome, Post } from '#core/agreement/funds/types.ts';
import { formatDateShort } from '../dates.ts';
import { allOf, anyOf, type Lang, type Text } from '../lang.ts';
import type { Names } from '../names.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const fundsCommands: CommandNames<FundsCommand> = {
  settleAppropriation: { sv: 'anteckna vad som anslagits', en: 'settle what was appropriated' },
  settleSetAside: { sv: 'anteckna vad som avsatts', en: 'settle what was set aside' },
  requisition: { sv: 'rekvirera medel', en: 'requisition funds' },
  approveRequisition: { sv: 'bifalla en rekvisition', en: 'approve a requisition' },
  declineRequisition: { sv: 'avslå en rekvisition', en: 'decline a requisition' },
  recordPayment: { sv: 'anteckna en utbetalning', en: 'record a payment' },
  accountFunds: { sv: 'redovisa en insats medel', en: 'account for a measure’s funds' },
  repayFunds: { sv: 'återbetala en insats medel', en: 'repay a measure’s funds' },
  reclaim: { sv: 'återkräva medel', en: 'reclaim funds' },
  settleReclaim: { sv: 'anteckna att återkrävda medel kommit in', en: 'settle a reclaim' },
};

const outcomeNames: Readonly<Record<Outcome, Text>> = {
  confirmed: { sv: 'som avsett', en: 'as intended' },
  changed: { sv: 'ändrat', en: 'changed' },
  denied: { sv: 'avslaget', en: 'denied' },
};

const both = (text: (lang: Lang) => string): Text => ({ sv: text('sv'), en: text('en') });
const ore = (amount: number, lang: Lang): string => (lang === 'sv' ? formatSv(amount) : formatEn(amount));
const day = formatDateShort;

/** 'Kurser, kommun-a': the measure and its recipient, or the area. */
export function postName({ area, measure, recipient }: Post, names: Names): string {
  if (measure === null) return names.area(area);
  return recipient === null ? names.measure(measure) : `${names.measure(measure)}, ${names.organisation(recipient)}`;
}

const settled = (
  what: Text,
  { measure, year, outcome, amountOre }: { measure: string; year: number; outcome: Outcome; amountOre: number },
  names: Names,
): Text =>
  both((lang) => `${what[lang]}: ${names.measure(measure)} ${year}, ${outcomeNames[outcome][lang]}, ${ore(amountOre, lang)}`);

export const fundsEvents: EventTexts<FundsEvent> = {
  appropriationSettled: (body, names) => settled({ sv: 'Anslaget', en: 'Appropriated' }, body, names),
  setAsideSettled: (body, names) => settled({ sv: 'Avsatt', en: 'Set aside' }, body, names),
  requisitioned: ({ requisition, post, by, amountOre, late }, names) => ({
    sv: `${names.organisation(by)} rekvirerade ${formatSv(amountOre)}: ${postName(post, names)} (${requisition})${late ? ', för sent' : ''}`,
    en: `${names.organisation(by)} requisitioned ${formatEn(amountOre)}: ${postName(post, names)} (${requisition})${late ? ', late' : ''}`,
  }),
  requisitionApproved: ({ requisition, amountOre }) => ({
    sv: `Rekvisition bifallen: ${requisition}, ${formatSv(amountOre)}`,
    en: `Requisition approved: ${requisition}, ${formatEn(amountOre)}`,
  }),
  requisitionDeclined: ({ requisition }) => ({
    sv: `Rekvisition avslagen: ${requisition}`,
    en: `Requisition declined: ${requisition}`,
  }),
  paymentRecorded: ({ payment, requisition, post, amountOre, payer }, names) => ({
    sv: `${names.organisation(payer)} betalade ${formatSv(amountOre)}: ${postName(post, names)} (${payment}${requisition === null ? ', utan rekvisition' : ` på ${requisition}`})`,
    en: `${names.organisation(payer)} paid ${formatEn(amountOre)}: ${postName(post, names)} (${payment}${requisition === null ? ', without requisition' : ` on ${requisition}`})`,
  }),
  fundsAccounted: ({ post, usedOre, unspentOre }, names) => ({
    sv: `Medel redovisade: ${postName(post, names)}, använt ${formatSv(usedOre)}, ej använt ${formatSv(unspentOre)}`,
    en: `Accounted: ${postName(post, names)}, used ${formatEn(usedOre)}, unspent ${formatEn(unspentOre)}`,
  }),
  fundsRepaid: ({ post, amountOre }, names) => ({
    sv: `Återbetalt: ${postName(post, names)}, ${formatSv(amountOre)}`,
    en: `Repaid: ${postName(post, names)}, ${formatEn(amountOre)}`,
  }),
  reclaimed: ({ reclaim, post, from, amountOre, decision, payBy }, names) => ({
    sv: `${names.body(decision.body)} återkrävde ${formatSv(amountOre)} av ${names.organisation(from)}: ${postName(post, names)} (${reclaim}), beslut ${day(decision.decidedOn, 'sv')} § ${decision.paragraph}${payBy === null ? '' : `, åter senast ${day(payBy, 'sv')}`}`,
    en: `${names.body(decision.body)} reclaimed ${formatEn(amountOre)} from ${names.organisation(from)}: ${postName(post, names)} (${reclaim}), decision of ${day(decision.decidedOn, 'en')} § ${decision.paragraph}${payBy === null ? '' : `, back by ${day(payBy, 'en')}`}`,
  }),
  reclaimSettled: ({ reclaim, amountOre }) => ({
    sv: `Återkrävda medel har kommit in: ${reclaim}, ${formatSv(amountOre)}`,
    en: `Reclaimed funds came in: ${reclaim}, ${formatEn(amountOre)}`,
  }),
};

const heldSv: Readonly<Record<HeldBecause, (who: string, what: string) => string>> = {
  reportIsLate: (who, what) => `${who} har inte lämnat en redovisning som skulle ha kommit (${what})`,
  accountsAreLate: (who, what) => `${who} har inte redovisat medel i tid (${what})`,
  noLetterOfIntent: (who) => `${who} har inte lämnat någon avsiktsförklaring`,
};
const heldEn: Readonly<Record<HeldBecause, (who: string, what: string) => string>> = {
  reportIsLate: (who, what) => `${who} has not handed in a report that was due (${what})`,
  accountsAreLate: (who, what) => `${who} has not accounted for funds in time (${what})`,
  noLetterOfIntent: (who) => `${who} has given no letter of intent`,
};

const given = ({ area, measure, recipient }: Named): string => [area, measure, recipient].map((id) => id ?? '–').join(', ');

export const fundsRefusals: RefusalTexts<FundsRefusal> = {
  noIntention: ({ measure, year, known }, names) => {
    const list = known.map((one) => `${names.measure(one.measure)} ${one.year}`);
    return {
      sv: `Överenskommelsen avser inga medel för ${names.measure(measure)} år ${year} (measure, year). Avsikter finns för: ${list.length === 0 ? 'ingen insats' : allOf(list, 'sv')}.`,
      en: `The agreement intends no funds for ${names.measure(measure)} in ${year} (measure, year). There are intentions for: ${list.length === 0 ? 'no measure' : allOf(list, 'en')}.`,
    };
  },
  amountMissing: ({ intendedOre }) => ({
    sv: `Beloppet saknas (amountOre)${intendedOre === null ? ': texten nämner inget' : ''}. Ange hur mycket det blev.`,
    en: `The amount is missing (amountOre)${intendedOre === null ? ': the text names none' : ''}. Say how much it came to.`,
  }),
  amountDoesNotFit: ({ outcome, givenOre, beforeOre }) => ({
    sv: `${formatSv(givenOre)} går inte ihop med utfallet ${outcomeNames[outcome].sv} (amountOre, outcome), där det andra beloppet är ${formatSv(beforeOre)}. Som avsett (confirmed) är samma belopp, ändrat (changed) ett annat, avslaget (denied) inget; avsättas kan högst det anslagna.`,
    en: `${formatEn(givenOre)} does not fit the outcome ${outcomeNames[outcome].en} (amountOre, outcome), where the other amount is ${formatEn(beforeOre)}. As intended (confirmed) is the same amount, changed another, denied none; at most what is appropriated can be set aside.`,
  }),
  referenceMissing: () => ({
    sv: 'Det saknas hänvisning till beslutet (evidence). Ange var anslaget eller avsättningen kan läsas.',
    en: 'A reference to the decision is missing (evidence). Say where the appropriation can be read.',
  }),
  changeNeedsReason: ({ outcome }) => ({
    sv: `Utfallet ${outcomeNames[outcome].sv} behöver ett skäl (reason). Ange varför beloppet inte blev det avsedda.`,
    en: `The outcome ${outcomeNames[outcome].en} needs a reason (reason). Say why the amount is not the one that was meant.`,
  }),
  notAppropriated: ({ measure, year, denied }, names) => ({
    sv: `Inga medel är anslagna för ${names.measure(measure)} år ${year} (measure, year)${denied ? ': de avslogs, och då avsätts inget' : '. Anteckna anslaget först'}.`,
    en: `No funds are appropriated for ${names.measure(measure)} in ${year} (measure, year)${denied ? ': they were denied, so none are set aside' : '. Settle the appropriation first'}.`,
  }),
  whoseMoney: ({ given: said }) => ({
    sv: `Det går inte att säga vems medel det gäller (area, measure, recipient: ${given(said)}). Ange ett område, eller en insats och kanske dess mottagare; med en rekvisition bara den.`,
    en: `It cannot be said whose money this is (area, measure, recipient: ${given(said)}). Give an area, or a measure and perhaps its recipient; with a requisition that alone.`,
  }),
  notARecipient: ({ measure, recipient, known }, names) => ({
    sv:
      known === 0
        ? `Medlen för ${names.measure(measure)} fördelas inte på mottagare, så ${recipient} (recipient) har ingen del i dem. Utelämna fältet.`
        : `${recipient} (recipient) är ingen av de ${known} mottagarna av medel för ${names.measure(measure)}. Välj en av dem; arscykel recipients visar dem.`,
    en:
      known === 0
        ? `The money for ${names.measure(measure)} is not shared between recipients, so ${recipient} (recipient) has no part in it. Leave the field out.`
        : `${recipient} (recipient) is none of the ${known} recipients of money for ${names.measure(measure)}. Choose one of them; arscykel recipients lists them.`,
  }),
  paymentsNotFollowed: () => ({
    sv: 'Överenskommelsen följer inte utbetalningar (funds.payment). Redovisa områdets medel mot dess budget, eller låt texten säga hur det betalas.',
    en: 'The agreement does not follow payments (funds.payment). Account for the area against its budget, or let the text say how it is paid.',
  }),
  noMoreMoney: ({ terminatedOn }) => ({
    sv: `Överenskommelsen är uppsagd ${day(terminatedOn, 'sv')}: efter det begärs och beviljas inga nya medel (doneOn). Det som är betalt ska redovisas och återlämnas.`,
    en: `The agreement was terminated ${day(terminatedOn, 'en')}: after that no new funds are asked for or granted (doneOn). What was paid is to be accounted for and returned.`,
  }),
  overdrawn: ({ post, roomOre, givenOre }, names) => ({
    sv: `${formatSv(givenOre)} är för mycket eller inget (amountOre): av det avsatta för ${postName(post, names)} återstår ${formatSv(roomOre)}.`,
    en: `${formatEn(givenOre)} is too much or nothing (amountOre): of what is set aside for ${postName(post, names)}, ${formatEn(roomOre)} is left.`,
  }),
  signatoryMissing: () => ({
    sv: 'Det framgår inte vem som undertecknat rekvisitionen (signedBy). Ange personen, eller hänvisa till den undertecknade handlingen (evidence).',
    en: 'It does not say who signed the requisition (signedBy). Name the person, or refer to the signed paper (evidence).',
  }),
  requisitionTooLate: ({ lastDay, doneOn }) => ({
    sv: `Rekvisitionen gjordes ${day(doneOn, 'sv')} (doneOn), och sista dag var ${day(lastDay, 'sv')}, vilken binder. Begär anstånd hos den som satte dagen.`,
    en: `The requisition was made ${day(doneOn, 'en')} (doneOn), and the last day was ${day(lastDay, 'en')}, which binds. Ask whoever set the day for an extension.`,
  }),
  requisitionMissing: ({ post }, names) => ({
    sv: `Medel för ${postName(post, names)} betalas bara på rekvisition (requisition). Ange vilken utbetalningen gäller.`,
    en: `Money for ${postName(post, names)} is paid on requisition only (requisition). Say which the payment is on.`,
  }),
  requisitionDecided: ({ requisition, approved, doneOn }) => ({
    sv: `${requisition} ${approved ? 'bifölls' : 'avslogs'} redan ${day(doneOn, 'sv')} (requisition). Mottagaren kan rekvirera på nytt.`,
    en: `${requisition} was already ${approved ? 'approved' : 'declined'} ${day(doneOn, 'en')} (requisition). The recipient can requisition anew.`,
  }),
  requisitionUndecided: ({ requisition }) => ({
    sv: `${requisition} är inte bifallen (requisition). Bifall den före utbetalningen.`,
    en: `${requisition} is not approved (requisition). Approve it before it is paid.`,
  }),
  ownRequisition: ({ requisition, organisation }, names) => ({
    sv: `${names.organisation(organisation)} gjorde själv ${requisition} (requisition) och kan inte avgöra den. Det gör den som betalar eller den som medlen redovisas till.`,
    en: `${names.organisation(organisation)} made ${requisition} itself (requisition) and cannot decide it. Whoever pays, or is accounted to, does.`,
  }),
  moreThanApproved: ({ requisition, leftOre, givenOre }) => ({
    sv: `${formatSv(givenOre)} är för mycket eller inget (amountOre): på ${requisition} kan högst ${formatSv(leftOre)} ges.`,
    en: `${formatEn(givenOre)} is too much or nothing (amountOre): at most ${formatEn(leftOre)} can be given on ${requisition}.`,
  }),
  notAPayer: ({ payer, known }) => ({
    sv: `${payer} (payer) betalar inte enligt överenskommelsen. ${known.length === 0 ? 'Ingen är nämnd: se funds.payers' : `Välj ${anyOf(known, 'sv')}`}.`,
    en: `${payer} (payer) does not pay under the agreement. ${known.length === 0 ? 'Nobody is named: see funds.payers' : `Choose ${anyOf(known, 'en')}`}.`,
  }),
  paymentHeld: ({ because, deadline, dueOn, organisation }, names) => {
    const what = (lang: Lang) => (deadline === null || dueOn === null ? '' : `${names.deadline(deadline)}, ${day(dueOn, lang)}`);
    return {
      sv: `Utbetalningen hålls inne (funds.conditions): ${heldSv[because](names.organisation(organisation), what('sv'))}. Betala när det är gjort.`,
      en: `The payment is held (funds.conditions): ${heldEn[because](names.organisation(organisation), what('en'))}. Pay when that is done.`,
    };
  },
  accountMismatch: ({ post, paidOre, givenOre }, names) => ({
    sv: `Använt och ej använt (usedOre, unspentOre) är ${formatSv(givenOre)}, och ${formatSv(paidOre)} är betalt till ${postName(post, names)}. Redovisa hela det betalta beloppet, till öret.`,
    en: `Used and unspent (usedOre, unspentOre) are ${formatEn(givenOre)}, and ${formatEn(paidOre)} was paid to ${postName(post, names)}. Account for all that was paid, to the öre.`,
  }),
  returnedTooMuch: ({ post, leftOre, givenOre }, names) => ({
    sv: `${formatSv(givenOre)} stämmer inte (amountOre): för ${postName(post, names)} gäller det högst ${formatSv(leftOre)}.`,
    en: `${formatEn(givenOre)} cannot be right (amountOre): for ${postName(post, names)} it is ${formatEn(leftOre)} at most.`,
  }),
  fundsNotAccounted: ({ post }, names) => ({
    sv: `${postName(post, names)} är inte redovisat (measure, recipient). Redovisa medlen före återbetalningen.`,
    en: `${postName(post, names)} is not accounted for (measure, recipient). Account for the money before it is repaid.`,
  }),
  payByTooEarly: ({ payBy, earliest }) => ({
    sv: `Betalningsdagen ${day(payBy, 'sv')} (payBy) är före beslutet. Ange ${day(earliest, 'sv')} eller senare.`,
    en: `The day for paying back, ${day(payBy, 'en')} (payBy), is before the decision. Give ${day(earliest, 'en')} or later.`,
  }),
};
