import { join } from 'node:path';
import { addDays, type CivilDate, yearOf } from '#core/calendar/civilDate.ts';
import { lastDayOf } from '#core/agreement/overdue.ts';
import type { State } from '#core/agreement/state.ts';
import { formatDateShort } from '#core/texts/dates.ts';
import { phaseName } from '#core/texts/names.ts';
import { agreementId } from '#contracts/ids.ts';
import { findAgreement, listAgreements } from '../../infra/db/read/agreements.ts';
import { loadAgreement, type LoadedAgreement, parseAgreement } from '../../infra/definition/loadAgreement.ts';
import { parseTakeOver, type TakenOverAct } from '../../infra/definition/loadTakeOver.ts';
import { newFrom } from '../../infra/definition/rollForward.ts';
import { faultyFile } from '../commands/files.ts';
import { stateOf } from '../commands/agreement.ts';
import { Failure, exit } from '../failure.ts';
import type { Context, Engine } from '../session.ts';
import { beginStep } from '../terminal/steps.ts';
import { operator } from '../words/operator.ts';
import { takeOverText } from './takeOver.ts';

/** How far ahead there is to be something to do. */
const AHEAD_DAYS = 30;

/** The invented agreement for a year: as it is written, or rolled forward as `new` does. */
export async function inventedIn(projectRoot: string, year: number): Promise<LoadedAgreement> {
  const from = join(projectRoot, 'examples', 'invented');
  const own = await loadAgreement(join(from, 'agreement.yaml'));
  if (!own.ok) throw faultyFile(own.mistakes);
  if (own.definition.year === year) return own;
  const rolled = await newFrom(from, year);
  if (!rolled.ok) throw faultyFile(rolled.mistakes);
  const loaded = parseAgreement(rolled.text, join(from, 'agreement.yaml'));
  if (!loaded.ok) throw faultyFile(loaded.mistakes);
  return loaded;
}

/** What had happened to it by a day: the take-over file for that day, read as `import` reads one. */
export function actsBy(loaded: LoadedAgreement, today: CivilDate): TakenOverAct[] {
  const takeOver = parseTakeOver(takeOverText(loaded.definition, today), 'take-over.yaml', loaded);
  if (!takeOver.ok) throw faultyFile(takeOver.mistakes);
  return takeOver.acts;
}

/** What is to be done within a month: open deadlines by their day, and the end of the phase's window. */
export function soonToDo(
  state: State,
  today: CivilDate,
): { deadlines: State['deadlines'][string][]; phaseEndsOn: CivilDate | null } {
  const last = addDays(today, AHEAD_DAYS);
  const isSoon = (date: CivilDate) => date >= today && date <= last;
  const deadlines = Object.values(state.deadlines)
    .filter(({ status, dueOn }) => status === 'open' && isSoon(dueOn))
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const phaseEndsOn = lastDayOf(state, state.phase);
  return { deadlines, phaseEndsOn: phaseEndsOn !== null && isSoon(phaseEndsOn) ? phaseEndsOn : null };
}

/** Opens the invented agreement in the live world where it has never been; answers with the commands to try on it. */
export async function openInvented(context: Context, engine: Engine): Promise<string[]> {
  const { config, terminal } = context;
  const loaded = await inventedIn(config.projectRoot, yearOf(engine.today));
  const { framework, year, coordinator } = loaded.definition;
  const before = (await listAgreements(engine.worlds)).find((one) => one.framework === framework);
  if (before === undefined) {
    const step = beginStep(terminal, operator.start.opening);
    const ask = {
      loaded,
      takeOver: actsBy(loaded, engine.today),
      evidence: 'Påhittad, upplagd av npm start.',
    };
    const verdict = await engine.gateway.open(agreementId({ kind: 'live' }, framework, year), ask, {
      commandId: `start-${framework}-${year}`,
      actor: coordinator,
    });
    await step.end(verdict.kind === 'recorded' ? 'done' : 'failed');
    if (verdict.kind !== 'recorded')
      throw new Failure(
        exit.unreachable,
        'notOpened',
        operator.start.notOpened(JSON.stringify(verdict)),
        operator.start.notOpenedRemedy,
      );
  }
  return tell(context, engine, before?.shortId ?? agreementId({ kind: 'live' }, framework, year));
}

async function tell({ terminal }: Context, engine: Engine, id: string): Promise<string[]> {
  const agreement = await findAgreement(engine.worlds, id);
  if (agreement === null) throw new Error(`${id} was opened and is not in the read model`);
  const state = await stateOf(engine, agreement);
  const { deadlines, phaseEndsOn } = soonToDo(state, engine.today);
  const [first] = deadlines;
  terminal.note(`  ${id}: ${phaseName(state.phase, 'en')}`);
  if (first !== undefined) terminal.note(`  ${operator.start.soon(first.title, formatDateShort(first.dueOn, 'en'))}`);
  if (phaseEndsOn !== null)
    terminal.note(`  ${operator.start.phaseEnds(phaseName(state.phase, 'en'), formatDateShort(phaseEndsOn, 'en'))}`);
  return [`npx arscykel show ${id}`, ...(first === undefined ? [] : handIn(state, id, first))];
}

/** The report that is due next, as a command ready to run. */
function handIn({ definition }: State, id: string, { id: deadline, debtor, metBy }: State['deadlines'][string]): string[] {
  const handler = definition.people.find((person) => person.organisation === debtor && person.roles.includes('handler'));
  if (metBy !== 'report' || handler === undefined) return [];
  return [`npx arscykel do ${id} handInReport --deadline ${deadline} --nothing --as ${handler.id}`];
}
