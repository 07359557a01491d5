import type { Definition } from '#core/agreement/definition.ts';
import { momentAt } from '#core/deadlines/reminders.ts';
import { assertNever } from '#core/result.ts';
import type { Consequence } from '#core/whatIf/compare.ts';
import type { SuppositionRefusal } from '#core/whatIf/suppose.ts';
import { formatDateShort } from './dates.ts';
import type { Lang } from './lang.ts';
import { type Names, namesOf, phaseName } from './names.ts';
import { explainRefusal } from './refusalText.ts';
import { explainReminder } from './reminderText.ts';

/** A consequence as one line, without the day it is first felt, which a list shows beside it. */
export function describeConsequence(one: Consequence, definition: Definition, lang: Lang): string {
  const names = namesOf(definition);
  return lang === 'sv' ? inSwedish(one, names) : inEnglish(one, names);
}

function inSwedish(one: Consequence, names: Names): string {
  const day = (date: string | null): string => (date === null ? 'aldrig' : formatDateShort(date, 'sv'));
  const instead = (before: string | null, after: string | null): string =>
    before === null
      ? `${day(after)}, förut inte`
      : after === null
        ? `inte alls, förut ${day(before)}`
        : `${day(after)} i stället för ${day(before)}`;
  switch (one.kind) {
    case 'phaseBegins':
      return `Fasen ${phaseName(one.phase, 'sv')} börjar ${instead(one.before, one.after)}`;
    case 'validFrom':
      return `Överenskommelsen gäller från ${instead(one.before, one.after)}`;
    case 'dueOn':
      return `${names.deadline(one.deadline)} förfaller ${instead(one.before, one.after)}`;
    case 'overdue':
      return `Samordnaren får veta att fasen ${phaseName(one.phase, 'sv')} gått över sin sista dag ${day(one.lastDay)}: ${instead(one.before, one.after)}`;
    case 'dueBeforeValidity':
      return `${names.deadline(one.deadline)} förfaller ${day(one.dueOn)}, innan överenskommelsen börjar gälla ${day(one.validFrom)}: ingen påminns`;
    case 'reminderAdded':
      return `Ny påminnelse om ${names.deadline(one.deadline)}: ${explained(one, one.on, 'sv')}`;
    case 'reminderGone':
      return `Ingen påminnelse om ${names.deadline(one.deadline)}: ${explained(one, one.on, 'sv')}`;
    case 'reminderMoved':
      return `Påminnelse om ${names.deadline(one.deadline)} ${instead(one.before, one.after)}: ${explained(one, one.after, 'sv')}`;
    case 'tooLateForNextYear':
      return `Utvärderingen fastställs ${day(one.evaluationAdoptedOn)}, efter nästa års förhandling som slutar ${day(one.negotiationEndsOn)}: den hinner inte tas upp där`;
    default:
      return assertNever(one);
  }
}

function inEnglish(one: Consequence, names: Names): string {
  const day = (date: string | null): string => (date === null ? 'never' : formatDateShort(date, 'en'));
  const instead = (before: string | null, after: string | null): string =>
    before === null
      ? `${day(after)}, before not`
      : after === null
        ? `not at all, before ${day(before)}`
        : `${day(after)} instead of ${day(before)}`;
  switch (one.kind) {
    case 'phaseBegins':
      return `The phase ${phaseName(one.phase, 'en')} begins ${instead(one.before, one.after)}`;
    case 'validFrom':
      return `The agreement is valid from ${instead(one.before, one.after)}`;
    case 'dueOn':
      return `${names.deadline(one.deadline)} is due ${instead(one.before, one.after)}`;
    case 'overdue':
      return `The coordinator is told that the phase ${phaseName(one.phase, 'en')} is past its last day ${day(one.lastDay)}: ${instead(one.before, one.after)}`;
    case 'dueBeforeValidity':
      return `${names.deadline(one.deadline)} is due ${day(one.dueOn)}, before the agreement is valid ${day(one.validFrom)}: nobody is reminded`;
    case 'reminderAdded':
      return `New reminder of ${names.deadline(one.deadline)}: ${explained(one, one.on, 'en')}`;
    case 'reminderGone':
      return `No reminder of ${names.deadline(one.deadline)}: ${explained(one, one.on, 'en')}`;
    case 'reminderMoved':
      return `Reminder of ${names.deadline(one.deadline)} ${instead(one.before, one.after)}: ${explained(one, one.after, 'en')}`;
    case 'tooLateForNextYear':
      return `The evaluation is adopted ${day(one.evaluationAdoptedOn)}, after next year's negotiation, which ends ${day(one.negotiationEndsOn)}: it comes too late to be taken up there`;
    default:
      return assertNever(one);
  }
}

const explained = ({ dueOn, occasion }: { dueOn: string; occasion: number }, on: string, lang: Lang): string =>
  explainReminder(
    { dueOn, offset: occasion, sendOn: momentAt(dueOn, occasion).sendOn > on ? momentAt(dueOn, occasion).sendOn : on },
    lang,
  );

/** Why nothing can be supposed so: the field, the rule, and what would be right. */
export function explainSupposition(refusal: SuppositionRefusal, lang: Lang, definition: Definition): string {
  switch (refusal.code) {
    case 'alreadyOver':
      return lang === 'sv'
        ? `Överenskommelsen är ${phaseName(refusal.phase, 'sv')}: inget återstår att anta något om.`
        : `The agreement is ${phaseName(refusal.phase, 'en')}: nothing is left to suppose anything of.`;
    case 'phasePassed':
      return lang === 'sv'
        ? `Fasen ${phaseName(refusal.phase, 'sv')} är redan slut (late). Ange ${phaseName(refusal.now, 'sv')} eller en senare fas.`
        : `The phase ${phaseName(refusal.phase, 'en')} has ended already (late). Give ${phaseName(refusal.now, 'en')} or a later phase.`;
    default:
      return explainRefusal(refusal, lang, definition);
  }
}
