import { atHandOf } from '#core/act/atHand.ts';
import type { Kind } from '#core/act/model.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import type { InnerEvent } from '#core/agreement/events.ts';
import type { AnyBody, ProcessState } from '#core/models.ts';
import type { ReferralEvent } from '#core/referral/events.ts';
import { asSeen } from '#core/referral/seen.ts';
import type { TextRef } from '#core/act/envelope.ts';
import { atHandText } from '#core/texts/atHandText.ts';
import { decidingParts, isDeciding } from '#core/texts/decisionText.ts';
import { namingOf, wordsOf } from '#core/texts/kinds.ts';
import { roleName } from '#core/texts/naming.ts';
import { rehearsalOf } from '#contracts/ids.ts';
import { personsNamed, withNames } from '../../audit/withNames.ts';
import { events as readEvents, type LogPage, resolvePeople } from '../../infra/db/read/log.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context, Reads } from '../session.ts';
import { day, minute } from '../terminal/dates.ts';
import { wrapped } from '../terminal/width.ts';
import { goneWords } from './gone.ts';
import { readsByMandate } from '../audit/auditing/asking.ts';
import { processOf, stateOfProcess } from './process.ts';
import { seesIn } from './referralReader.ts';
import { worldOf } from '../worldOf.ts';

const PAGE = 500;

interface LogOptions {
  after?: number;
  limit?: number;
  /** Person who looks; of a referral, whose organisation's own handling is shown. */
  as?: string;
}

/** With what stands where a file was. */
type Shown = LogPage<AnyBody> & { documents: Record<string, string> };

type Seen = { seen?: (event: StoredEventOf<AnyBody>) => StoredEventOf<AnyBody> };

function seenBy(context: Context, process: ProcessState, as: string | undefined): Seen {
  const sees = seesIn(context, process, as);
  return sees === null ? {} : { seen: (event) => asSeen(event as ReferralEvent, sees) };
}

/** Everything that a process's chain holds, in order. */
export async function log(context: Context, id: string, options: LogOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  return sessions.withReads(async (reads) => {
    const process = await processOf(context, reads, id);
    const whole = await stateOfProcess(reads, process);
    const isAuditor = await readsByMandate(context, reads, process, whole, options.as);
    const seen = isAuditor ? {} : seenBy(context, whole, options.as);
    const page = await wholeLog(reads, process.chain, options, seen);
    const gone = await goneWords(context, reads, process.chain);
    if (terminal.json) {
      terminal.printJson({ agreement: process.chain, ...page, gone: gone.marks });
      return exit.done;
    }
    const told: Told = { kind: whole.kind, definition: namingOf(whole) };
    const widest = String(page.events.at(-1)?.version ?? 1).length;
    const shown = {
      ...page,
      people: { ...gone.people, ...page.people, ...(await namedIn(reads, process.chain, page)) },
      texts: { ...gone.texts, ...page.texts },
      documents: gone.documents,
    };
    for (const event of page.events) printEvent(context, event, shown, told, widest);
    return exit.done;
  });
}

/** Names of those whom the events speak of, beside who did and who recorded them. */
function namedIn({ worlds }: Reads, chain: string, { events, people }: LogPage<AnyBody>): Promise<Record<string, string>> {
  const rehearsal = rehearsalOf(chain);
  const unknown = events.flatMap(({ body }) => personsNamed(body)).filter((id) => people[id] === undefined);
  return resolvePeople(worldOf({ worlds }, rehearsal), rehearsal ?? '', unknown);
}

async function wholeLog(
  { worlds }: Reads,
  chain: string,
  { after = 0, limit = Number.POSITIVE_INFINITY }: LogOptions,
  seen: Seen,
): Promise<LogPage<AnyBody>> {
  const whole: LogPage<AnyBody> = { events: [], people: {}, texts: {} };
  for (let from = after; whole.events.length < limit; ) {
    const page = await readEvents<AnyBody>(worlds, chain, {
      after: from,
      limit: Math.min(PAGE, limit - whole.events.length),
      ...seen,
    });
    if (page.events.length === 0) break;
    whole.events.push(...page.events);
    Object.assign(whole.people, page.people);
    Object.assign(whole.texts, page.texts);
    from = page.events.at(-1)?.version ?? from;
  }
  return whole;
}

/** Which kind's words tell an event, and the definition that gives ids their names. */
interface Told {
  kind: Kind;
  definition: object;
}

function printEvent(context: Context, event: StoredEventOf<AnyBody>, page: Shown, told: Told, widest: number): void {
  const { terminal } = context;
  const { lang } = terminal;
  const number = String(event.version).padStart(widest);
  const head = `${number}  ${day(event.doneOn, lang).padEnd(15)}  `;
  const indent = ' '.repeat(head.length);
  const named = { ...event, body: withNames(event.body, nameIn(page)) };
  const lines = wrapped(wordsOf(told.kind).event(named, told.definition, lang), terminal.width - head.length);
  lines.forEach((line, at) =>
    terminal.print(at === 0 ? `${terminal.paint('quiet', number)}${head.slice(number.length)}${line}` : indent + line),
  );
  for (const line of wrapped(circumstances(context, named, page, told), terminal.width - head.length)) {
    if (line !== '') terminal.print(indent + terminal.paint('quiet', line));
  }
  if (isTakeOver(event.body)) for (const act of event.body.acts) printPastAct(context, act, page, told, indent);
}

const nameIn =
  ({ people }: Shown) =>
  (id: string): string =>
    people[id] ?? id;

const isTakeOver = (body: AnyBody): body is AnyBody & { acts: InnerEvent[] } => body.type === 'takenOver';

/** What was taken over is told under the entry that did so, each act on its own day. */
function printPastAct({ terminal }: Context, act: InnerEvent, page: Shown, { kind, definition }: Told, indent: string): void {
  const body = withNames(act.body, nameIn(page));
  const head = `${indent}${day(act.doneOn, terminal.lang).padEnd(15)}  `;
  const told = wrapped(wordsOf(kind).event({ body }, definition, terminal.lang), terminal.width - head.length);
  told.forEach((line, at) => terminal.print((at === 0 ? head : ' '.repeat(head.length)) + line));
}

/** Who, when it was entered, why and on what: only what says more than the line above. */
function circumstances(
  { terminal, words }: Context,
  event: StoredEventOf<AnyBody>,
  { people, texts, documents }: Shown,
  { kind, definition }: Told,
): string {
  const { doneBy, recordedBy, recordedAt, reason, evidence } = event;
  const { lang } = terminal;
  const name = (id: string) => people[id] ?? id;
  const written = (ref: TextRef) => texts[ref.textId] ?? words.log.erased;
  const parts: string[] = [];
  // A phase that began is the consequence of the act above it, and has its circumstances.
  if (event.body.type === 'phaseBegan' && reason === null) return '';
  if (doneBy?.person != null && doneBy.person !== recordedBy.person) parts.push(words.log.doneBy(name(doneBy.person)));
  if (recordedBy.person !== null && recordedBy.role !== 'time')
    parts.push(words.log.recorded(minute(recordedAt), `${name(recordedBy.person)} (${roleName(recordedBy.role, lang)})`));
  if (reason !== null) parts.push(words.log.reason(written(reason)));
  if (isDeciding(event.body)) parts.push(...decidingParts(event.body, written, lang));
  if (evidence !== null)
    parts.push(
      words.log.evidence(
        evidence.kind === 'document'
          ? [`SHA-256 ${evidence.sha256}`, documents[evidence.sha256] ?? ''].join(' ').trim()
          : written(evidence.text),
      ),
    );
  const atHand = atHandOf(event.body);
  if (atHand !== null)
    parts.push(atHandText(atHand, (deadline) => wordsOf(kind).title(deadline, definition, lang) ?? deadline, lang));
  return parts.join(' · ');
}
