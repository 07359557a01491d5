import {
  type Built,
  DEFAULT_ESCALATION_DAYS,
  organisationsOf,
  peopleOf,
  plansOf,
  type SourcedDate,
  sourceFindings,
} from './buildCommon.ts';
import type { ReminderPlan } from '#core/deadlines/reminders.ts';
import type { DeadlineTerms } from '#core/deadlines/deadline.ts';
import { type Area, CURRENT_ENGINE, type Definition, type Measure, type Rules } from '#core/agreement/definition.ts';
import { parseMoney } from '#core/money.ts';
import type { AgreementFile } from '#contracts/schemas.ts';
import { deadlinesOf } from './buildDeadlines.ts';
import { type FileFinding, owing } from './owing.ts';
import type { Path } from './mistake.ts';
import { recipientDates } from './parts/recipients.ts';
import { termsOf } from './parts/terms.ts';
import { createOrigins, type Origins } from './origins.ts';

/** The plans that every agreement has, unless it gives its own under these names. */
const DEFAULT_PLANS: Record<string, ReminderPlan> = {
  report: [-90, -30, -14, -7, -1, 0, 1, 7, 14],
  answer: [-14, -3, 0, 1, 7],
};

/** The definition that a file says, with every default written out. What is no amount becomes 0, which the schema has told of. */
export function buildDefinition(file: AgreementFile): Built<Definition> {
  const origins = createOrigins();
  const findings: FileFinding[] = [];
  const { areas, measures } = areasOf(file, origins, findings);
  const deadlines: DeadlineTerms[] = deadlinesOf(file, measures, origins, findings);
  const terms = termsOf(file, origins, findings);
  findings.push(...sourceFindings(file, datesOf(file)));
  const definition: Definition = {
    framework: file.framework,
    year: file.year,
    title: file.title,
    validUntil: file.validUntil?.on ?? null,
    frameOre: oreOf(file.frame),
    organisations: organisationsOf(file, origins),
    people: peopleOf(file, origins),
    coordinator: file.coordinator,
    parties: Object.entries(file.parties).map(([organisation, { authorisedBy, signatory }], index) => {
      origins.set(`parties.${index}`, ['parties', organisation]);
      origins.set(`parties.${index}.organisation`, ['parties', organisation]);
      return { organisation, authorisedBy, signatory };
    }),
    areas,
    measures,
    deadlines,
    rules: rulesOf(file),
    ...(terms === undefined ? {} : { terms }),
  };
  return { definition, origins, findings };
}

function rulesOf(file: AgreementFile): Rules {
  const { consultation, negotiation, evaluation } = file.windows;
  const days = ({ from, to }: { from: string; to: string }) => ({ from, to });
  return {
    engine: CURRENT_ENGINE,
    windows: { consultation: days(consultation), negotiation: days(negotiation), evaluation: days(evaluation) },
    signingBy: file.signingBy.on,
    approvals: file.approvals,
    reminderPlans: plansOf(file, DEFAULT_PLANS),
    escalateFromDaysOverdue: file.escalateFromDaysOverdue ?? DEFAULT_ESCALATION_DAYS,
    dueDay: file.dueDay ?? 'asWritten',
    calendar: 'sweden',
    consentToRuleChange: file.consentToRuleChange ?? 'parties',
  };
}

function areasOf(file: AgreementFile, origins: Origins, findings: FileFinding[]): { areas: Area[]; measures: Measure[] } {
  const measures: Measure[] = [];
  const areas = Object.entries(file.areas).map(([id, area], index) => {
    origins.set(`areas.${index}`, ['areas', id]);
    for (const [measureId, measure] of Object.entries(area.measures ?? {})) {
      const path = ['areas', id, 'measures', measureId];
      const own = `measures.${measures.length}`;
      origins.set(own, path);
      origins.set(`${own}.serves.area`, [...path, 'serves', 'area']);
      measures.push({
        id: measureId,
        title: measure.title,
        area: id,
        amountOre: measure.amount === undefined ? null : oreOf(measure.amount),
        debtor: owing(file, 'debtor', measure, { own, path, origins, findings }),
        creditor: owing(file, 'creditor', measure, { own, path, origins, findings }),
        continuesIn: measure.continuesIn ?? [],
        ...(measure.serves === undefined ? {} : { serves: { area: measure.serves.area, goal: measure.serves.goal ?? null } }),
        ...(measure.continues === undefined ? {} : { continues: { ...measure.continues } }),
      });
    }
    return { id, title: area.title, budgetOre: oreOf(area.budget) };
  });
  // Where the measures are looked for, when one is not found.
  origins.set('measures', ['areas']);
  return { areas, measures };
}

function oreOf(text: string): number {
  return parseMoney(text) ?? 0;
}

/** The days and windows of the file and where they come from. */
export function datesOf(file: AgreementFile): SourcedDate[] {
  const windows = Object.entries(file.windows).map(([name, { from, to, source }]) => ({
    at: ['windows', name],
    from,
    to,
    source,
  }));
  const day = (at: Path, { on, source }: { on: string; source: string }) => ({ at, from: on, to: null, source });
  return [
    ...(file.validUntil === undefined ? [] : [day(['validUntil'], file.validUntil)]),
    ...windows,
    day(['signingBy'], file.signingBy),
    ...Object.entries(file.deadlines).map(([id, { due }]) => day(['deadlines', id, 'due'], due)),
    ...recipientDates(file),
  ];
}
