import { z } from 'zod';
import type { MandateScope, MandateTerms } from '#core/around/auditing.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { mandateText } from '#core/texts/around/auditing.ts';
import { id as idSchema } from '#contracts/schemas.ts';
import { shortId, systemChain } from '#contracts/ids.ts';
import {
  type Acted,
  grantMandate,
  type MandateAct,
  type MandateProblem,
  revokeMandate,
  type World,
} from '../../../audit/mandates/granting.ts';
import { allMandates, type MandateStatus, statusOf } from '../../../audit/mandates/mandate.ts';
import { lookUp } from '../../../audit/search/looked.ts';
import { domainNow } from '../../../infra/db/around/now.ts';
import { organisationTitles } from '../../../infra/db/read/burden.ts';
import { resolvePeople } from '../../../infra/db/read/log.ts';
import { findProcess, listProcesses } from '../../../infra/db/read/processes.ts';
import { putPeople } from '../../../infra/db/write/directory.ts';
import { nearest } from '../../../infra/definition/mistake.ts';
import { exit, type ExitCode, Failure } from '../../failure.ts';
import type { Context, Reads } from '../../session.ts';
import { day } from '../../terminal/dates.ts';
import { printTable } from '../../terminal/show.ts';
import { auditingWords } from '../../words/audit/auditing.ts';
import { mandateList } from '../../lists/auditing.ts';
import { handedOver, type HandingOptions } from './handing.ts';
import { actOf, dayGiven, type InRehearsal, placeOf } from '../keeping/acting.ts';

interface ActOptions extends InRehearsal {
  by: string;
  as: string;
  decision: string;
  doneOn?: string;
}

export interface GrantOptions extends ActOptions {
  over: string;
  from?: string;
  until?: string;
  expires?: string;
  name?: string;
  email?: string;
  employer?: string;
}

/** Gives somebody a mandate to audit. */
export async function grant(context: Context, auditor: string, options: GrantOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = auditingWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const { world, act } = await actingOn(context, reads, options);
    const terms: MandateTerms = {
      auditor,
      over: await scopeOf(context, reads, world, options.over),
      from: dayGiven(context, 'from', options.from),
      until: dayGiven(context, 'until', options.until),
      expiresOn: dayGiven(context, 'expires', options.expires),
    };
    await knownAs(context, world, auditor, options);
    const event = eventOf(context, await grantMandate(world, terms, act));
    const { mandate } = event.body as { mandate: string };
    if (terminal.json) terminal.printJson({ mandate, receipt: receiptOf(event) });
    else terminal.print(say.granted(options.name ?? auditor, mandate));
    return exit.done;
  });
}

/** Takes a mandate back. */
export async function revoke(context: Context, mandate: string, options: ActOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  return sessions.withReads(async (reads) => {
    const { world, act } = await actingOn(context, reads, options);
    const event = eventOf(context, await revokeMandate(world, mandate, act));
    if (terminal.json) terminal.printJson({ mandate, receipt: receiptOf(event) });
    else terminal.print(auditingWords[terminal.lang].revoked(mandate));
    return exit.done;
  });
}

async function actingOn(context: Context, reads: Reads, options: ActOptions): Promise<{ world: World; act: MandateAct }> {
  const place = await placeOf(context, reads, options);
  const { decision, ...given } = options;
  const { act, keeper } = await actOf(context, place, { ...given, evidence: decision, version: context.version }, null);
  return { world: keeper, act: { ...act, decision } };
}

const receiptOf = ({ chain, version, hash }: { chain: string; version: number; hash: string }) => ({ chain, version, hash });

function eventOf(context: Context, acted: Acted) {
  if (acted.ok) return acted.event;
  throw refusedMandate(context, acted.problem);
}

function refusedMandate({ terminal }: Context, problem: MandateProblem): Failure {
  const say = auditingWords[terminal.lang];
  switch (problem.code) {
    case 'backwards':
      return new Failure(exit.usage, problem.code, say.backwards(problem.from, problem.until), say.backwardsRemedy, problem);
    case 'expiresInPast':
      return new Failure(exit.usage, problem.code, say.expiresInPast(problem.expiresOn), say.expiresInPastRemedy, problem);
    case 'ownMandate':
      return new Failure(exit.refused, problem.code, say.ownMandate, say.ownMandateRemedy, problem);
    case 'unknownMandate':
      return new Failure(
        exit.usage,
        problem.code,
        say.unknownMandate(problem.given),
        say.knownOnes(problem.known.join(', ')),
        problem,
      );
    case 'alreadyRevoked':
      return new Failure(exit.refused, problem.code, say.alreadyRevoked(problem.revokedOn), null, problem);
  }
}

/** `all`, `organisation:<id>` or a process's id. @throws Failure for what is not there. */
async function scopeOf(context: Context, reads: Reads, { db, scope }: World, over: string): Promise<MandateScope> {
  const say = auditingWords[context.terminal.lang];
  if (over === 'all') return { kind: 'all' };
  if (over.startsWith('organisation:')) {
    const organisation = over.slice('organisation:'.length);
    const titles = await organisationTitles(reads.worlds, scope === '' ? undefined : scope);
    if (organisation in titles) return { kind: 'organisation', organisation };
    const known = Object.keys(titles).toSorted();
    throw new Failure(
      exit.usage,
      'unknownOrganisation',
      say.unknownOrganisation(organisation),
      say.knownOnes(nearest(organisation, known) ?? known.join(', ')),
      { known },
    );
  }
  const found = await findProcess(reads.worlds, scope === '' ? over : `rehearsal:${scope}:${shortId(over)}`);
  if (found !== null && (found.rehearsal ?? '') === scope) return { kind: 'process', process: found.shortId };
  const processes = await listProcesses({ live: db, rehearsal: db }, scope === '' ? {} : { rehearsals: { id: scope } });
  const known = processes.map((one) => one.shortId);
  throw new Failure(
    exit.usage,
    'unknownProcess',
    say.unknownProcess(over),
    say.knownOnes(nearest(over, known) ?? known.join(', ')),
    { known },
  );
}

/** An auditor comes from outside as often as not: then the directory learns who it is. */
async function knownAs(
  context: Context,
  { db, scope }: World,
  auditor: string,
  { name, email, employer }: GrantOptions,
): Promise<void> {
  const say = auditingWords[context.terminal.lang];
  const people = await resolvePeople(db, scope, [auditor]);
  if (name === undefined && email === undefined && employer === undefined) {
    if (auditor in people) return;
    throw new Failure(exit.usage, 'unknownPerson', say.unknownPerson(auditor), say.unknownPersonRemedy, { person: auditor });
  }
  if (name === undefined || email === undefined || employer === undefined)
    throw new Failure(exit.usage, 'unknownPerson', say.unknownPerson(auditor), say.unknownPersonRemedy, { person: auditor });
  if (!idSchema.safeParse(auditor).success) throw new Failure(exit.usage, 'badInput', say.badId(auditor), say.badIdRemedy);
  if (!z.email().safeParse(email).success) throw new Failure(exit.usage, 'badInput', say.badEmail(email), say.badEmailRemedy);
  const conflicts = await putPeople(db, scope, [{ id: auditor, organisation: employer, name, email }]);
  const [conflict] = conflicts;
  if (conflict !== undefined)
    throw new Failure(exit.refused, 'otherPeople', say.otherPerson(auditor, conflict.stored), say.otherPersonRemedy, {
      conflicts,
    });
}

/** The mandates that hold, or all there ever were. */
export async function listMandates(
  context: Context,
  options: InRehearsal & HandingOptions & { all?: boolean },
): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const { lang } = terminal;
  const say = auditingWords[lang];
  return sessions.withReads(async (reads) => {
    const { db, scope } = await placeOf(context, reads, options);
    const today = civilDateOf(await domainNow(db, systemChain(scope)));
    const all = (await allMandates(db, scope)).map((mandate) => ({ ...mandate, status: statusOf(mandate, today) }));
    const mandates = all.filter(({ status }) => options.all === true || status === 'valid' || status === 'notYet');
    const ended = (which: MandateStatus): number => all.filter(({ status }) => status === which).length;
    const refs = mandates.flatMap(({ evidence }) => (evidence?.kind === 'reference' ? [evidence.text.textId] : []));
    const titles = await organisationTitles(reads.worlds, scope === '' ? undefined : scope);
    const { people, texts } = await lookUp(
      db,
      scope,
      mandates.map(({ auditor }) => auditor),
      refs,
    );
    const told = mandates.map((mandate) => ({
      ...mandate,
      auditorName: people[mandate.auditor] ?? null,
      decision: mandate.evidence?.kind === 'reference' ? (texts[mandate.evidence.text.textId] ?? null) : null,
      what: mandateText(mandate, { title: (id) => titles[id] ?? id }, lang),
    }));
    const listed = mandateList(
      told.map((one) => ({ ...one, state: say.statuses[one.status] })),
      lang,
    );
    if (terminal.json) terminal.printJson({ mandates: told });
    else if (await handedOver(context, listed, options)) return exit.done;
    else if (told.length === 0) terminal.print(say.noMandates);
    else {
      const columns = say.mandateColumns;
      printTable(
        terminal,
        [columns.id, columns.auditor, columns.status, columns.on, columns.what, columns.decision].map((title, at) => ({
          title,
          ...(at === 5 ? { flexible: true } : {}),
        })),
        told.map((one) => [
          one.id,
          one.auditorName ?? one.auditor,
          say.statuses[one.status],
          day(one.grantedOn, lang),
          one.what,
          `${one.by}: ${one.decision ?? say.erased}`,
        ]),
      );
    }
    if (!terminal.json && options.all !== true && ended('expired') + ended('revoked') > 0)
      terminal.note(say.endedHidden(ended('expired'), ended('revoked')));
    return exit.done;
  });
}
