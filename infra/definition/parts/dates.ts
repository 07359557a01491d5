import type { DatesCommand } from '#core/agreement/dates/types.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say: each says in its input exactly what it is. */
export const datesToCommand: PartCommands<DatesCommand> = {
  moveDeadline: async (input) => ({ type: 'moveDeadline', ...input }),
  askExtension: async (input) => ({ type: 'askExtension', ...input }),
  extendDeadline: async (input) => ({ type: 'extendDeadline', ...input }),
  declineExtension: async (input) => ({ type: 'declineExtension', ...input }),
  suspendDeadline: async (input) => ({ type: 'suspendDeadline', ...input }),
  resumeDeadline: async (input) => ({ type: 'resumeDeadline', ...input }),
  waiveDeadline: async (input) => ({ type: 'waiveDeadline', ...input }),
  reopenDeadline: async (input) => ({ type: 'reopenDeadline', ...input }),
  commissionDateMoved: async (input) => ({ type: 'commissionDateMoved', ...input }),
  commissionReported: async (input) => ({ type: 'commissionReported', ...input }),
};
