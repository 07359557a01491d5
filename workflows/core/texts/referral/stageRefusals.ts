import type { ReferralRefusal } from '#core/referral/refusals.ts';
import { formatDateShort } from '../dates.ts';
import type { Text } from '../lang.ts';
import { all, known } from './listed.ts';
import { outcomeName, type ReferralNames } from './names.ts';

export type ReferralRefusalTexts = {
  readonly [C in ReferralRefusal['code']]: (refusal: Extract<ReferralRefusal, { code: C }>, names: ReferralNames) => Text;
};

const sv = (date: string): string => formatDateShort(date, 'sv');
const en = (date: string): string => formatDateShort(date, 'en');

const dayNames: Readonly<Record<'decidedOn' | 'adoptedOn' | 'dispatchedOn', Text>> = {
  decidedOn: { sv: 'beslutet', en: 'the decision' },
  adoptedOn: { sv: 'justeringen', en: 'the adoption' },
  dispatchedOn: { sv: 'expedieringen', en: 'the dispatch' },
};

type OfStages =
  | 'noStages'
  | 'stageNotOpen'
  | 'stagesLeft'
  | 'innerSilent'
  | 'notInner'
  | 'wrongBody'
  | 'decisionDay'
  | 'otherDay'
  | 'notAdopted'
  | 'nothingDecided'
  | 'decisionOnRecord'
  | 'notFinal'
  | 'missingForOutcome'
  | 'notForOutcome';

/** What speaks against an act of a body's own handling, or against its decision. */
export const stageRefusals: Pick<ReferralRefusalTexts, OfStages> = {
  noStages: ({ organisation }, names) => ({
    sv: `${names.organisation(organisation)} (organisation) har inga steg i remissen. Lämna svaret direkt.`,
    en: `${names.organisation(organisation)} (organisation) has no stages in the referral. Give the answer directly.`,
  }),
  stageNotOpen: ({ stage, status, waitsFor }) => ({
    sv:
      status === 'done'
        ? `Steget ${stage} är klart. Det kan bara återremitteras från ett senare steg.`
        : `Steget ${stage} har inte börjat. Det väntar på ${all(waitsFor, 'sv')}.`,
    en:
      status === 'done'
        ? `The stage ${stage} is done. It can only be sent back to from a later one.`
        : `The stage ${stage} has not begun. It waits for ${all(waitsFor, 'en')}.`,
  }),
  stagesLeft: ({ organisation, stages }, names) => ({
    sv: `${names.organisation(organisation)} har steg kvar: ${all(
      stages.map((one) => names.stage(organisation, one)),
      'sv',
    )}. Svaret lämnas när det justerade utdraget expedieras.`,
    en: `${names.organisation(organisation)} has stages left: ${all(
      stages.map((one) => names.stage(organisation, one)),
      'en',
    )}. The answer is given when the adopted extract is dispatched.`,
  }),
  innerSilent: ({ stage, bodies }, names) => ({
    sv: `I ${stage} har ${all(bodies.map(names.body), 'sv')} inte svarat. Vänta, eller ange varför steget avslutas ändå (reason).`,
    en: `In ${stage}, ${all(bodies.map(names.body), 'en')} has not answered. Wait, or say why the stage is finished all the same (reason).`,
  }),
  notInner: ({ stage, body, inner }, names) => ({
    sv: `${names.body(body)} (body) är inte tillfrågad i ${stage}. Ange ${known(inner, 'sv')}.`,
    en: `${names.body(body)} (body) is not asked in ${stage}. Give ${known(inner, 'en')}.`,
  }),
  wrongBody: ({ body, field, expected }, names) => ({
    sv: `${names.body(body)} (${field}) beslutar inte om detta. Ange ${known(expected.map(names.body), 'sv')}.`,
    en: `${names.body(body)} (${field}) does not decide on this. Give ${known(expected.map(names.body), 'en')}.`,
  }),
  decisionDay: ({ wrong }) => ({
    sv: `${dayNames[wrong.field].sv} ${sv(wrong.date)} (decision.${wrong.field}) ${wrong.problem === 'future' ? `har inte skett; i dag är ${sv(wrong.bound)}` : wrong.problem === 'before' ? `kan inte vara före ${sv(wrong.bound)}` : 'kan inte ske innan protokollet är justerat: ange adoptedOn'}.`,
    en: `${dayNames[wrong.field].en} ${en(wrong.date)} (decision.${wrong.field}) ${wrong.problem === 'future' ? `has not come; today is ${en(wrong.bound)}` : wrong.problem === 'before' ? `cannot be before ${en(wrong.bound)}` : 'cannot be before the minutes are adopted: give adoptedOn'}.`,
  }),
  otherDay: ({ field, given, doneOn }) => ({
    sv: `${sv(given)} (${field}) är en annan dag än handlingens, ${sv(doneOn)} (doneOn). De ska vara samma dag.`,
    en: `${en(given)} (${field}) is another day than the act's, ${en(doneOn)} (doneOn). They are to be the same day.`,
  }),
  notAdopted: ({ body }, names) => ({
    sv: `Protokollet från ${names.body(body)} är inte justerat. Svaret lämnas när det justerade utdraget expedieras: anteckna justeringen först.`,
    en: `The minutes of ${names.body(body)} are not adopted. The answer is given when the adopted extract is dispatched: enter the adoption first.`,
  }),
  nothingDecided: ({ stage }) => ({
    sv: `I steget ${stage} finns inget beslut vars protokoll kan justeras. Anteckna beslutet först.`,
    en: `There is no decision at the stage ${stage} whose minutes could be adopted. Record the decision first.`,
  }),
  decisionOnRecord: ({ stage }) => ({
    sv: `Det är redan antecknat i steget ${stage}. Utelämna det här.`,
    en: `It is recorded at the stage ${stage} already. Leave it out here.`,
  }),
  notFinal: ({ outcome }) => ({
    sv: `Beslutet (decision.outcome) är ${outcomeName(outcome, 'sv')} och avgör inte svaret. Svara när det är avgjort.`,
    en: `The decision (decision.outcome) is ${outcomeName(outcome, 'en')} and does not settle the answer. Answer when it is settled.`,
  }),
  missingForOutcome: ({ field, outcome }) => ({
    sv: `${field} saknas: ärendet är ${outcomeName(outcome, 'sv')}. Ange ${field === 'until' ? 'dagen då det tas upp igen' : 'steget som det går tillbaka till'}.`,
    en: `${field} is missing: the matter is ${outcomeName(outcome, 'en')}. Give ${field === 'until' ? 'the day it is taken up again' : 'the stage that it goes back to'}.`,
  }),
  notForOutcome: ({ field, outcome }) => ({
    sv: `${field} hör inte till ett beslut som är ${outcomeName(outcome, 'sv')}. Utelämna det.`,
    en: `${field} does not belong to a decision that is ${outcomeName(outcome, 'en')}. Leave it out.`,
  }),
};
