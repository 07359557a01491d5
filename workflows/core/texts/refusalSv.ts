import type { Fault } from '#core/act/refusal.ts';
import type { Refusal, YearRefusal } from '#core/agreement/refusals.ts';
import { formatSv } from '#core/money.ts';
import { assertNever } from '#core/result.ts';
import { choices } from './choices.ts';
import { formatDateShort } from './dates.ts';
import { allOf, anyOf } from './lang.ts';
import { commandName, type Names, phaseName } from './names.ts';
import { roleName } from './naming.ts';

const day = (date: string): string => formatDateShort(date, 'sv');
const command = (type: Parameters<typeof commandName>[0]): string => commandName(type, 'sv');
const listed = (faults: readonly Fault[]): string => faults.map(({ path, message }) => `\n- ${path}: ${message}`).join('');
const proof = {
  enteredLater: 'handlingen antecknas senare än den dag den gjordes',
  onBehalf: 'samordnaren antecknar för en organisations räkning, vilket den som har en egen roll där kan göra utan',
  takenOver: 'en övertagen överenskommelse bygger på vad som redan har hänt',
};

/** `explain` puts the refusal inside another in words. */
export function refusalInSwedish(refusal: YearRefusal, names: Names, explain: (refusal: Refusal) => string): string {
  switch (refusal.code) {
    case 'notOpened':
      return 'Överenskommelsen är inte öppnad. Öppna den först.';
    case 'alreadyOpened':
      return 'Överenskommelsen är redan öppnad. Öppna en ny under ett annat år eller en annan ram.';
    case 'openingPassed':
      return `Samrådet skulle ha börjat ${day(refusal.opensOn)} och i dag är ${day(refusal.today)} (rules.windows.consultation.from). Ange en senare dag, eller ta över överenskommelsen med en fil om vad som redan har hänt (--take-over).`;
    case 'faultyDefinition':
      return `Definitionen har fel som måste rättas:${listed(refusal.faults)}`;
    case 'faultyTakeOver':
      return `Övertagandet stannar vid handling ${refusal.act + 1} (${command(refusal.command)}): ${explain(refusal.because)}`;
    case 'wrongPhase':
      return `Det går inte att ${command(refusal.command)} i fasen ${phaseName(refusal.phase, 'sv')}. Det går ${
        refusal.possibleIn.length === 0
          ? 'bara innan överenskommelsen finns'
          : `i ${anyOf(
              refusal.possibleIn.map((phase) => phaseName(phase, 'sv')),
              'sv',
            )}`
      }.`;
    case 'nothingToOpenEarly':
      return `Ingen fas kan öppnas i förtid från ${phaseName(refusal.phase, 'sv')}: nästa fas börjar av sig själv när den här har avslutats.`;
    case 'unknownPerson':
      return `Personen "${refusal.person}" (${refusal.field}) finns inte i överenskommelsen. Ange ${choices(refusal.known, refusal.person, 'sv')}.`;
    case 'unknown':
      return `"${refusal.value}" (${refusal.field}) finns inte i överenskommelsen. Ange ${refusal.known.length === 0 ? 'inget; här finns inga' : choices(refusal.known, refusal.value, 'sv')}.`;
    case 'notAllowed':
      return `${refusal.person} (${allOf(
        refusal.roles.map((role) => roleName(role, 'sv')),
        'sv',
      )}, ${names.organisation(refusal.organisation)}) får inte ${command(refusal.command)}. Det får ${needed(refusal.needed, names)}.`;
    case 'ownReport':
      return `${names.organisation(refusal.organisation)} kan inte bedöma sin egen redovisning (${names.deadline(refusal.deadline)}). Det gör den som redovisningen lämnas till.`;
    case 'notThatPerson':
      return `${refusal.person} (${refusal.field}) hör inte till ${anyOf(refusal.organisation.split(', ').map(names.organisation), 'sv')}, vars handling det är. Ange någon därifrån, eller utelämna fältet.`;
    case 'doneInFuture':
      return `Dagen ${day(refusal.doneOn)} (doneOn) har inte kommit; i dag är ${day(refusal.today)}. Ange den dag då det gjordes.`;
    case 'doneTooEarly':
      return `Dagen ${day(refusal.doneOn)} (doneOn) är för tidig. Tidigast möjliga dag är ${day(refusal.earliest)}.`;
    case 'notADate':
      return `"${refusal.value}" (${refusal.field}) är inget datum som går att planera efter. Skriv ÅÅÅÅ-MM-DD, till exempel 2012-03-31, tidigast 1996 och inte senare än att påminnelserna ryms före 2099.`;
    case 'doneTooLate':
      return `Gjord ${day(refusal.doneOn)} (doneOn) är för sent: det som följde på den gjordes tidigare. Ange senast ${day(refusal.latest)}.`;
    case 'evidenceMissing':
      return `Underlag saknas (evidence): ${proof[refusal.because]}${refusal.because === 'enteredLater' ? ` (gjord ${day(refusal.doneOn)}, antecknad ${day(refusal.today)})` : ''}. Ange en handling eller en hänvisning.`;
    case 'reasonMissing':
      return `Skäl saknas (reason). Skriv varför, för att ${command(refusal.command)}.`;
    case 'otherVersion':
      return `Version ${refusal.given} (versionHash) är inte den som gäller. Den som gäller är ${refusal.current}.`;
    case 'alreadyDone':
      return `Det är redan gjort (${command(refusal.command)}: ${refusal.what}), ${day(refusal.doneOn)}. Blev något fel, rätta den anteckningen.`;
    case 'notAuthorised':
      return `${refusal.signatory} (signatory) är inte bemyndigad att underteckna för ${names.organisation(refusal.party)}. ${refusal.authorised === null ? 'Ingen är det ännu: anteckna bemyndigandet först.' : `Det är ${refusal.authorised}.`}`;
    case 'wrongBody':
      return `${names.body(refusal.body)} (${refusal.field}) beslutar inte om detta. Ange ${anyOf(refusal.expected.map(names.body), 'sv')}.`;
    case 'afterRejection':
      return `${names.body(refusal.body)} har avslagit. Återuppta förhandlingen eller låt överenskommelsen förfalla.`;
    case 'nothingRejected':
      return 'Inget har avslagits, så förhandlingen kan inte återupptas. Det går efter ett avslag.';
    case 'notWatched':
      return `${names.deadline(refusal.deadline)} (deadline) är en skyldighet mellan parterna, inte ett bevakat datum, och kan inte släppas. Anteckna den som uppfylld när den är det.`;
    case 'metOtherwise':
      return `${names.deadline(refusal.deadline)} (deadline) uppfylls inte så. Använd: ${refusal.use.map(command).join(', ')}.`;
    case 'notHandedIn':
      return `Ingen redovisning är lämnad för ${names.deadline(refusal.deadline)} (deadline). Den måste lämnas först.`;
    case 'dueDateInPast':
      return `Den nya fristen ${day(refusal.newDueOn)} (${refusal.field ?? 'newDueOn'}) har passerat. Ange ${day(refusal.earliest)} eller senare.`;
    case 'notMoney':
      return `${refusal.value} (${refusal.field}) är inget belopp. Ange hela ören, noll eller mer.`;
    case 'budgetMismatch':
      return `${names.area(refusal.area)} har ${formatSv(refusal.budgetOre)}; använt och ej använt blir ${formatSv(refusal.givenOre)} (usedOre, unspentOre). Tillsammans ska de bli ${formatSv(refusal.budgetOre)}.`;
    case 'tooMuchRepaid':
      return `${formatSv(refusal.givenOre)} (amountOre) kan inte återbetalas för ${names.area(refusal.area)}. Ange mer än noll och högst det som återstår, ${formatSv(refusal.outstandingOre)}.`;
    case 'repaidExceedsUnspent':
      return `Då vore mer återbetalat för ${names.area(refusal.area)} än vad som blev över: ${formatSv(refusal.excessOre)} för mycket. Rätta återbetalningen först, eller ange andra belopp.`;
    case 'notAccounted':
      return `${names.area(refusal.area)} (area) är inte redovisat. Redovisa medlen före återbetalningen.`;
    case 'faultyRules':
      return `De ändrade reglerna har fel som måste rättas:${listed(refusal.faults)}`;
    case 'consentMissing':
      return `Samtycke saknas (consents) från ${allOf(refusal.parties.map(names.organisation), 'sv')}. Ange underlag för varje parts samtycke.`;
    case 'nothingToCorrect':
      return `Händelse ${refusal.version} (version) finns inte. Ange 1–${refusal.newest}.`;
    case 'correctionDoesNotFit':
      return `Händelse ${refusal.version} (version) kan inte rättas med ${refusal.kind} (correction.kind): där finns inget sådant. Välj händelsen som har uppgiften, eller rätta med note.`;
    case 'cannotRecord':
      return `Det går inte att anteckna: ${refusal.detail}. Ändra det som nämns och sänd igen.`;
    default:
      return assertNever(refusal);
  }
}

function needed(who: string, names: Names): string {
  return who === 'coordinator' ? 'samordnaren' : `någon hos ${anyOf(who.split(', ').map(names.organisation), 'sv')}`;
}
