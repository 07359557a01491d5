import { asItStands } from '#core/agreement/asItStands.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { Kind } from '#core/act/model.ts';
import type { Organisation, PersonRoles } from '#core/act/people.ts';
import { type AnyBody, type Models, modelOf, type ProcessState, type StateOf } from '#core/models.ts';
import { peopleOf } from '#core/agreement/tasks/people.ts';
import type { EventBody } from '#core/agreement/events.ts';
import type { FrameworkEvent } from '#core/framework/events.ts';
import type { ReferralEventBody } from '#core/referral/events.ts';
import { describeEvent } from './eventText.ts';
import { describeFrameworkEvent } from './framework/events.ts';
import { describeReferralEvent } from './referral/events.ts';
import { gatheredReferralEvents } from './referral/gathered.ts';
import type { Lang } from './lang.ts';

/** What is told of a process, whatever its kind. */
export interface Matter {
  kind: Kind;
  title: string;
  organisations: readonly Organisation[];
  people: readonly PersonRoles[];
  /** Person who runs it in this system. */
  coordinator: string;
  deadlines: readonly Deadline[];
  /** What a measure is called; the id where it is not known. */
  measure: (id: string) => string;
  /** For how many days after the due date a link in a mail opens its task. */
  linkDaysAfterDue: number;
  /** An event as one readable line without its dates. */
  describe: (body: AnyBody, lang: Lang) => string;
  /** Many events of one type as one line; at least one. */
  gathered: (bodies: readonly AnyBody[], lang: Lang) => string;
}

/** A quarter: late answers are answers, and who comes later than that asks again. */
const LINK_DAYS_AFTER_DUE = 90;

interface Told {
  describe: Matter['describe'];
  /** Null where many of that type have no words of their own. */
  gathered?: (bodies: readonly AnyBody[], lang: Lang) => string | null;
  people: readonly PersonRoles[];
  linkDaysAfterDue?: number | undefined;
  measures?: readonly { id: string; title: string }[];
}

/** A kind of process joins here with what is its own. */
const tellers: { readonly [K in keyof Models]: (state: StateOf<K>) => Told } = {
  agreement: (state) => ({
    describe: (body, lang) => describeEvent({ body: body as EventBody }, asItStands(state), lang),
    people: peopleOf(state),
    linkDaysAfterDue: state.definition.terms?.tasks?.linkDaysAfterDue,
    measures: state.definition.measures,
  }),
  framework: ({ definition }) => ({
    describe: (body, lang) => describeFrameworkEvent({ body: body as FrameworkEvent }, definition, lang),
    people: definition.people,
  }),
  referral: ({ definition }) => ({
    describe: (body, lang) => describeReferralEvent({ body: body as ReferralEventBody }, definition, lang),
    gathered: (bodies, lang) => gatheredReferralEvents(bodies as ReferralEventBody[], lang),
    people: definition.people,
  }),
};

export function matterOf({ kind, state }: ProcessState): Matter {
  // Each teller is told a state of its own kind, which a look-up by kind cannot tell the compiler.
  const told = (tellers[kind] as (state: ProcessState['state']) => Told)(state);
  const { title, organisations, coordinator } = state.definition;
  return {
    kind,
    title,
    organisations,
    coordinator,
    people: told.people,
    deadlines: modelOf(kind).deadlines(state),
    measure: (id) => told.measures?.find((one) => one.id === id)?.title ?? id,
    linkDaysAfterDue: told.linkDaysAfterDue ?? LINK_DAYS_AFTER_DUE,
    describe: told.describe,
    gathered: (bodies, lang) => told.gathered?.(bodies, lang) ?? gatheredPlainly(told, bodies, lang),
  };
}

function gatheredPlainly({ describe }: Told, bodies: readonly AnyBody[], lang: Lang): string {
  const [first] = bodies;
  const said = first === undefined ? '' : describe(first, lang);
  return {
    sv: `${bodies.length} händelser av samma slag, först: ${said}`,
    en: `${bodies.length} events of one kind, first: ${said}`,
  }[lang];
}

export function organisationTitle({ organisations }: Pick<Matter, 'organisations'>, id: string): string {
  return organisations.find((one) => one.id === id)?.title ?? id;
}
