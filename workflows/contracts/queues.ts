/** Workflows of every kind, and the record beside them. The name is older than the other kinds; what runs waits on it. */
export const AGREEMENT_QUEUE = 'agreements';
/** Sending mail: a process of its own, since composing takes the processor that agreements need. */
export const DELIVER_QUEUE = 'deliver';
