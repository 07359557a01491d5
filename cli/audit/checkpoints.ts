import { type Command, InvalidArgumentError } from 'commander';
import { type Attested, attestNow, outsideNow, verifyOutsideNow } from '../../audit/checkpoints/attest.ts';
import { newestCheckpoints, newestNumber } from '../../audit/checkpoints/newest.ts';
import { uncovered } from '../../audit/checkpoints/uncovered.ts';
import { checkpointFileOf } from '../../audit/checkpoints/verifyCheckpoint.ts';
import { rehearsals } from '../../infra/db/read/rehearsals.ts';
import { type Checkpoint, readCheckpoint } from '../../infra/seal/checkpoint.ts';
import { checkpointText } from '../../infra/seal/checkpointFile.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, Reads } from '../session.ts';
import { minute } from '../terminal/dates.ts';
import { printFacts, printTable } from '../terminal/show.ts';
import { checkpointWords } from '../words/audit/checkpoints.ts';
import { verifyWords } from '../words/audit/verify.ts';
import { checkpointList } from '../lists/kept.ts';
import { listing } from '../listing.ts';
import { handedOver, type HandingOptions } from './auditing/handing.ts';
import type { AuditParts } from './program.ts';
import { printFindings } from './verifyPrint.ts';
import { addSubscribing } from './subscribing.ts';
import { worldOf } from '../worldOf.ts';

const SHOWN = 10;

interface Meant {
  rehearsal?: string;
}

/** `arscykel audit checkpoint` signs, `arscykel audit checkpoints …` shows them and mails them. */
export function addCheckpoints(audit: Command, parts: AuditParts): void {
  const { common, run, words, lang } = parts;
  const say = checkpointWords[lang];
  const { id, number } = words.help.placeholders;
  const whole = (text: string): number => {
    if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError(words.help.invalidNumber(text));
    return Number(text);
  };
  common(audit.command('checkpoint'))
    .description(say.sign)
    .option(`--rehearsal <${id}>`, say.ofRehearsal)
    .action((given) => run((context) => sign(context, given)));
  const all = listing(common(audit.command('checkpoints')), lang)
    .description(say.list)
    .option(`--rehearsal <${id}>`, say.ofRehearsal)
    .option(`--limit <${number}>`, say.limit, whole, SHOWN)
    .action((given) => run((context) => list(context, given)));
  common(all.command('show'))
    .description(say.show)
    .argument(`[${say.numberArgument}]`, say.number, whole)
    .option(`--rehearsal <${id}>`, say.ofRehearsal)
    .action((given, options) => run((context) => show(context, given, options)));
  common(all.command('outside'))
    .description(say.outside)
    .option(`--rehearsal <${id}>`, say.ofRehearsal)
    .action((given) => run((context) => compareOutside(context, given)));
  addSubscribing(all, parts);
}

async function sign(context: Context, { rehearsal }: Meant): Promise<ExitCode> {
  const { terminal, sessions, config, version } = context;
  const say = checkpointWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const scope = await scopeMeant(context, reads, rehearsal);
    const attested = await attestNow(reads.worlds, scope, { sealing: config.sealing, version });
    const told = readCheckpoint(attested.checkpoint.signed);
    if (terminal.json) {
      const { signed, signature } = attested.checkpoint;
      terminal.printJson({ ...told, checkpoint: { signed, signature }, outside: outsideJson(attested) });
      return exit.done;
    }
    const world = scope === '' ? say.live : say.rehearsal(scope);
    terminal.print(`${terminal.paint('good', '✓')} ${say.signed(told.number, world)}`);
    printFacts(terminal, [
      [say.fields.at, minute(told.at)],
      [say.fields.covers, say.covers(told.chains, told.events)],
      [say.fields.root, told.root],
      [say.fields.key, told.key],
      [say.fields.place, placeText(context, attested)],
    ]);
    printConflicts(
      context,
      attested.copied.conflicts.map((one) => one.number),
    );
    return exit.done;
  });
}

const outsideJson = ({ place, copied }: Attested) => ({ place, ...copied });

/** Where it went, or why it has not gone yet. */
export function placeText({ terminal }: Context, { place, copied }: Attested): string {
  const say = checkpointWords[terminal.lang];
  return copied.trouble === null ? say.written(place) : say.notWritten(place, copied.trouble);
}

export function printConflicts({ terminal }: Context, numbers: readonly number[]): void {
  if (numbers.length > 0)
    terminal.note(`${terminal.paintNote('bad', '!')} ${checkpointWords[terminal.lang].conflicts(numbers.join(', '))}`);
}

async function list(
  context: Context,
  { rehearsal, limit, ...handing }: Meant & HandingOptions & { limit: number },
): Promise<ExitCode> {
  const { terminal, sessions, config } = context;
  const say = checkpointWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const scope = await scopeMeant(context, reads, rehearsal);
    const db = worldOf(reads, scope);
    const checkpoints = await newestCheckpoints(db, scope, limit);
    if (!terminal.json && (await handedOver(context, checkpointList(checkpoints, terminal.lang), handing))) return exit.done;
    const open = await uncovered(db, scope);
    const outside = await outsideNow(reads.worlds, config);
    if (terminal.json) terminal.printJson({ checkpoints, uncovered: open, outside });
    else {
      if (checkpoints.length === 0) terminal.print(say.none);
      else printCheckpoints(context, checkpoints);
      terminal.print();
      const { events, chains, waiting } = open;
      terminal.print(events + waiting === 0 ? say.covered : say.uncovered(events, chains, waiting));
      const trouble = outside.states.find((state) => state.trouble !== null)?.trouble ?? null;
      const where = outside.unwritten === 0 ? say.written(outside.place) : say.waiting(outside.place, trouble);
      terminal.print(`${say.fields.place}: ${where}`);
      printConflicts(
        context,
        outside.states.flatMap(({ conflicts }) => conflicts),
      );
    }
    return exit.done;
  });
}

function printCheckpoints({ terminal }: Context, checkpoints: readonly Checkpoint[]): void {
  const { columns } = checkpointWords[terminal.lang];
  const right = { align: 'right' } as const;
  printTable(
    terminal,
    [
      { title: columns.number, ...right },
      { title: columns.at },
      { title: columns.chains, ...right },
      { title: columns.events, ...right },
      { title: columns.key },
    ],
    checkpoints.map(({ number, at, chains, events, key }) => [`${number}`, minute(at), `${chains}`, `${events}`, key]),
  );
}

/** The file as it is kept outside the database, whatever the form of other answers. */
async function show(context: Context, given: number | undefined, { rehearsal }: Meant): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = checkpointWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const scope = await scopeMeant(context, reads, rehearsal);
    const number = given ?? (await newestNumber(worldOf(reads, scope), scope));
    if (number === null) throw new Failure(exit.usage, 'noCheckpoint', say.none, say.unknownNumberRemedy);
    const file = await checkpointFileOf(reads.worlds, scope, number);
    if (file === null)
      throw new Failure(exit.usage, 'unknownCheckpoint', say.unknownNumber(number), say.unknownNumberRemedy, { number });
    terminal.print(checkpointText(file, file.heads ?? []).trimEnd());
    return exit.done;
  });
}

/** Exit status 1 where anything that was written outside is gone there or is another. */
async function compareOutside(context: Context, { rehearsal }: Meant): Promise<ExitCode> {
  const { terminal, sessions, config } = context;
  const say = checkpointWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const findings = await verifyOutsideNow(reads.worlds, await scopeMeant(context, reads, rehearsal), config);
    const isSound = findings.length === 0;
    if (terminal.json) terminal.printJson({ isSound, findings });
    else {
      const mark = isSound ? terminal.paint('good', '✓') : terminal.paint('bad', '✗');
      terminal.print(`${mark} ${isSound ? say.outsideHolds : say.outsideFails}`);
      printFindings(terminal, 'checkpoints', { findings, total: findings.length });
    }
    return isSound ? exit.done : exit.refused;
  });
}

async function scopeMeant({ terminal }: Context, { worlds }: Reads, rehearsal: string | undefined): Promise<string> {
  if (rehearsal === undefined) return '';
  const known = await rehearsals(worlds.rehearsal, new Date().toISOString());
  if (known.some(({ id }) => id === rehearsal)) return rehearsal;
  const say = verifyWords[terminal.lang];
  throw new Failure(exit.usage, 'unknownRehearsal', say.unknownRehearsal(rehearsal), say.unknownRehearsalRemedy, {
    known: known.map(({ id }) => id),
  });
}
