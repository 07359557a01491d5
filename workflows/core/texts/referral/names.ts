import type { DecisionOutcome } from '#core/act/decision.ts';
import type { ReferralCommandType } from '#core/referral/commands.ts';
import { type Position, type ReferralDefinition, stageKinds } from '#core/referral/definition.ts';
import type { ReferralPhase } from '#core/referral/phases.ts';
import type { Lang, Text } from '../lang.ts';
import { organisationNames, type OrganisationNames, titleIn } from '../naming.ts';

const phaseNames: Readonly<Record<ReferralPhase, Text>> = {
  out: { sv: 'utsänd', en: 'out' },
  closed: { sv: 'avslutad', en: 'closed' },
  withdrawn: { sv: 'återkallad', en: 'withdrawn' },
};

const commandNames: Readonly<Record<ReferralCommandType, Text>> = {
  open: { sv: 'sända ut remissen', en: 'send the referral out' },
  answer: { sv: 'lämna remissvar', en: 'give an answer' },
  decline: { sv: 'meddela att inget svar kommer', en: 'say that no answer will come' },
  askMore: { sv: 'fråga fler', en: 'ask more organisations' },
  resend: { sv: 'sända om frågan', en: 'send the question again' },
  reconsult: { sv: 'remittera en ändrad fråga', en: 'ask a changed question' },
  askExtension: { sv: 'begära anstånd', en: 'ask for an extension' },
  grantExtension: { sv: 'bevilja anstånd', en: 'grant an extension' },
  refuseExtension: { sv: 'avslå en begäran om anstånd', en: 'refuse an extension' },
  suspend: { sv: 'göra uppehåll', en: 'stop the clock' },
  resume: { sv: 'återuppta efter uppehåll', en: 'start the clock again' },
  withdraw: { sv: 'återkalla remissen', en: 'withdraw the referral' },
  close: { sv: 'avsluta remissen med en sammanställning', en: 'close the referral with a compilation' },
  takeTask: { sv: 'ta uppgiften', en: 'take the task' },
  finishStage: { sv: 'avsluta ett steg', en: 'finish a stage' },
  answerStage: { sv: 'svara på internremissen', en: 'answer the inner referral' },
  decideStage: { sv: 'anteckna ett beslut i ett steg', en: 'record a decision at a stage' },
  delegateStage: { sv: 'delegera ett steg', en: 'delegate a stage' },
  adoptMinutes: { sv: 'anteckna att protokollet är justerat', en: 'enter that the minutes are adopted' },
  correct: { sv: 'rätta en anteckning', en: 'correct an entry' },
};

const positionNames: Readonly<Record<Position | 'noPosition', Text>> = {
  supports: { sv: 'tillstyrker', en: 'supports' },
  supportsPartly: { sv: 'tillstyrker delvis eller med förbehåll', en: 'supports in part or with reservations' },
  noObjection: { sv: 'ingen erinran', en: 'no objection' },
  opposes: { sv: 'avstyrker', en: 'opposes' },
  abstains: { sv: 'avstår från att yttra sig', en: 'abstains' },
  noPosition: { sv: 'svarar utan ställningstagande', en: 'answers without a position' },
};

const stageKindNames: Readonly<Record<(typeof stageKinds)[number], Text>> = {
  serviceStatement: { sv: 'tjänsteutlåtande', en: 'service statement' },
  memorandum: { sv: 'promemoria', en: 'memorandum' },
  council: { sv: 'beredning', en: 'council' },
  board: { sv: 'nämnd eller styrelse', en: 'board' },
  internalReferral: { sv: 'internremiss', en: 'inner referral' },
};

const stageStatusNames: Readonly<Record<'waiting' | 'open' | 'done', Text>> = {
  waiting: { sv: 'väntar', en: 'waiting' },
  open: { sv: 'pågår', en: 'open' },
  done: { sv: 'klart', en: 'done' },
};

const outcomeNames: Readonly<Record<DecisionOutcome, Text>> = {
  asProposed: { sv: 'enligt förslaget', en: 'as proposed' },
  changed: { sv: 'med ändring', en: 'with changes' },
  rejected: { sv: 'avslag', en: 'rejected' },
  postponed: { sv: 'bordlagt', en: 'postponed' },
  sentBack: { sv: 'återremitterat', en: 'sent back' },
};

const heardNames: Readonly<Record<'answered' | 'declined' | 'silent', Text>> = {
  answered: { sv: 'svarat', en: 'answered' },
  declined: { sv: 'avböjt', en: 'declined' },
  silent: { sv: 'tyst', en: 'silent' },
};

export const referralPhaseName = (phase: ReferralPhase, lang: Lang): string => phaseNames[phase][lang];
/** As an infinitive: 'begära anstånd', 'give an answer'. */
export const referralCommandName = (command: ReferralCommandType, lang: Lang): string => commandNames[command][lang];
export const positionName = (position: Position | 'noPosition', lang: Lang): string => positionNames[position][lang];
/** A kind that has no word here stands for itself. */
export const stageKindName = (kind: string, lang: Lang): string =>
  stageKinds.find((known) => known === kind) === undefined ? kind : stageKindNames[kind as (typeof stageKinds)[number]][lang];
export const stageStatusName = (status: 'waiting' | 'open' | 'done', lang: Lang): string => stageStatusNames[status][lang];
export const outcomeName = (outcome: DecisionOutcome, lang: Lang): string => outcomeNames[outcome][lang];
export const heardName = (how: 'answered' | 'declined' | 'silent', lang: Lang): string => heardNames[how][lang];

/** What an id stands for: an organisation, a body, or a date's id such as `answer:solna` or `stage-promemoria:solna`; null where it is not known. */
export function referralTitle(id: string, definition: ReferralDefinition | null, lang: Lang): string | null {
  const names = referralNames(definition);
  const [kind = '', organisation] = id.split(':');
  if (organisation === undefined) return [names.organisation(id), names.body(id)].find((name) => name !== id) ?? null;
  const whose = names.organisation(organisation);
  const stage = /^stage-(.+)$/.exec(kind)?.[1];
  if (stage !== undefined) return `${names.stage(organisation, stage)}, ${whose}`;
  return lang === 'sv' ? `Svar från ${whose}` : `Answer from ${whose}`;
}

/** What ids are called in a referral; an id that it does not know stands for itself. */
export interface ReferralNames extends OrganisationNames {
  stage: (organisation: string, id: string) => string;
}

/** `others`: titles of organisations that answered without being known before. */
export function referralNames(definition: ReferralDefinition | null, others: Record<string, string> = {}): ReferralNames {
  return {
    ...organisationNames(definition?.organisations, others),
    stage: (of, id) => titleIn(definition?.asked.find((one) => one.organisation === of)?.stages, id),
  };
}
