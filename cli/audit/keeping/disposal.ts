import type { AroundEvent } from '#core/around/events.ts';
import type { KeptKind, RetentionRule } from '#core/around/keeping.ts';
import { keptKindNames } from '#core/around/retention.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { keptKindName } from '#core/texts/keeping.ts';
import { shortId, systemChain } from '#contracts/ids.ts';
import { dispose } from '../../../audit/keeping/dispose.ts';
import { type Due, dueOn, type KeptByMandate, keptByMandate } from '../../../audit/keeping/due.ts';
import { holdingsIn } from '../../../audit/keeping/holdings.ts';
import { domainNow } from '../../../infra/db/around/now.ts';
import type { Db } from '../../../infra/db/connect.ts';
import { rulesIn } from '../../../infra/db/read/gone.ts';
import { suggestion } from '../../../infra/definition/mistake.ts';
import { exit, type ExitCode, Failure } from '../../failure.ts';
import type { Context, Reads } from '../../session.ts';
import { printHeading, printTable } from '../../terminal/show.ts';
import { keepingWords } from '../../words/audit/keeping.ts';
import { dueList } from '../../lists/kept.ts';
import { handedOver, type HandingOptions } from '../auditing/handing.ts';
import { type ActingOptions, actOf, carried, dayGiven, type InRehearsal, placeOf } from './acting.ts';

/** Shown of each kind; `--json` has all. */
const SHOWN = 12;

interface DueOptions extends InRehearsal, HandingOptions {
  kind?: string[];
  on?: string;
}

interface DisposeOptions extends ActingOptions {
  kind?: string[];
  decision: string;
  /** The day that counts: none to come, but in a rehearsal, whose own time stands still. */
  on?: string;
  dryRun?: boolean;
}

/** What may be disposed of on a day, with the rule that lets it go. */
export async function retentionDue(context: Context, options: DueOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = keepingWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const place = await placeOf(context, reads, options);
    const day = dayGiven(context, 'on', options.on) ?? (await todayIn(place));
    const { due, kept } = await dueIn(context, reads, place, { kind: options.kind ?? [], day });
    if (terminal.json) terminal.printJson({ on: day, due, kept });
    else if (await handedOver(context, dueList(due, terminal.lang), options)) return exit.done;
    else {
      if (due.length === 0) terminal.print(say.nothingDue(day));
      else {
        terminal.print(terminal.paint('strong', say.dueTitle(day)));
        printDue(context, due);
        if (due.some(({ kind }) => kind === 'rehearsals')) terminal.note(say.rehearsalsAreDue);
      }
      noteKept(context, kept);
    }
    return exit.done;
  });
}

/** Disposes of what is due today. */
export async function disposeDue(context: Context, options: DisposeOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = keepingWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const place = await placeOf(context, reads, options);
    const { keeper, act } = await actOf(context, place, options, options.decision);
    const day = dayGiven(context, 'on', options.on) ?? civilDateOf(act.now);
    if (place.scope === '' && day > reads.today)
      throw new Failure(exit.usage, 'dayInFuture', say.future('on', day), say.futureRemedy);
    const { due, kept, rules } = await dueIn(context, reads, place, { kind: options.kind ?? [], day });
    const going = due.filter(({ kind }) => kind !== 'rehearsals');
    const dry = options.dryRun === true;
    const entries = dry ? [] : await carried(context, () => dispose(keeper, act, going, rules));
    if (terminal.json) terminal.printJson({ disposed: dry ? [] : going, would: dry ? going : [], kept, entries });
    else {
      if (going.length === 0) terminal.print(say.nothingDue(day));
      else {
        printDue(context, going);
        terminal.print();
        terminal.print(dry ? say.wouldDispose(going.length) : say.disposed(going.length));
        printEntries(context, entries);
        terminal.note(`${say.remains}: ${say.sent}; ${say.backups}.`);
      }
      if (going.length < due.length) terminal.note(say.rehearsalsAreDue);
      noteKept(context, kept);
    }
    return exit.done;
  });
}

/** Where the entries stand that say what went. */
export function printEntries({ terminal }: Context, entries: readonly AroundEvent[]): void {
  if (entries.length === 0) return;
  const say = keepingWords[terminal.lang];
  printHeading(terminal, say.entries);
  for (const { chain, version, hash } of entries)
    terminal.print(`  ${say.entry(chain, version)}  ${terminal.paint('quiet', hash)}`);
}

const todayIn = async ({ db, scope }: { db: Db; scope: string }): Promise<CivilDate> =>
  civilDateOf(await domainNow(db, systemChain(scope)));

async function dueIn(
  context: Context,
  { worlds }: Reads,
  { db, scope }: { db: Db; scope: string },
  { kind, day }: { kind: readonly string[]; day: CivilDate },
): Promise<{ due: Due[]; kept: KeptByMandate[]; rules: RetentionRule[] }> {
  const say = keepingWords[context.terminal.lang];
  const unknown = kind.find((one) => !keptKindNames.includes(one as KeptKind));
  if (unknown !== undefined)
    throw new Failure(exit.usage, 'unknown', `--kind: ${unknown}`, suggestion(unknown, keptKindNames), { known: keptKindNames });
  const found = await rulesIn(db, scope);
  if (found === null) throw new Failure(exit.refused, 'noRules', say.noRules, say.noRulesRemedy);
  const rules = found.rules.filter((rule) => kind.length === 0 || kind.includes(rule.kind));
  const forEver = rules.filter((rule) => kind.includes(rule.kind) && rule.keep.for === 'ever');
  const [first] = forEver;
  if (first !== undefined)
    throw new Failure(exit.refused, 'keptForEver', say.ruleForEver(keptKindName(first.kind, context.terminal.lang)), null, first);
  const holdings = await holdingsIn(db, scope);
  return {
    rules,
    due: await dueOn({ db, scope, rehearsalDb: worlds.rehearsal }, holdings, rules, day),
    kept: await keptByMandate({ db, scope }, holdings, rules, day),
  };
}

/** Whom the rules would let go but for a mandate, and until when. */
function noteKept({ terminal }: Context, kept: readonly KeptByMandate[]): void {
  const { refused: say, keptByMandate: title } = keepingWords[terminal.lang];
  for (const { person, mandates } of kept) {
    terminal.note(title(person));
    for (const { mandate, auditor, ...days } of mandates)
      terminal.note(say.mandate(mandate, auditor === person ? 'auditor' : 'granted', days));
  }
}

function printDue({ terminal }: Context, due: readonly Due[]): void {
  const say = keepingWords[terminal.lang];
  for (const kind of keptKindNames) {
    const items = due.filter((one) => one.kind === kind);
    if (items.length === 0) continue;
    printHeading(terminal, `${keptKindName(kind, terminal.lang)}: ${items.length}`);
    const columns = [{ title: say.from }, { title: say.what }, { title: say.matter, flexible: true }];
    const rows = items.slice(0, SHOWN).map(({ on, id, chains }) => [on, id, chains.map(shortId).join(', ')]);
    printTable(terminal, columns, rows);
    if (items.length > SHOWN) terminal.print(`  ${say.more(items.length - SHOWN)}`);
  }
}
