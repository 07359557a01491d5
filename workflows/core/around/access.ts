import type { TextRef } from '#core/act/envelope.ts';
import type { Recipient } from '#core/act/event.ts';

/** What happens around one process without changing it. Recorded in its access chain. */
export type AccessBody =
  /** A command that was refused: nothing of it was done. `command` and `code` are the kind's own words. */
  | { type: 'commandRefused'; command: string; code: string; commandId: string }
  /** What became of something that somebody was to be told. */
  | {
      type: 'noticeSettled';
      notice: string;
      mail: string | null;
      recipient: Recipient;
      about: string;
      /** Version of the causing event in the process's chain. */
      causedBy: number;
      deadline: string | null;
      outcome: 'sent' | 'failed' | 'unknown' | 'dropped';
      messageId: string | null;
    }
  /** A person's judgement of a mail that nobody here can know of. */
  | { type: 'mailJudged'; mail: string; judged: 'resend' | 'accept' | 'bounced'; why: TextRef | null }
  /** A link that opens one task without an account. */
  | { type: 'linkUsed'; link: string; act: 'opened' | 'submitted' | 'passedOn' | 'revoked' }
  /** Names, addresses, written texts or files were shown to somebody. `what`: the view, such as `log` or `document`. */
  | { type: 'personalDataRead'; what: string; persons: number; texts: number; documents: string[] };
