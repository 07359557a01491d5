import type { Kind } from '#core/act/model.ts';
import type { AnyRefusal } from '#core/models.ts';
import { assertNever } from '#core/result.ts';
import { wordsOf } from '#core/texts/kinds.ts';
import type { Verdict } from '../../infra/gateway/verdict.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';

interface Asked {
  commandId: string;
  /** Of the process that it was for; an agreement where it is left out. */
  kind?: Kind;
  /** The process's own, so that a refusal calls things by their names; null before it is opened. */
  definition: object | null;
  /** What it says when it is done. */
  done: string;
}

/** Prints what came of a command; the exit status says the same. @throws Failure where nothing was decided. */
export function printVerdict(
  { terminal, words }: Context,
  verdict: Verdict<AnyRefusal>,
  { commandId, kind = 'agreement', definition, done }: Asked,
): ExitCode {
  switch (verdict.kind) {
    case 'recorded': {
      if (terminal.json)
        terminal.printJson({ outcome: 'recorded', commandId, repeated: verdict.repeated, receipt: verdict.receipt });
      else {
        const { chain, version, hash } = verdict.receipt;
        terminal.print(`${terminal.paint('good', '✓')} ${done}${verdict.repeated ? ` ${words.verdict.repeated}` : ''}`);
        terminal.print(terminal.paint('quiet', words.verdict.receipt(chain, version, hash)));
      }
      return exit.done;
    }
    case 'refused': {
      const explanation = wordsOf(kind).refusal(verdict.refusal, terminal.lang, definition);
      if (terminal.json) terminal.printJson({ outcome: 'refused', commandId, refusal: verdict.refusal, explanation });
      else {
        terminal.note(`${terminal.paintNote('bad', '✗')} ${words.verdict.refused}`);
        for (const line of explanation.split('\n')) terminal.note(`  ${line}`);
      }
      return exit.refused;
    }
    case 'conflict':
      throw new Failure(exit.usage, 'commandIdTaken', words.verdict.conflict(commandId), words.verdict.conflictRemedy, {
        commandId,
      });
    case 'directoryConflict': {
      const told = verdict.conflicts.map(({ id, field, stored, given }) => words.verdict.otherPerson(id, field, stored, given));
      throw new Failure(exit.usage, 'directoryConflict', told.join('\n'), words.verdict.otherPersonRemedy, {
        conflicts: verdict.conflicts,
      });
    }
    case 'notFound':
      throw new Failure(exit.usage, 'unknownAgreement', words.agreement.unknown(verdict.agreement), null, {
        id: verdict.agreement,
      });
    case 'busy':
    case 'unknown':
      throw new Failure(exit.unreachable, verdict.kind, words.verdict[verdict.kind], words.verdict.askAgain(commandId), {
        outcome: verdict.kind === 'unknown' ? 'unknown' : 'notDone',
        commandId,
        retryAfterSeconds: verdict.retryAfterSeconds,
      });
    default:
      return assertNever(verdict);
  }
}
