/** Workflows, and the record beside them. */
export const AGREEMENT_QUEUE = 'agreements';
/** Sending mail: a process of its own, since composing takes the processor that agreements need. */
export const DELIVER_QUEUE = 'deliver';
