import type { Kind } from '#core/act/model.ts';
import type { Definition } from '#core/agreement/definition.ts';
import type { Phase } from '#core/agreement/phases.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import type { CommandType } from '#core/agreement/commands.ts';
import type { EventBody } from '#core/agreement/events.ts';
import type { AnyBody, AnyRefusal, ProcessState } from '#core/models.ts';
import { asItStands } from '#core/agreement/asItStands.ts';
import type { FrameworkCommandType } from '#core/framework/commands.ts';
import type { FrameworkDefinition } from '#core/framework/definition.ts';
import type { FrameworkEvent } from '#core/framework/events.ts';
import type { FrameworkPhase } from '#core/framework/phases.ts';
import type { FrameworkRefusal } from '#core/framework/refusals.ts';
import type { ReferralCommandType } from '#core/referral/commands.ts';
import type { ReferralDefinition } from '#core/referral/definition.ts';
import type { ReferralEventBody } from '#core/referral/events.ts';
import type { ReferralPhase } from '#core/referral/phases.ts';
import type { ReferralRefusal } from '#core/referral/refusals.ts';
import { describeEvent } from './eventText.ts';
import { describeFrameworkEvent } from './framework/events.ts';
import { frameworkCommandName, frameworkNamesOf, frameworkPhaseName } from './framework/names.ts';
import { explainFrameworkRefusal } from './framework/refusals.ts';
import type { Lang } from './lang.ts';
import { commandName, namesOf, phaseName } from './names.ts';
import { describeReferralEvent } from './referral/events.ts';
import { referralCommandName, referralPhaseName, referralTitle } from './referral/names.ts';
import { explainReferralRefusal } from './referral/refusals.ts';
import { explainRefusal } from './refusalText.ts';

/** The words of one kind of process. `definition`: the process's own, which gives ids their names; null before it is opened. */
export interface KindWords {
  phase: (phase: string, lang: Lang) => string;
  /** As an infinitive. */
  command: (type: string, lang: Lang) => string;
  /** An event as one readable line without its dates. */
  event: (event: { body: AnyBody }, definition: object | null, lang: Lang) => string;
  /** What is wrong, in which field, and what would be right. */
  refusal: (refusal: AnyRefusal, lang: Lang, definition: object | null) => string;
  /** What an id stands for; null where it is not known. */
  title: (id: string, definition: object | null, lang: Lang) => string | null;
}

const firstKnown = (id: string, names: readonly string[]): string | null => names.find((name) => name !== id) ?? null;

const agreement: KindWords = {
  phase: (phase, lang) => phaseName(phase as Phase, lang),
  command: (type, lang) => commandName(type as CommandType, lang),
  event: ({ body }, definition, lang) => describeEvent({ body: body as EventBody }, definition as Definition | null, lang),
  refusal: (refusal, lang, definition) => explainRefusal(refusal as Refusal, lang, definition as Definition | null),
  title: (id, definition) => {
    const names = namesOf(definition as Definition | null);
    return firstKnown(id, [names.deadline(id), names.measure(id), names.area(id), names.organisation(id), names.body(id)]);
  },
};

const framework: KindWords = {
  phase: (phase, lang) => frameworkPhaseName(phase as FrameworkPhase, lang),
  command: (type, lang) => frameworkCommandName(type as FrameworkCommandType, lang),
  event: ({ body }, definition, lang) =>
    describeFrameworkEvent({ body: body as FrameworkEvent }, definition as FrameworkDefinition | null, lang),
  refusal: (refusal, lang, definition) =>
    explainFrameworkRefusal(refusal as FrameworkRefusal, lang, definition as FrameworkDefinition | null),
  title: (id, definition, lang) => {
    const names = frameworkNamesOf(definition as FrameworkDefinition | null);
    return firstKnown(id, [names.deadline(id, lang), names.commission(id), names.organisation(id), names.body(id)]);
  },
};

const referral: KindWords = {
  phase: (phase, lang) => referralPhaseName(phase as ReferralPhase, lang),
  command: (type, lang) => referralCommandName(type as ReferralCommandType, lang),
  event: ({ body }, definition, lang) =>
    describeReferralEvent({ body: body as ReferralEventBody }, definition as ReferralDefinition | null, lang),
  refusal: (refusal, lang, definition) =>
    explainReferralRefusal(refusal as ReferralRefusal, lang, definition as ReferralDefinition | null),
  title: (id, definition, lang) => referralTitle(id, definition as ReferralDefinition | null, lang),
};

/** What gives a process's ids their names: its definition, an agreement's with the deadlines that stand now. */
export const namingOf = ({ kind, state }: ProcessState): object => (kind === 'agreement' ? asItStands(state) : state.definition);

const words: Readonly<Record<Kind, KindWords>> = { agreement, framework, referral };

/**
 * The words of a kind of process, for what shows processes of every kind. Each is told phases, commands, events and refusals of its own
 * kind only, since a chain id says the kind; the compiler cannot know that.
 */
export const wordsOf = (kind: Kind): KindWords => words[kind];
