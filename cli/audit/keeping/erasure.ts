import type { Erasing } from '#core/around/keeping.ts';
import { whatWent } from '#core/texts/around/keeping.ts';
import { goneText } from '#core/texts/keeping.ts';
import { shortId } from '#contracts/ids.ts';
import type { Copies } from '../../../audit/keeping/copies.ts';
import { erase, type ErasePlan, type EraseRefusal, planErasure } from '../../../audit/keeping/erase.ts';
import { nearest } from '../../../infra/definition/mistake.ts';
import { exit, type ExitCode, Failure } from '../../failure.ts';
import type { Context } from '../../session.ts';
import { printHeading } from '../../terminal/show.ts';
import { keepingWords } from '../../words/audit/keeping.ts';
import { type ActingOptions, actOf, carried, placeOf } from './acting.ts';
import { printEntries } from './disposal.ts';

/** Decisions named in a refusal; `--json` has all. */
const SHOWN = 5;

const asked = ['person', 'text', 'document', 'mail'] as const;

interface EraseOptions extends ActingOptions, Partial<Record<(typeof asked)[number], string>> {
  ground: string;
  withMails?: boolean;
  dryRun?: boolean;
}

/** Erases one thing on a stated ground, and names the copies that remain. */
export async function eraseOne(context: Context, options: EraseOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = keepingWords[terminal.lang];
  const which = askedIn(context, options);
  return sessions.withReads(async (reads) => {
    const place = await placeOf(context, reads, options);
    const { keeper, act } = await actOf(context, place, options, options.ground);
    const planned = await planErasure(place.db, place.scope, which, { withMails: options.withMails === true });
    if (!planned.ok) throw refused(context, planned.refusal);
    const dry = options.dryRun === true;
    const entries = dry ? [] : await carried(context, () => erase(keeper, act, planned.plan));
    if (terminal.json) terminal.printJson({ ...planned.plan, dryRun: dry, entries });
    else {
      terminal.print(dry ? say.wouldErase : say.erased);
      printPlan(context, planned.plan);
      printEntries(context, entries);
    }
    return exit.done;
  });
}

function askedIn({ terminal }: Context, options: EraseOptions): Erasing {
  const given = asked.flatMap((kind) => (options[kind] === undefined ? [] : [{ kind, id: options[kind] }]));
  const [only] = given;
  if (only === undefined || given.length > 1) throw new Failure(exit.usage, 'badInput', keepingWords[terminal.lang].oneOf);
  return only;
}

function refused({ terminal }: Context, refusal: EraseRefusal): Failure {
  const { refused: say } = keepingWords[terminal.lang];
  const { id } = refusal.asked;
  const failure = (message: string, remedy: string | null): Failure =>
    new Failure(refusal.code === 'unknown' ? exit.usage : exit.refused, refusal.code, message, remedy, refusal);
  switch (refusal.code) {
    case 'unknown':
      return new Failure(exit.usage, refusal.code, say.unknown(id), say.unknownRemedy(nearest(id, refusal.known)), {
        asked: refusal.asked,
      });
    case 'alreadyGone':
      return failure(say.alreadyGone(id, goneText(refusal.mark, terminal.lang)), null);
    case 'inDecision': {
      const { decisions } = refusal;
      const shown = decisions
        .slice(0, SHOWN)
        .map(({ chain, version, type, as }) => say.decision(`${shortId(chain)} ${version} (${type})`, say.as[as]));
      const more = decisions.length > SHOWN ? [say.moreDecisions(decisions.length - SHOWN)] : [];
      return failure([say.inDecision(id), ...shown, ...more].join('\n'), say.inDecisionRemedy);
    }
    case 'inMandate': {
      const shown = refusal.mandates.map(({ mandate, auditor, expiresOn, revokedOn, freesOn }) =>
        say.mandate(mandate, auditor === id ? 'auditor' : 'granted', { expiresOn, revokedOn, freesOn }),
      );
      return failure([say.inMandate(id), ...shown].join('\n'), say.inMandateRemedy);
    }
    case 'groundOfKeeping':
      return failure(say.groundOfKeeping(id), say.groundOfKeepingRemedy);
    case 'needed':
      return failure(say.needed(id, refusal.chains.map(shortId).join(', ')), say.neededRemedy);
    case 'underWay':
      return failure(say.underWay(id), say.underWayRemedy);
  }
}

function printPlan(context: Context, { gone, copies }: ErasePlan): void {
  const { terminal } = context;
  const say = keepingWords[terminal.lang];
  terminal.print(`${say.goes}: ${whatWent(gone, terminal.lang)}`);
  printHeading(terminal, say.remains);
  printCopies(context, copies);
  for (const line of [say.sent, say.inside, say.backups, say.checkpoints]) terminal.print(`  – ${line}`);
}

function printCopies({ terminal }: Context, { mails, texts, handedOut }: Copies): void {
  const say = keepingWords[terminal.lang];
  if (mails.length + texts.length + handedOut.length === 0) terminal.print(`  – ${say.noneKnown}`);
  if (mails.length > 0) {
    terminal.print(`  – ${say.remainMails}:`);
    for (const { id, on, recipient, isSettled } of mails)
      terminal.print(`      ${on}  ${recipient}  ${id}${isSettled ? '' : `  (${say.notSettled})`}`);
  }
  if (texts.length > 0) {
    terminal.print(`  – ${say.remainTexts}:`);
    for (const id of texts) terminal.print(`      ${id}`);
  }
  if (handedOut.length > 0) {
    terminal.print(`  – ${say.remainFiles}:`);
    for (const { on, how, what, to, sha256, chain, version } of handedOut) {
      const named = [say[how], ...(what === null ? [] : [what]), ...(to === null ? [] : [`${say.to} ${to}`])].join(' ');
      terminal.print(`      ${on}  ${named}  SHA-256 ${sha256}  (${shortId(chain)} ${version})`);
    }
  }
}
