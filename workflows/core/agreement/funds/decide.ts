import type { Decisions } from '../parts.ts';
import { accountFunds, repayFunds } from './decide/accounts.ts';
import { recordPayment } from './decide/payment.ts';
import { reclaim, settleReclaim } from './decide/reclaim.ts';
import { approveRequisition, declineRequisition, requisition } from './decide/requisition.ts';
import { settleAppropriation, settleSetAside } from './decide/settle.ts';
import type { FundsCommand } from './types.ts';

export const fundsDecisions: Decisions<FundsCommand> = {
  settleAppropriation,
  settleSetAside,
  requisition,
  approveRequisition,
  declineRequisition,
  recordPayment,
  accountFunds,
  repayFunds,
  reclaim,
  settleReclaim,
};
