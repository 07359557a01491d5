/** Workflows of every kind of process, and the record beside them. What runs waits on this very name, which is older than the other kinds. */
export const PROCESS_QUEUE = 'agreements';
/** Sending mail: a process of its own, since composing takes the processor that processes need. */
export const DELIVER_QUEUE = 'deliver';
