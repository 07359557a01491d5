import { log } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { CANNOT_RECORD } from '#contracts/messages.ts';
import type { Proposal, Recorded } from '#contracts/types.ts';
import type { RecordPort } from '../ports/record.ts';

export interface RecordActivities {
  /**
   * Appends to a chain what a workflow proposes, or nothing where its command is known or it is behind, and answers with every stored
   * event that it has not seen. Safe to repeat.
   * @throws ApplicationFailure `CannotRecord`, not to be tried again; anything else may pass.
   */
  record(proposal: Proposal): Promise<Recorded>;
}

export function makeRecordActivities(port: RecordPort): RecordActivities {
  return {
    async record(proposal) {
      const appended = await port.append(proposal);
      if (appended.ok) return appended.recorded;
      const { chain, commandId, since } = proposal;
      log.error('the record refuses a proposal for ever', { chain, commandId, since, because: appended.cannotEver });
      throw ApplicationFailure.nonRetryable(appended.cannotEver, CANNOT_RECORD);
    },
  };
}
