import type { Command } from 'commander';
import type { StoredEventOf } from '#core/act/event.ts';
import { textRefsIn } from '#core/around/decided.ts';
import type { AnyBody } from '#core/models.ts';
import type { ReferralEvent } from '#core/referral/events.ts';
import { asSeen, isSeenDeadline, type Sees, seesNone } from '#core/referral/seen.ts';
import { referralView } from '#core/referral/view.ts';
import { type AsOf, asOf as readAsOf, type ReadBy } from '../../audit/asOf/asOf.ts';
import { type Change, difference } from '../../audit/asOf/difference.ts';
import { type Moment, momentOf } from '../../audit/asOf/moment.ts';
import { type Outline, outlineOf } from '../../audit/asOf/outline.ts';
import { personsNamed } from '../../audit/withNames.ts';
import { resolvePeople } from '../../infra/db/read/log.ts';
import type { ProcessSummary } from '../../infra/db/read/processes.ts';
import { resolveTexts } from '../../infra/db/read/texts.ts';
import { goneWords } from '../commands/gone.ts';
import { processOf, stateOfProcess } from '../commands/process.ts';
import { seesIn } from '../commands/referralReader.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, Reads } from '../session.ts';
import { asOfWords } from '../words/audit/asOf.ts';
import { diffWords } from '../words/audit/diff.ts';
import { isOfMatter, requireDays } from './auditing/asking.ts';
import { printDifference } from './asOf/changes.ts';
import { printPicture } from './asOf/picture.ts';
import { namingIn, type Telling } from './asOf/told.ts';
import type { AuditParts } from './program.ts';
import { worldOf } from '../worldOf.ts';

interface AsOfOptions {
  done?: boolean;
  all?: boolean;
  /** Who looks: of a matter that knows them, as it lets them; else an auditor within their mandate. */
  as?: string;
}

/** `arscykel audit as-of ID DATE` and `arscykel audit diff ID DATE DATE`. */
export function addAsOf(audit: Command, { common, run, words, lang }: AuditParts): void {
  const say = asOfWords[lang];
  const { id, day: date, person } = words.help.placeholders;
  const add = (name: string, summary: string): Command =>
    common(audit.command(name)).description(summary).argument(`<${id}>`, say.id);
  add('as-of', say.asOf)
    .argument(`<${date}>`, say.day)
    .option('--done', say.done)
    .option('--all', say.all)
    .option(`--as <${person}>`, say.as)
    .action((which, day, given) => run((context) => asOf(context, which, day, given)));
  add('diff', diffWords[lang].diff)
    .argument(`<${date}-1>`, say.day)
    .argument(`<${date}-2>`, say.day)
    .option('--done', say.done)
    .option(`--as <${person}>`, say.as)
    .action((which, first, second, given) => run((context) => diff(context, which, [first, second], given)));
}

/** A process as it was on a day, or at a time. */
async function asOf(context: Context, id: string, given: string, options: AsOfOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const by = readingOf(options);
  const moment = momentIn(context, given, by);
  return sessions.withReads(async (reads) => {
    const summary = await processOf(context, reads, id);
    const reader = await readerOf(context, reads, summary, options.as, [moment]);
    const then = await readAsOf(reads.worlds, summary.chain, moment, { by });
    const telling = await tellingOf(context, reads, summary, then, [...then.events, ...then.notYetKnown], reader);
    const outline = seenIn(telling, outlineOf(then));
    const scope = summary.rehearsal ?? '';
    const isReferral = then.kind === 'referral';
    const texts = isReferral ? await resolveTexts(worldOf(reads, summary.rehearsal), scope, textRefsIn(then.events)) : {};
    if (terminal.json) terminal.printJson(asJson(telling, then, outline, texts));
    else printPicture(telling, then, outline, { all: options.all === true, texts });
    return exit.done;
  });
}

/** Of a referral, without the days of other bodies' own handling. */
function seenIn({ sees }: Telling, outline: Outline | null): Outline | null {
  if (outline === null || sees === null) return outline;
  return { ...outline, deadlines: outline.deadlines.filter((one) => isSeenDeadline(one, sees)) };
}

/** The state itself, but of a referral as its reader may see it. */
function asJson({ sees }: Telling, then: AsOf, outline: Outline | null, texts: Record<string, string>): object {
  const { process, events, notYetKnown, inner: _inner, ...rest } = then;
  const versions = { versions: events.map(({ version }) => version), notYetKnown: notYetKnown.map(({ version }) => version) };
  if (process?.kind !== 'referral') return { ...rest, ...versions, outline, state: process?.state ?? null };
  const readers = Object.keys(process.state.stages).filter((organisation) => sees?.(organisation) === true);
  return { ...rest, ...versions, outline, view: referralView(process.state, { texts, readers }) };
}

/** What happened between two days, or times. */
async function diff(context: Context, id: string, given: readonly [string, string], options: AsOfOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = diffWords[terminal.lang];
  const by = readingOf(options);
  const moments = [momentIn(context, given[0], by), momentIn(context, given[1], by)] as const;
  if (moments[0].before >= moments[1].before)
    throw new Failure(exit.usage, 'daysReversed', say.reversed(...given), say.reversedRemedy(...given), { given });
  return sessions.withReads(async (reads) => {
    const summary = await processOf(context, reads, id);
    const reader = await readerOf(context, reads, summary, options.as, moments);
    const found = await difference(reads.worlds, summary.chain, moments, { by });
    const { before, after, events, changes } = found;
    if (terminal.json) {
      const heads = { before: before.head, after: after.head };
      terminal.printJson({ chain: summary.chain, by, moments, heads, changes, versions: events.map(({ version }) => version) });
      return exit.done;
    }
    const telling = await tellingOf(context, reads, summary, after, events, reader, changes.flatMap(personsIn));
    printDifference(telling, found, summary.title);
    return exit.done;
  });
}

interface Reader {
  as: string | undefined;
  /** Whether a mandate is what they read by. */
  isAuditor: boolean;
}

/** @throws Failure for somebody whom neither the matter nor a mandate lets read it. */
async function readerOf(
  context: Context,
  reads: Reads,
  summary: ProcessSummary,
  as: string | undefined,
  moments: readonly Moment[],
): Promise<Reader> {
  if (as === undefined || isOfMatter(await stateOfProcess(reads, summary), as)) return { as, isAuditor: false };
  const days = moments.map(({ day }) => day);
  await requireDays(context, reads, as, summary, days);
  return { as, isAuditor: true };
}

const readingOf = ({ done }: AsOfOptions): ReadBy => (done === true ? 'done' : 'recorded');

/** @throws Failure for what is neither a day nor a time, and for a time where whole days are counted. */
function momentIn({ terminal }: Context, given: string, by: ReadBy): Moment {
  const say = asOfWords[terminal.lang];
  const moment = momentOf(given);
  if (moment === null) throw new Failure(exit.usage, 'notADay', say.wrongDay(given), say.wrongDayRemedy, { given });
  if (by === 'done' && !moment.isWholeDay)
    throw new Failure(exit.usage, 'timeWithDone', say.timeWithDone(given), say.timeWithDoneRemedy(moment.day), { given });
  return moment;
}

function personsIn(change: Change): string[] {
  if (change.kind === 'person') return [change.person];
  return change.kind === 'handler' ? [change.before, change.after].filter((id) => id !== null) : [];
}

/** `others`: whom else is spoken of. */
async function tellingOf(
  context: Context,
  reads: Reads,
  summary: ProcessSummary,
  { kind, process, inner }: AsOf,
  events: readonly StoredEventOf<AnyBody>[],
  { as, isAuditor }: Reader,
  others: readonly string[] = [],
): Promise<Telling> {
  const scope = summary.rehearsal ?? '';
  const sees = seesThen();
  const shown = sees === null ? events : events.map((event) => asSeen(event as ReferralEvent, sees) as StoredEventOf<AnyBody>);
  const handlers = process === null ? [] : Object.values(process.state.deadlines).map(({ handler }) => handler);
  const spoken = [...shown, ...(inner ?? [])].flatMap(({ body }) => personsNamed(body));
  const recorders = shown.map(({ recordedBy }) => recordedBy.person);
  const ids = [...recorders, ...handlers, ...spoken, ...others].filter((id) => id !== null);
  const names = await resolvePeople(worldOf(reads, summary.rehearsal), scope, ids);
  const { people: gone } = await goneWords(context, reads, summary.chain);
  return {
    context,
    kind,
    naming: namingIn(process),
    person: (id) => names[id] ?? gone[id] ?? id,
    sees,
  };

  function seesThen(): Sees | null {
    if (isAuditor) return kind === 'referral' ? () => true : null;
    if (process === null) return kind === 'referral' ? seesNone : null;
    return seesIn(context, process, as);
  }
}
