import type { Fault } from '#core/act/refusal.ts';
import type { Refusal, YearRefusal } from '#core/agreement/refusals.ts';
import { formatEn } from '#core/money.ts';
import { assertNever } from '#core/result.ts';
import { choices } from './choices.ts';
import { formatDateShort } from './dates.ts';
import { allOf, anyOf } from './lang.ts';
import { commandName, type Names, phaseName } from './names.ts';
import { roleName } from './naming.ts';

const day = (date: string): string => formatDateShort(date, 'en');
const command = (type: Parameters<typeof commandName>[0]): string => commandName(type, 'en');
const listed = (faults: readonly Fault[]): string => faults.map(({ path, message }) => `\n- ${path}: ${message}`).join('');
const proof = {
  enteredLater: 'the act is entered later than the day it was done',
  onBehalf: "the coordinator enters it on an organisation's behalf, which whoever has a role of their own there can do without",
  takenOver: 'an agreement that is taken over rests on what has already happened',
};

/** `explain` puts the refusal inside another in words. */
export function refusalInEnglish(refusal: YearRefusal, names: Names, explain: (refusal: Refusal) => string): string {
  switch (refusal.code) {
    case 'notOpened':
      return 'The agreement is not opened. Open it first.';
    case 'alreadyOpened':
      return 'The agreement is already opened. Open another one, for another year or framework.';
    case 'openingPassed':
      return `The consultation was to begin ${day(refusal.opensOn)} and today is ${day(refusal.today)} (rules.windows.consultation.from). Give a later day, or take the agreement over with a file of what has already happened (--take-over).`;
    case 'faultyDefinition':
      return `The definition has mistakes to put right:${listed(refusal.faults)}`;
    case 'faultyTakeOver':
      return `The take-over stops at act ${refusal.act + 1} (${command(refusal.command)}): ${explain(refusal.because)}`;
    case 'wrongPhase':
      return `It is not possible to ${command(refusal.command)} in the phase ${phaseName(refusal.phase, 'en')}. It is possible ${
        refusal.possibleIn.length === 0
          ? 'only before the agreement exists'
          : `in ${anyOf(
              refusal.possibleIn.map((phase) => phaseName(phase, 'en')),
              'en',
            )}`
      }.`;
    case 'nothingToOpenEarly':
      return `No phase can be opened early from ${phaseName(refusal.phase, 'en')}: the next one begins by itself when this one has ended.`;
    case 'unknownPerson':
      return `The person "${refusal.person}" (${refusal.field}) is not in the agreement. Give ${choices(refusal.known, refusal.person, 'en')}.`;
    case 'unknown':
      return `"${refusal.value}" (${refusal.field}) is not in the agreement. Give ${refusal.known.length === 0 ? 'none; there are none here' : choices(refusal.known, refusal.value, 'en')}.`;
    case 'notAllowed':
      return `${refusal.person} (${allOf(
        refusal.roles.map((role) => roleName(role, 'en')),
        'en',
      )}, ${names.organisation(refusal.organisation)}) may not ${command(refusal.command)}. ${needed(refusal.needed, names)} may.`;
    case 'ownReport':
      return `${names.organisation(refusal.organisation)} cannot judge its own report (${names.deadline(refusal.deadline)}). Whom it is handed in to does.`;
    case 'notThatPerson':
      return `${refusal.person} (${refusal.field}) does not belong to ${anyOf(refusal.organisation.split(', ').map(names.organisation), 'en')}, whose act it is. Give someone from there, or leave the field out.`;
    case 'doneInFuture':
      return `The day ${day(refusal.doneOn)} (doneOn) has not come; today is ${day(refusal.today)}. Give the day it was done.`;
    case 'doneTooEarly':
      return `The day ${day(refusal.doneOn)} (doneOn) is too early. The earliest possible is ${day(refusal.earliest)}.`;
    case 'notADate':
      return `"${refusal.value}" (${refusal.field}) is not a date that can be planned by. Write YYYY-MM-DD, for instance 2012-03-31, from 1996 on and early enough for its reminders to fall before 2099.`;
    case 'doneTooLate':
      return `Done ${day(refusal.doneOn)} (doneOn) is too late: what followed from it was done before. Give ${day(refusal.latest)} at the latest.`;
    case 'evidenceMissing':
      return `Evidence is missing (evidence): ${proof[refusal.because]}${refusal.because === 'enteredLater' ? ` (done ${day(refusal.doneOn)}, entered ${day(refusal.today)})` : ''}. Give a document or a reference.`;
    case 'reasonMissing':
      return `A reason is missing (reason). Write why, to ${command(refusal.command)}.`;
    case 'otherVersion':
      return `Version ${refusal.given} (versionHash) is not the one that stands. That is ${refusal.current}.`;
    case 'alreadyDone':
      return `It is done already (${command(refusal.command)}: ${refusal.what}), ${day(refusal.doneOn)}. If something was wrong, correct that entry.`;
    case 'notAuthorised':
      return `${refusal.signatory} (signatory) is not authorised to sign for ${names.organisation(refusal.party)}. ${refusal.authorised === null ? 'Nobody is yet: enter the authorisation first.' : `${refusal.authorised} is.`}`;
    case 'wrongBody':
      return `${names.body(refusal.body)} (${refusal.field}) does not decide this. Give ${anyOf(refusal.expected.map(names.body), 'en')}.`;
    case 'afterRejection':
      return `${names.body(refusal.body)} has rejected. Reopen the negotiation or let the agreement lapse.`;
    case 'nothingRejected':
      return 'Nothing has been rejected, so the negotiation cannot be reopened. It can after a rejection.';
    case 'notWatched':
      return `${names.deadline(refusal.deadline)} (deadline) is a duty between the parties, not a watched date, and cannot be let go. Enter it as met when it is.`;
    case 'metOtherwise':
      return `${names.deadline(refusal.deadline)} (deadline) is not met that way. Use: ${refusal.use.map(command).join(', ')}.`;
    case 'notHandedIn':
      return `No report is handed in for ${names.deadline(refusal.deadline)} (deadline). That has to come first.`;
    case 'dueDateInPast':
      return `The new due date ${day(refusal.newDueOn)} (${refusal.field ?? 'newDueOn'}) has passed. Give ${day(refusal.earliest)} or later.`;
    case 'notMoney':
      return `${refusal.value} (${refusal.field}) is not an amount. Give whole öre, zero or more.`;
    case 'budgetMismatch':
      return `${names.area(refusal.area)} has ${formatEn(refusal.budgetOre)}; used and unspent come to ${formatEn(refusal.givenOre)} (usedOre, unspentOre). Together they are to be ${formatEn(refusal.budgetOre)}.`;
    case 'tooMuchRepaid':
      return `${formatEn(refusal.givenOre)} (amountOre) cannot be repaid for ${names.area(refusal.area)}. Give more than zero and at most what is left, ${formatEn(refusal.outstandingOre)}.`;
    case 'repaidExceedsUnspent':
      return `More would then have been repaid for ${names.area(refusal.area)} than was left unspent: ${formatEn(refusal.excessOre)} too much. Correct the repayment first, or give other amounts.`;
    case 'notAccounted':
      return `${names.area(refusal.area)} (area) is not accounted for. Account for the funds before repaying.`;
    case 'faultyRules':
      return `The changed rules have mistakes to put right:${listed(refusal.faults)}`;
    case 'consentMissing':
      return `Consent is missing (consents) from ${allOf(refusal.parties.map(names.organisation), 'en')}. Give evidence of each party's consent.`;
    case 'nothingToCorrect':
      return `There is no event ${refusal.version} (version). Give 1–${refusal.newest}.`;
    case 'correctionDoesNotFit':
      return `Event ${refusal.version} (version) cannot be corrected with ${refusal.kind} (correction.kind): it holds no such thing. Choose the event that does, or correct with note.`;
    case 'cannotRecord':
      return `It cannot be recorded: ${refusal.detail}. Change what it names and send again.`;
    default:
      return assertNever(refusal);
  }
}

function needed(who: string, names: Names): string {
  return who === 'coordinator' ? 'The coordinator' : `Someone from ${anyOf(who.split(', ').map(names.organisation), 'en')}`;
}
