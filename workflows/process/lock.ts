/** Runs one piece of work at a time, in the order they asked. A piece that fails does not stop the next. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>;

export function makeLock(): Lock {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
