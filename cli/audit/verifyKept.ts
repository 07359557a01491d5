import type { Instant } from '#core/calendar/instant.ts';
import { shortId } from '#contracts/ids.ts';
import type { Receipt } from '#contracts/types.ts';
import type { Finding } from '../../audit/checkpoints/findings.ts';
import { verifyCheckpoint } from '../../audit/checkpoints/verifyCheckpoint.ts';
import { inclusionOf, verifyReceipt } from '../../audit/checkpoints/verifyReceipt.ts';
import { readReceipts, ReceiptTrouble } from '../../audit/checkpoints/receipt.ts';
import { type KeptCheckpoint, readKeptCheckpoint } from '../../audit/verify/kept.ts';
import { readCheckpoint } from '../../infra/seal/checkpoint.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, RecordReads } from '../session.ts';
import { minute } from '../terminal/dates.ts';
import { keptFileWords } from '../words/audit/keptFiles.ts';
import { verifyWords } from '../words/audit/verify.ts';
import { printFindings } from './verifyPrint.ts';

/** Whether the record still holds what receipts were given for; a file may hold several. */
export async function verifyKeptReceipts(
  context: Context,
  { worlds }: RecordReads,
  file: string,
  text: string,
): Promise<ExitCode> {
  const { terminal } = context;
  const receipts = receiptsIn(context, file, text);
  const verified: VerifiedReceipt[] = [];
  for (const receipt of receipts) verified.push(await verifyOne(worlds, receipt));
  const isSound = verified.every(({ findings }) => findings.length === 0);
  if (terminal.json) terminal.printJson({ isSound, receipts: verified });
  else for (const one of verified) printReceipt(context, one);
  return isSound ? exit.done : exit.refused;
}

interface VerifiedReceipt {
  receipt: Receipt;
  /** The first that covers it; null while none does. */
  checkpoint: { number: number; at: Instant } | null;
  findings: Finding[];
}

async function verifyOne(worlds: RecordReads['worlds'], receipt: Receipt): Promise<VerifiedReceipt> {
  const findings = await verifyReceipt(worlds, receipt);
  const inclusion = findings.length === 0 ? await inclusionOf(worlds, receipt) : null;
  const checkpoint = inclusion === null ? null : { number: inclusion.number, at: readCheckpoint(inclusion.checkpoint.signed).at };
  return { receipt, checkpoint, findings };
}

function printReceipt(context: Context, { receipt, checkpoint, findings }: VerifiedReceipt): void {
  const { terminal } = context;
  const say = verifyWords[terminal.lang];
  const { chain, version } = receipt;
  const verdict = findings.length === 0 ? say.receiptHolds(shortId(chain), version) : say.receiptFails(shortId(chain), version);
  printVerdict(context, verdict, findings);
  if (findings.length === 0)
    terminal.print(`  ${checkpoint === null ? say.notYetAttested : say.attestedBy(checkpoint.number, minute(checkpoint.at))}`);
}

/** Whether today's chains all go on from where a kept checkpoint says that they ended. */
export async function verifyKeptCheckpoint(
  context: Context,
  { worlds }: RecordReads,
  file: string,
  text: string,
  kept: readonly string[],
): Promise<ExitCode> {
  const { terminal } = context;
  const say = verifyWords[terminal.lang];
  const { file: checkpoint, number, world } = checkpointIn(context, file, text);
  const findings = await verifyCheckpoint(worlds, checkpoint, kept);
  if (terminal.json) {
    terminal.printJson({ isSound: findings.length === 0, checkpoint: readCheckpoint(checkpoint.signed), findings });
    return statusOf(findings);
  }
  const called = world === 'live' ? say.live : say.ofRehearsal(world);
  printVerdict(
    context,
    findings.length === 0 ? say.checkpointHolds(number, called) : say.checkpointFails(number, called),
    findings,
  );
  if (kept.length === 0) terminal.note(terminal.paintNote('quiet', say.ownKeys));
  return statusOf(findings);
}

const statusOf = (findings: readonly Finding[]): ExitCode => (findings.length === 0 ? exit.done : exit.refused);

function printVerdict({ terminal }: Context, verdict: string, findings: readonly Finding[]): void {
  const sign = findings.length === 0 ? terminal.paint('good', '✓') : terminal.paint('bad', '✗');
  terminal.print(`${sign} ${verdict}`);
  printFindings(terminal, 'checkpoints', { findings, total: findings.length });
}

function receiptsIn({ terminal }: Context, file: string, text: string): Receipt[] {
  const say = keptFileWords[terminal.lang];
  try {
    return readReceipts(text);
  } catch (error) {
    if (!(error instanceof ReceiptTrouble)) throw error;
    const { fields } = error;
    const what = fields.length === 0 ? say.noReceipt(file) : say.wrongReceipt(file, fields);
    throw new Failure(exit.usage, 'noReceipt', what, say.receiptRemedy, { file, fields });
  }
}

function checkpointIn({ terminal }: Context, file: string, text: string): KeptCheckpoint {
  const say = keptFileWords[terminal.lang];
  try {
    return readKeptCheckpoint(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(exit.usage, 'noCheckpoint', say.noCheckpoint(file), say.checkpointRemedy, { file, why });
  }
}
