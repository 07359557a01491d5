import { outstandingOre, owedStill } from '#core/agreement/obligations.ts';
import { lastDayOf } from '#core/agreement/overdue.ts';
import type { State } from '#core/agreement/state.ts';
import { commandRules, commandTypes } from '#core/agreement/tables.ts';
import type { Lang } from '#core/texts/lang.ts';
import { namesOf, phaseName } from '#core/texts/names.ts';
import type { AgreementSummary } from '../../infra/db/read/agreements.ts';
import { worldName } from '../context.ts';
import type { AgreementSummaryView, AgreementView } from './agreementDocument.ts';
import { moneyOf, namedPerson, type People } from './pieces.ts';

export function agreementSummary(summary: AgreementSummary, lang: Lang): AgreementSummaryView {
  const { chain, shortId, rehearsal, title, framework, year, phase, validFrom, validUntil, version, openedAt, closedAt } =
    summary;
  return {
    id: shortId,
    chain,
    world: worldName(rehearsal),
    rehearsal,
    title,
    framework,
    year,
    phase,
    phaseName: phaseName(phase, lang),
    validFrom,
    validUntil,
    version,
    wakesAt: summary.nextWakeAt,
    openedAt,
    closedAt,
  };
}

/** Everyone whom the view calls by name. */
export function peopleIn({ definition, signatures, authorisations, deadlines }: State): string[] {
  const signatories = [...definition.parties, ...Object.values(signatures), ...Object.values(authorisations)];
  const handlers = Object.values(deadlines).flatMap(({ handler }) => (handler === null ? [] : [handler]));
  return [definition.coordinator, ...signatories.map(({ signatory }) => signatory), ...handlers];
}

/** An agreement as people look at it: where it stands, who has done what, what it costs and what is next. */
export function agreementView(summary: AgreementSummary, state: State, people: People, lang: Lang): AgreementView {
  const { definition, rejection, termination } = state;
  const names = namesOf(definition);
  const organisation = (id: string) => ({ id, title: names.organisation(id) });
  const body = (id: string) => ({ id, title: names.body(id) });
  return {
    ...agreementSummary(summary, lang),
    versionHash: state.versionHash,
    phases: state.phases.map(({ phase, from, to, recordedAt }) => ({
      phase,
      name: phaseName(phase, lang),
      from,
      to,
      recordedAt,
    })),
    next: nextOf(state),
    parties: partiesOf(state, people),
    approvals: state.rules.approvals.map((id) => ({ body: body(id), approvedOn: state.approvals[id]?.doneOn ?? null })),
    rejection: rejection === null ? null : { body: body(rejection.body), on: rejection.doneOn },
    termination: termination === null ? null : { party: organisation(termination.party), on: termination.doneOn },
    frame: moneyOf(definition.frameOre, lang),
    areas: areasOf(state, lang),
    deadlines: byDay(state).map(({ id, title, dueOn, status, done, accepted }) => ({
      id,
      title,
      dueOn,
      status,
      doneOn: done?.doneOn ?? null,
      accepted,
    })),
    deviations: state.deviations.map(({ measure, doneOn, version }) => ({
      measure: { id: measure, title: names.measure(measure) },
      on: doneOn,
      version,
    })),
    owed: owedStill(state),
    registrationNumbers: definition.organisations.flatMap(({ id, title, registrationNumber }) =>
      registrationNumber === null ? [] : [{ organisation: { id, title }, number: registrationNumber }],
    ),
    coordinator: namedPerson(definition.coordinator, people),
  };
}

/** Deadlines by their day. */
export function byDay({ deadlines }: State): State['deadlines'][string][] {
  return Object.values(deadlines).toSorted((a, b) => (a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1));
}

function nextOf(state: State): AgreementView['next'] {
  const deadline = byDay(state).find(({ status }) => status === 'open');
  return {
    phaseEndsBy: lastDayOf(state, state.phase),
    deadline: deadline === undefined ? null : { id: deadline.id, title: deadline.title, dueOn: deadline.dueOn },
    commands: commandTypes.filter((type) => commandRules[type].possibleIn.includes(state.phase)),
  };
}

function partiesOf(state: State, people: People): AgreementView['parties'] {
  const names = namesOf(state.definition);
  const acted = (act: { doneOn: string; signatory: string } | undefined) =>
    act === undefined ? null : { on: act.doneOn, by: namedPerson(act.signatory, people) };
  return state.definition.parties.map(({ organisation, signatory }) => ({
    id: organisation,
    title: names.organisation(organisation),
    signatory: namedPerson(signatory, people),
    authorised: acted(state.authorisations[organisation]),
    acceptedOn: state.acceptances[organisation]?.doneOn ?? null,
    signed: acted(state.signatures[organisation]),
  }));
}

function areasOf(state: State, lang: Lang): AgreementView['areas'] {
  const { areas, measures } = state.definition;
  const names = namesOf(state.definition);
  const organisation = (id: string) => ({ id, title: names.organisation(id) });
  const shown = (ore: number | null | undefined) => (ore == null ? null : moneyOf(ore, lang));
  return areas.map(({ id, title, budgetOre }) => ({
    id,
    title,
    budget: moneyOf(budgetOre, lang),
    used: shown(state.accounts[id]?.usedOre),
    unspent: shown(state.accounts[id]?.unspentOre),
    outstanding: shown(outstandingOre(state, id)),
    measures: measures
      .filter(({ area }) => area === id)
      .map((measure) => ({
        id: measure.id,
        title: measure.title,
        amount: shown(measure.amountOre),
        debtor: organisation(measure.debtor),
        creditor: organisation(measure.creditor),
      })),
  }));
}
