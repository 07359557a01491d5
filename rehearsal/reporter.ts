import type { Instant } from '#core/calendar/instant.ts';
import { agreementState } from '../infra/db/read/agreements.ts';
import { mailsSent } from '../infra/db/read/mails.ts';
import type { Worlds } from '../infra/db/worlds.ts';
import type { Progress, StepResult } from './result.ts';

export interface Reporter {
  time: (at: Instant) => void;
  step: (at: Instant, step: StepResult) => void;
  /** Tells what the read model holds that has not been told: phases that began, mails that left. */
  whatHappened: (at: Instant) => Promise<void>;
}

export function makeReporter(worlds: Worlds, chain: string, onProgress: (progress: Progress) => void): Reporter {
  let spansTold = 0;
  let mailsTold = { sent: 0, failed: 0 };
  return {
    time: (at) => onProgress({ kind: 'time', at }),
    step: (at, step) => onProgress({ kind: 'step', at, step }),
    whatHappened: async (at) => {
      const spans = (await agreementState(worlds, chain))?.phases ?? [];
      for (const { phase, from, to } of spans.slice(spansTold)) {
        if (phase !== 'planned' || to !== from) onProgress({ kind: 'phase', at, on: from, phase });
      }
      spansTold = spans.length;
      const mails = await mailsSent(worlds, chain);
      const sent = mails.sent - mailsTold.sent;
      const failed = mails.failed - mailsTold.failed;
      if (sent > 0 || failed > 0) onProgress({ kind: 'mails', at, sent, failed });
      mailsTold = mails;
    },
  };
}
