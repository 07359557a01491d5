import { stringify } from 'yaml';
import { businessDayOnOrAfter, businessDayOnOrBefore, nextBusinessDay } from '#core/calendar/businessDays.ts';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import type { DeadlineTerms } from '#core/deadlines/deadline.ts';
import type { Definition } from '#core/agreement/definition.ts';

/** One entry of a take-over file. */
interface Act {
  do: string;
  doneOn: CivilDate;
  doneBy?: string;
  with?: Record<string, unknown>;
}

/** A take-over file for a day, as if everybody had done their part in good time up to it. */
export function takeOverText(definition: Definition, today: CivilDate): string {
  const acts = [...conclusion(definition), ...definition.deadlines.flatMap((deadline) => report(definition, deadline, today))];
  const done = acts
    .filter(({ doneOn }) => doneOn <= today)
    .toSorted((a, b) => (a.doneOn < b.doneOn ? -1 : Number(a.doneOn > b.doneOn)));
  return stringify({ acts: done });
}

/** From the basis to the last approval, each within its window. */
function conclusion({ rules, parties }: Definition): Act[] {
  const { consultation, negotiation } = rules.windows;
  const acceptedOn = businessDayOnOrBefore(addDays(negotiation.to, -12));
  const authorisedOn = nextBusinessDay(acceptedOn);
  const signedOn = businessDayOnOrAfter(addDays(rules.signingBy, -2));
  return [
    { do: 'adoptBasis', doneOn: businessDayOnOrBefore(addDays(consultation.to, -10)) },
    ...parties.map(
      ({ organisation: party, signatory }): Act => ({
        do: 'acceptVersion',
        doneOn: acceptedOn,
        doneBy: signatory,
        with: { party },
      }),
    ),
    ...parties.map(
      ({ organisation: party, authorisedBy: body, signatory }): Act => ({
        do: 'authorise',
        doneOn: authorisedOn,
        with: { party, body, signatory },
      }),
    ),
    ...parties.map(
      ({ organisation: party, signatory }): Act => ({
        do: 'sign',
        doneOn: signedOn,
        doneBy: signatory,
        with: { party, signatory },
      }),
    ),
    ...rules.approvals.map(
      (body, at): Act => ({ do: 'approve', doneOn: businessDayOnOrAfter(addDays(rules.signingBy, 5 + 4 * at)), with: { body } }),
    ),
  ];
}

/** A report whose day has passed was handed in three days before it, and accepted six days after where those have passed. */
function report({ people }: Definition, { id: deadline, metBy, dueOn, debtor }: DeadlineTerms, today: CivilDate): Act[] {
  if (metBy !== 'report' || dueOn >= today) return [];
  const handler = people.find((person) => person.organisation === debtor && person.roles.includes('handler'));
  const content = { activities: 'Träffar och handledning enligt planen.', development: 'Arbetet följer målen för året.' };
  return [
    {
      do: 'handInReport',
      doneOn: addDays(dueOn, -3),
      ...(handler === undefined ? {} : { doneBy: handler.id }),
      with: { deadline, content },
    },
    { do: 'acceptReport', doneOn: addDays(dueOn, 6), with: { deadline } },
  ];
}
