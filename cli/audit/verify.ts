import { type Command, InvalidArgumentError } from 'commander';
import { isPublicKey } from '../../audit/checkpoints/keys.ts';
import type { Verification } from '../../audit/verify/verify.ts';
import { verifyRecord } from '../../audit/verify/verify.ts';
import { isLeft, rehearsalsLeft, scopeOfChain } from '../../audit/verify/meant.ts';
import type { Scope } from '../../audit/verify/scope.ts';
import { rehearsalOf, shortId } from '#contracts/ids.ts';
import { processOf } from '../commands/process.ts';
import { rehearsals } from '../../infra/db/read/rehearsals.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, RecordReads } from '../session.ts';
import { openStatusLine } from '../terminal/statusLine.ts';
import { auditingWords } from '../words/audit/auditing.ts';
import { keptFileWords } from '../words/audit/keptFiles.ts';
import { verifyWords } from '../words/audit/verify.ts';
import { askerOf, requireCovered, wholeRecord } from './auditing/asking.ts';
import { readKept } from './keptFile.ts';
import type { AuditParts } from './program.ts';
import { verifyKeptCheckpoint, verifyKeptReceipts } from './verifyKept.ts';
import { printVerification } from './verifyPrint.ts';

export interface VerifyOptions {
  all?: boolean;
  rehearsal?: string;
  receipt?: string;
  checkpoint?: string;
  /** Files. */
  key: string[];
  every?: boolean;
  /** The auditor who reads, within their mandate. */
  as?: string;
}

const FIRST = 1;
const EVERY = 1000;

export function addVerify(audit: Command, { common, run, words, lang }: AuditParts): void {
  const say = verifyWords[lang];
  const { file, id, person } = words.help.placeholders;
  const ulid = (text: string): string => {
    if (/^[0-9A-HJKMNP-TV-Z]{26}$/.test(text)) return text;
    throw new InvalidArgumentError(say.unknownRehearsalRemedy);
  };
  common(audit.command('verify'))
    .description(say.summary)
    .argument(`[${id}]`, say.id)
    .option('--all', say.all)
    .option(`--rehearsal <${id}>`, say.rehearsal, ulid)
    .option(`--receipt <${file}>`, say.receipt)
    .option(`--checkpoint <${file}>`, say.checkpoint)
    .option(`--key <${file}>`, say.key, (one: string, before: string[]) => [...before, one], [])
    .option('--every', say.every)
    .option(`--as <${person}>`, auditingWords[lang].asReader)
    .action((given, options) => run((context) => verify(context, given, options)));
}

/** `arscykel audit verify`: exit status 1 where anything is not as it must be. */
async function verify(context: Context, id: string | undefined, options: VerifyOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = verifyWords[terminal.lang];
  const asked = [id, options.receipt, options.checkpoint, options.all].filter((one) => one !== undefined);
  if (asked.length > 1) throw new Failure(exit.usage, 'oneOf', say.oneOf, say.oneOfRemedy);
  const kept = await Promise.all(options.key.map((file) => keyIn(context, file)));
  return sessions.withReads(async (reads) => {
    const { as, rehearsal } = options;
    // What somebody has kept themselves they may hold against the record, whatever their mandate is over.
    if (as !== undefined && id === undefined)
      await askerOf(context, reads, { as, ...(rehearsal === undefined ? {} : { rehearsal }) });
    if (options.receipt !== undefined)
      return verifyKeptReceipts(context, reads, options.receipt, await readKept(context, options.receipt));
    if (options.checkpoint !== undefined)
      return verifyKeptCheckpoint(context, reads, options.checkpoint, await readKept(context, options.checkpoint), kept);
    const verified: Verification[] = [];
    for (const scope of await scopesMeant(context, reads, id, options))
      verified.push(await verifyOne(context, reads, scope, options, kept));
    if (terminal.json) terminal.printJson({ isSound: verified.every(({ isSound }) => isSound), records: verified });
    return verified.every(({ isSound }) => isSound) ? exit.done : exit.refused;
  });
}

async function verifyOne(
  context: Context,
  { databaseUrl }: RecordReads,
  scope: Scope,
  { every = false }: VerifyOptions,
  kept: readonly string[],
): Promise<Verification> {
  const { terminal, signal } = context;
  const line = openStatusLine(terminal, process.stderr);
  const say = verifyWords[terminal.lang];
  try {
    const verification = await verifyRecord(databaseUrl, scope, {
      limit: every ? EVERY : FIRST,
      signal,
      kept,
      progress: (done, all) => line.set(say.progress(Math.min(99, Math.floor((100 * done) / Math.max(1, all))))),
    });
    line.clear();
    if (!terminal.json) printVerification(context, verification);
    return verification;
  } finally {
    line.clear();
  }
}

async function scopesMeant(
  context: Context,
  reads: RecordReads,
  id: string | undefined,
  { all, rehearsal, as }: VerifyOptions,
): Promise<Scope[]> {
  const known = await rehearsals(reads.worlds.rehearsal, new Date().toISOString());
  const say = verifyWords[context.terminal.lang];
  if (rehearsal !== undefined && known.every((one) => one.id !== rehearsal))
    throw new Failure(exit.usage, 'unknownRehearsal', say.unknownRehearsal(rehearsal), say.unknownRehearsalRemedy, {
      known: known.map((one) => one.id),
    });
  if (id !== undefined) {
    const chain = await chainMeant(context, reads, id, rehearsal ?? null);
    if (as !== undefined)
      await requireCovered(context, reads, as, { chain, rehearsal: rehearsalOf(chain), shortId: shortId(chain) });
    return [scopeOfChain(chain)];
  }
  const everyOne = new Set([...known.map((one) => one.id), ...(await rehearsalsLeft(reads.worlds.rehearsal))]);
  const scopes = all === true ? ['', ...everyOne] : [rehearsal ?? ''];
  if (as !== undefined) for (const scope of scopes) await requireCovered(context, reads, as, wholeRecord(context, scope));
  return scopes.map((scope) => ({ rehearsal: scope, chains: null }));
}

/** Also of a process that has been struck from what is shown. */
async function chainMeant(context: Context, reads: RecordReads, id: string, rehearsal: string | null): Promise<string> {
  const chain = rehearsal === null || rehearsalOf(id) !== null ? id : `rehearsal:${rehearsal}:${id}`;
  return (await isLeft(reads.worlds, chain)) ? chain : (await processOf(context, reads, chain)).chain;
}

/** @throws Failure for a file that is none, before it is held against the record. */
async function keyIn(context: Context, file: string): Promise<string> {
  const text = await readKept(context, file);
  if (isPublicKey(text)) return text;
  const say = keptFileWords[context.terminal.lang];
  throw new Failure(exit.usage, 'noKey', say.noKey(file), say.keyRemedy, { file });
}
