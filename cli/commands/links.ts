import { instantOfMs } from '#core/calendar/instant.ts';
import { linksOf, statedUnder } from '../../infra/db/read/links.ts';
import { findProcess } from '../../infra/db/read/processes.ts';
import { revokeLinks } from '../../infra/db/write/links.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { minute } from '../terminal/dates.ts';
import { printTable } from '../terminal/show.ts';
import { linkWords } from '../words/links.ts';

const SHOWN_OF_ID = 8;

/** The links that were sent for a process's tasks, and whether they are used. */
export async function links(context: Context, id: string): Promise<ExitCode> {
  const { terminal, sessions, words } = context;
  const say = linkWords[terminal.lang];
  return sessions.withReads(async ({ worlds }) => {
    const process = await findProcess(worlds, id);
    if (process === null) throw new Failure(exit.usage, 'unknownAgreement', words.agreement.unknown(id), null, { id });
    const list = await linksOf(worlds.live, process.chain);
    if (terminal.json) terminal.printJson({ links: list });
    else if (list.length === 0) terminal.print(say.none);
    else {
      const columns = [say.link, say.state, say.to, say.until, say.task].map((title) => ({ title }));
      const now = instantOfMs(Date.now());
      const rows = list.map((one) => [
        one.id.slice(0, SHOWN_OF_ID),
        say.states[one.usedAt !== null ? 'used' : one.revokedAt !== null ? 'revoked' : one.expiresAt <= now ? 'expired' : 'open'],
        one.recipient,
        minute(one.expiresAt),
        one.deadline,
      ]);
      printTable(terminal, columns, rows);
    }
    return exit.done;
  });
}

/** Ends a link, by its id or the beginning of it. */
export async function revokeLink(
  { terminal, sessions }: Context,
  id: string,
  which: string,
  { as: by, reason: because }: { as?: string; reason?: string },
): Promise<ExitCode> {
  const say = linkWords[terminal.lang];
  if (by === undefined || because === undefined || because.trim() === '')
    throw new Failure(exit.usage, 'badInput', say.needsWho, say.needsWhoRemedy);
  return sessions.withReads(async ({ worlds }) => {
    const process = await findProcess(worlds, id);
    const found = process === null ? [] : (await linksOf(worlds.live, process.chain)).filter((one) => one.id.startsWith(which));
    const [link, second] = found;
    if (link === undefined || second !== undefined || which.length < SHOWN_OF_ID)
      throw new Failure(exit.usage, 'unknownLink', say.unknown(which), say.unknownRemedy(id), { which });
    const revoked = await revokeLinks(worlds.live, { id: link.id }, { at: instantOfMs(Date.now()), by, because });
    if (revoked === 0) throw new Failure(exit.refused, 'alreadyRevoked', say.already, say.unknownRemedy(id));
    if (terminal.json) terminal.printJson({ revoked: link.id });
    else terminal.print(say.revoked);
    return exit.done;
  });
}

/** Where an organisation has stated its own registration number. */
export async function findNumber({ terminal, sessions }: Context, number: string): Promise<ExitCode> {
  const say = linkWords[terminal.lang];
  return sessions.withReads(async ({ worlds }) => {
    const stated = await statedUnder(worlds.live, number);
    if (terminal.json) terminal.printJson({ stated });
    else if (stated.length === 0) terminal.print(say.noneUnder(number));
    else
      printTable(
        terminal,
        [say.when, say.matter, say.task, say.who].map((title) => ({ title })),
        stated.map((one) => [
          minute(one.statedAt),
          one.chain,
          one.deadline,
          [one.name ?? '', one.role].filter((part) => part !== '').join(', '),
        ]),
      );
    return exit.done;
  });
}
