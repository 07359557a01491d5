import type { Logger } from 'pino';

export type Teller = (about: string, why: Error | string | null, message: string) => void;

/** Says what is wrong when it begins and when it changes, and that it is over; not every round anew. */
export function teller(log: Logger): Teller {
  const known = new Map<string, string>();
  return (about, why, message) => {
    const text = why instanceof Error ? why.message : why;
    if (text === null) {
      if (known.delete(about)) log.info(`over: ${message}`);
      return;
    }
    if (known.get(about) === text) return;
    known.set(about, text);
    log.error(why instanceof Error ? { err: why } : { why }, message);
  };
}

/** Does some work and says when it begins to fail and when it succeeds again. */
export async function told(tell: Teller, about: string, message: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    tell(about, null, message);
  } catch (error) {
    tell(about, error instanceof Error ? error : String(error), message);
  }
}
