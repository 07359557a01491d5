import {
  type Built,
  DEFAULT_ESCALATION_DAYS,
  organisationsOf,
  peopleOf,
  plansOf,
  type SourcedDate,
  sourceFindings,
} from '../buildCommon.ts';
import type { ReminderPlan } from '#core/deadlines/reminders.ts';
import {
  type AskedTerms,
  type Part,
  REFERRAL_ENGINE,
  type ReferralDefinition,
  type StageTerms,
} from '#core/referral/definition.ts';
import type { ReferralFile } from '#contracts/schemas.ts';
import { createOrigins, type Origins } from '../origins.ts';
import type { FileFinding } from '../owing.ts';

/** Unless the file gives its own under this name. */
const DEFAULT_PLANS: Record<string, ReminderPlan> = { answer: [-14, -3, 0, 1, 7] };

/** The definition that a file says, with every default written out. */
export function buildReferral(file: ReferralFile): Built<ReferralDefinition> {
  const origins = createOrigins();
  const findings: FileFinding[] = [];
  origins.set('id', ['referral']);
  const definition: ReferralDefinition = {
    id: file.referral,
    title: file.title,
    about: file.about ?? null,
    asker: { organisation: file.asker.organisation, body: file.asker.body ?? null },
    organisations: organisationsOf(file, origins),
    people: peopleOf(file, origins),
    coordinator: file.coordinator,
    documents: file.documents ?? [],
    parts: Object.entries(file.parts).map(([id, part], index) => partOf(id, part, index, origins)),
    asked: Object.entries(file.asked).map(([id, one], index) => askedOf(file, id, one, index, origins, findings)),
    rules: {
      engine: REFERRAL_ENGINE,
      answeringDays: file.answeringDays ?? 0,
      reminderPlans: plansOf(file, DEFAULT_PLANS),
      escalateFromDaysOverdue: file.escalateFromDaysOverdue ?? DEFAULT_ESCALATION_DAYS,
      calendar: 'sweden',
    },
  };
  return { definition, origins, findings: [...findings, ...sourceFindings(file, referralDatesOf(file))] };
}

function partOf(id: string, part: ReferralFile['parts'][string], index: number, origins: Origins): Part {
  origins.set(`parts.${index}`, ['parts', id]);
  const questions = Object.entries(part.questions ?? {}).map(([question, title], at) => {
    const path = ['parts', id, 'questions', question];
    origins.set(`parts.${index}.questions.${at}`, path);
    origins.set(`parts.${index}.questions.${at}.title`, path);
    return { id: question, title };
  });
  return { id, title: part.title, questions, to: part.to ?? null };
}

function askedOf(
  file: ReferralFile,
  id: string,
  one: ReferralFile['asked'][string],
  index: number,
  origins: Origins,
  findings: FileFinding[],
): AskedTerms {
  const path = `asked.${index}`;
  origins.set(path, ['asked', id]);
  origins.set(`${path}.organisation`, ['asked', id]);
  const said = one.answerBy ?? file.answerBy;
  const at = one.answerBy === undefined ? ['answerBy'] : ['asked', id, 'answerBy'];
  origins.set(`${path}.answerBy`, [...at, 'on']);
  origins.set(`${path}.source`, [...at, 'source']);
  if (said === undefined) {
    findings.push({
      at: ['asked', id, 'answerBy'],
      message: 'answerBy is missing',
      remedy: 'add it here or once at the top: { on: 2012-09-30, source: assumed }, or none where no answer is due',
    });
  }
  const dated = said === undefined || said === 'none' ? null : said;
  return {
    organisation: id,
    answerBy: dated?.on ?? null,
    source: dated?.source ?? 'none',
    handler: one.handler ?? null,
    stages: stagesOf(one.stages ?? {}, path, ['asked', id, 'stages'], origins),
  };
}

type StageEntries = NonNullable<ReferralFile['asked'][string]['stages']>;

/** Where nothing else is said, a stage waits for the one above it. */
function stagesOf(entries: StageEntries, asked: string, at: string[], origins: Origins): StageTerms[] {
  const ids = Object.keys(entries);
  origins.set(`${asked}.stages`, at);
  return Object.entries(entries).map(([id, { title, kind, body, inner, days, after }], index) => {
    const before = ids[index - 1];
    origins.set(`${asked}.stages.${index}`, [...at, id]);
    return {
      id,
      title,
      kind,
      body,
      inner: inner ?? [],
      days: days ?? null,
      after: after ?? (before === undefined ? [] : [before]),
    };
  });
}

/** The days of the file and where they come from. */
export function referralDatesOf(file: ReferralFile): SourcedDate[] {
  const dated = (at: SourcedDate['at'], answerBy: ReferralFile['answerBy']): SourcedDate[] =>
    answerBy === undefined || answerBy === 'none' ? [] : [{ at, from: answerBy.on, to: null, source: answerBy.source }];
  return [
    ...dated(['answerBy'], file.answerBy),
    ...Object.entries(file.asked).flatMap(([id, { answerBy }]) => dated(['asked', id, 'answerBy'], answerBy)),
  ];
}
