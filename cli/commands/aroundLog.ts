import type { AroundBody } from '#core/around/events.ts';
import type { TextRef } from '#core/act/envelope.ts';
import { accessChain, processOfAccess, rehearsalOf, shortId } from '#contracts/ids.ts';
import type { ProcessState } from '#core/models.ts';
import type { Lang } from '#core/texts/lang.ts';
import { aroundNames } from '#core/texts/around/names.ts';
import { describeAround } from '#core/texts/around.ts';
import { describeReferralEvent } from '#core/texts/referral/events.ts';
import { roleName } from '#core/texts/naming.ts';
import { chainNoted } from '../../infra/db/around/chainNoted.ts';
import { aroundEvents, type AroundPage, chainExists, newestVersion, type ShownAround } from '../../infra/db/read/around.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context, Reads } from '../session.ts';
import { day, minute } from '../terminal/dates.ts';
import { wrapped } from '../terminal/width.ts';
import { aroundLogWords } from '../words/aroundLog.ts';
import { type GoneWords, goneWords } from './gone.ts';
import { readsByMandate, wholeRecord } from '../audit/auditing/asking.ts';
import { processOf, stateOfProcess } from './process.ts';
import { seesIn } from './referralReader.ts';
import { worldOf } from '../worldOf.ts';

const PAGE = 500;

interface AroundOptions {
  after?: number;
  limit?: number;
  as?: string;
}

export const isSystem = (id: string): boolean => shortId(id) === 'system';

/** What happened around a process, or in a world's system chain, in order. */
export async function aroundLog(context: Context, id: string, options: AroundOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  return sessions.withReads(async (reads) => {
    const { chain, process } = await meant(context, reads, id);
    const isAuditor = await readsAround(context, reads, { chain, process }, options.as);
    const pages = pagesAround(context, reads, chain, process, { ...options, isAuditor });
    const gone = await goneWords(context, reads, processOfAccess(chain) ?? chain);
    if (terminal.json) terminal.printJson({ chain, ...(await wholeOf(pages)), gone: gone.marks });
    else await printPages(context, reads, pages, { chain, process, gone });
    return exit.done;
  });
}

/** A process whose opening was refused has entries around it, though it never came to be. */
async function meant(context: Context, reads: Reads, id: string): Promise<{ chain: string; process: ProcessState | null }> {
  if (isSystem(id)) return { chain: id, process: null };
  if ((await chainExists(reads.worlds, accessChain(id))) && !(await chainExists(reads.worlds, id)))
    return { chain: accessChain(id), process: null };
  const process = await processOf(context, reads, id);
  return { chain: accessChain(process.chain), process: await stateOfProcess(reads, process) };
}

/** Whether who looks reads as an auditor. @throws Failure for somebody whom neither the matter nor a mandate lets read it. */
async function readsAround(
  context: Context,
  reads: Reads,
  { chain, process }: { chain: string; process: ProcessState | null },
  as: string | undefined,
): Promise<boolean> {
  const of = processOfAccess(chain);
  const rehearsal = rehearsalOf(chain);
  const matter = of === null ? wholeRecord(context, rehearsal ?? '') : { chain: of, rehearsal, shortId: shortId(of) };
  return readsByMandate(context, reads, matter, process, as);
}

/** A chain may be long: what is printed is never all held at once. */
async function* pagesAround(
  context: Context,
  { worlds }: Reads,
  chain: string,
  process: ProcessState | null,
  { after = 0, limit = Number.POSITIVE_INFINITY, as, isAuditor }: AroundOptions & { isAuditor: boolean },
): AsyncGenerator<AroundPage> {
  const sees = process === null || isAuditor ? null : seesIn(context, process, as);
  const seen = process === null || sees === null ? null : { process, sees };
  // What has happened until now is looked for, not what a batch had taken in by now.
  const rehearsal = rehearsalOf(chain);
  await chainNoted(worldOf({ worlds }, rehearsal), rehearsal ?? '', context.version);
  let [from, left] = [after, limit];
  while (left > 0) {
    const page = await aroundEvents(worlds, chain, { after: from, limit: Math.min(PAGE, left) }, seen);
    if (page.events.length === 0) return;
    yield page;
    left -= page.events.length;
    from = page.events.at(-1)?.version ?? from;
  }
}

async function wholeOf(pages: AsyncIterable<AroundPage>): Promise<AroundPage> {
  const whole: AroundPage = { events: [], people: {}, texts: {} };
  for await (const page of pages) {
    whole.events.push(...page.events);
    Object.assign(whole.people, page.people);
    Object.assign(whole.texts, page.texts);
  }
  return whole;
}

async function printPages(
  context: Context,
  { worlds }: Reads,
  pages: AsyncIterable<AroundPage>,
  { chain, process, gone }: { chain: string; process: ProcessState | null; gone: GoneWords },
): Promise<void> {
  let widest = 0;
  for await (const page of pages) {
    // Known once what was noted has been chained, which is before the first page.
    if (widest === 0) widest = String(await newestVersion(worlds, chain)).length;
    const people = { ...gone.people, ...page.people };
    printPage(context, { ...page, people, texts: { ...gone.texts, ...page.texts } }, process, widest);
  }
  if (widest === 0) context.terminal.print(aroundLogWords[context.terminal.lang].nothing);
}

function printPage(context: Context, page: AroundPage, process: ProcessState | null, widest: number): void {
  const { terminal } = context;
  const { lang } = terminal;
  const names = aroundNames(process, page.people, page.texts);
  for (const event of page.events) {
    const number = String(event.version).padStart(widest);
    const head = `${number}  ${day(event.doneOn, lang).padEnd(15)}  `;
    const indent = ' '.repeat(head.length);
    const lines = wrapped(lineOf(event.body, names, lang), terminal.width - head.length);
    lines.forEach((line, at) =>
      terminal.print(at === 0 ? `${terminal.paint('quiet', number)}${head.slice(number.length)}${line}` : indent + line),
    );
    for (const line of wrapped(circumstances(context, event, page), terminal.width - head.length))
      terminal.print(indent + terminal.paint('quiet', line));
  }
}

const lineOf = (body: ShownAround['body'], names: Parameters<typeof describeAround>[1], lang: Lang): string =>
  body.type === 'ownHandling'
    ? describeReferralEvent({ body }, null, lang)
    : describeAround(body satisfies AroundBody, names, lang);

/** When to the minute and who, and why and on what where the entry says so. */
function circumstances({ terminal, words }: Context, event: ShownAround, { people, texts }: AroundPage): string {
  const { doneBy, recordedBy, recordedAt, reason, evidence } = event;
  const say = aroundLogWords[terminal.lang];
  const name = (id: string) => people[id] ?? id;
  const written = (ref: TextRef) => texts[ref.textId] ?? words.log.erased;
  const parts = [say.noted(minute(recordedAt), whoRecorded(recordedBy, name, terminal.lang))];
  if (doneBy?.person != null && doneBy.person !== recordedBy.person) parts.push(words.log.doneBy(name(doneBy.person)));
  if (reason !== null) parts.push(words.log.reason(written(reason)));
  if (evidence !== null)
    parts.push(words.log.evidence(evidence.kind === 'document' ? `SHA-256 ${evidence.sha256}` : written(evidence.text)));
  return parts.join(' · ');
}

/** Null: the system itself. */
function whoRecorded(
  { person, role, authenticated }: ShownAround['recordedBy'],
  name: (id: string) => string,
  lang: Lang,
): string | null {
  if (role === 'time') return null;
  if (person === null) return aroundLogWords[lang][authenticated === 'link' ? 'byLink' : 'nobodyNamed'];
  return role === 'none' ? name(person) : `${name(person)} (${roleName(role, lang)})`;
}
