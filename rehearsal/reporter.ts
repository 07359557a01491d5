import type { Instant } from '#core/calendar/instant.ts';
import { mailsSent } from '../infra/db/read/mails.ts';
import { processState } from '../infra/db/read/processes.ts';
import type { Worlds } from '../infra/db/worlds.ts';
import { spansOf } from './phases.ts';
import type { Named, Progress, StepResult } from './result.ts';

export interface Reporter {
  time: (at: Instant) => void;
  step: (at: Instant, step: StepResult) => void;
  /** Tells what the read model holds that has not been told: phases that began, mails that left. */
  whatHappened: (at: Instant) => Promise<void>;
}

export function makeReporter(worlds: Worlds, processes: readonly Named[], onProgress: (progress: Progress) => void): Reporter {
  const tellers = processes.map((one) => tellerOf(worlds, one, onProgress));
  return {
    time: (at) => onProgress({ kind: 'time', at }),
    step: (at, step) => onProgress({ kind: 'step', at, step }),
    whatHappened: async (at) => {
      for (const tell of tellers) await tell(at);
    },
  };
}

function tellerOf(
  worlds: Worlds,
  { process, id }: Named,
  onProgress: (progress: Progress) => void,
): (at: Instant) => Promise<void> {
  let spansTold = 0;
  let mailsTold = { sent: 0, failed: 0 };
  return async (at) => {
    const spans = spansOf(await processState(worlds, id));
    for (const { phase, from } of spans.slice(spansTold)) onProgress({ kind: 'phase', at, process, on: from, phase });
    spansTold = spans.length;
    const mails = await mailsSent(worlds, id);
    const sent = mails.sent - mailsTold.sent;
    const failed = mails.failed - mailsTold.failed;
    if (sent > 0 || failed > 0) onProgress({ kind: 'mails', at, process, sent, failed });
    mailsTold = mails;
  };
}
