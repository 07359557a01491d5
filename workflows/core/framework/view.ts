import type { Phase } from '#core/agreement/phases.ts';
import type { State } from '#core/agreement/state.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { DeadlineStatus } from '#core/deadlines/deadline.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { opensOnOf, upcomingYear } from './rhythm.ts';
import { type FrameworkPhase, frameworkPhases } from './phases.ts';
import { type FrameworkState, itemDeadline, type YearStatus } from './state.ts';

interface Titled {
  id: string;
  title: string;
}

/** A framework as it stands, for people to read. Persons by reference. */
export interface FrameworkView {
  title: string;
  phase: FrameworkPhase;
  since: CivilDate | null;
  validFrom: CivilDate | null;
  validUntil: CivilDate | null;
  versionHash: string;
  coordinator: string;
  parties: {
    party: Titled;
    signatory: string;
    authorised: { on: CivilDate; by: Titled; inAllEssentials: boolean } | null;
    signedOn: CivilDate | null;
    refusedOn: CivilDate | null;
  }[];
  approvals: { body: Titled; approvedOn: CivilDate | null; rejectedOn: CivilDate | null }[];
  withdrawal: { party: Titled; on: CivilDate } | null;
  consultationGroup: Titled[];
  years: {
    year: number;
    status: YearStatus;
    opensOn: CivilDate;
    openedOn: CivilDate | null;
    /** It waits for the framework to be valid. */
    waits: boolean;
    code: string | null;
    /** Where its agreement stands; null where it is not open. */
    phase: Phase | null;
  }[];
  /** The next year and its day; null where no more is opened. */
  next: { year: number; opensOn: CivilDate } | null;
  commissions: {
    commission: Titled;
    from: Titled;
    number: string | null;
    debtor: Titled;
    items: {
      id: string;
      title: string;
      dueOn: CivilDate;
      writtenDueOn: CivilDate;
      status: DeadlineStatus;
      doneOn: CivilDate | null;
    }[];
  }[];
  /** What no running measure serves. */
  uncovered: { areas: Titled[]; goals: Titled[] };
}

/** Pure: from the framework's state and the states of its years' agreements, as read. */
export function frameworkView(state: FrameworkState, agreements: readonly State[], today: CivilDate): FrameworkView {
  const { definition, rules, phase, phases } = state;
  const titleOf = titlesIn(state);
  const isOpening = frameworkPhases.indexOf(phase) <= frameworkPhases.indexOf('valid');
  const nextYear = isOpening ? upcomingYear(rules, today) : null;
  return {
    title: definition.title,
    phase,
    since: phases.at(-1)?.from ?? null,
    validFrom: state.validFrom,
    validUntil: state.validUntil,
    versionHash: state.versionHash,
    coordinator: definition.coordinator,
    parties: partiesOf(state, titleOf),
    approvals: rules.approvals.map((body) => ({
      body: titleOf(body),
      approvedOn: state.approvals[body]?.doneOn ?? null,
      rejectedOn: state.rejection?.body === body ? state.rejection.doneOn : null,
    })),
    withdrawal: state.withdrawal === null ? null : { party: titleOf(state.withdrawal.party), on: state.withdrawal.doneOn },
    consultationGroup: definition.consultationGroup.map(({ id, title }) => ({ id, title })),
    years: Object.values(state.years).map(({ year, status, opensOn, openedOn, toldWaiting, code }) => ({
      year,
      status,
      opensOn,
      openedOn,
      waits: status === 'planned' && toldWaiting,
      code,
      phase: agreements.find((agreement) => agreement.definition.year === year)?.phase ?? null,
    })),
    next: nextYear === null ? null : { year: nextYear, opensOn: state.years[nextYear]?.opensOn ?? opensOnOf(rules, nextYear) },
    commissions: commissionsOf(state, titleOf),
    uncovered: titled(coverageOf(state, agreements, today).now),
  };
}

const titled = ({ areas, uncovered }: Coverage): FrameworkView['uncovered'] => {
  const plain = ({ id, title }: Titled): Titled => ({ id, title });
  return {
    areas: areas.filter(({ id }) => uncovered.areas.includes(id)).map(plain),
    goals: areas.flatMap(({ goals }) => goals.filter(({ id }) => uncovered.goals.includes(id)).map(plain)),
  };
};

function titlesIn({ definition }: FrameworkState): (id: string) => Titled {
  const all = definition.organisations.flatMap(({ id, title, bodies }) => [{ id, title }, ...bodies]);
  return (id) => ({ id, title: all.find((one) => one.id === id)?.title ?? id });
}

function partiesOf(state: FrameworkState, titleOf: (id: string) => Titled): FrameworkView['parties'] {
  const { definition, authorisations, signatures, refusals } = state;
  return definition.parties.map(({ organisation, signatory }) => {
    const authorisation = authorisations[organisation];
    return {
      party: titleOf(organisation),
      signatory: signatures[organisation]?.signatory ?? authorisation?.signatory ?? signatory,
      authorised:
        authorisation === undefined
          ? null
          : { on: authorisation.doneOn, by: titleOf(authorisation.body), inAllEssentials: authorisation.inAllEssentials },
      signedOn: signatures[organisation]?.doneOn ?? null,
      refusedOn: refusals[organisation]?.doneOn ?? null,
    };
  });
}

function commissionsOf({ definition, deadlines }: FrameworkState, titleOf: (id: string) => Titled): FrameworkView['commissions'] {
  return definition.commissions.map(({ id, title, from, number, debtor, items }) => ({
    commission: { id, title },
    from: titleOf(from),
    number,
    debtor: titleOf(debtor),
    items: items.map((item) => {
      const deadline = deadlines[itemDeadline(id, item.id)];
      return {
        id: item.id,
        title: item.title,
        dueOn: deadline?.dueOn ?? item.dueOn,
        writtenDueOn: item.dueOn,
        status: deadline?.status ?? 'open',
        doneOn: deadline?.done?.doneOn ?? null,
      };
    }),
  }));
}
