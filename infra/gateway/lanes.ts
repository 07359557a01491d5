/** One workflow's turn: `null` where none came in time. Whoever has it gives it back. */
export type TakeTurn = (workflowId: string, giveUpAt: number) => Promise<(() => void) | null>;

/**
 * A server takes ten Updates of one workflow at once and refuses the eleventh, in whatever order they were asked. Fewer than that at once
 * from this process leaves room for others; who waits, waits in the order of asking.
 */
const AT_ONCE = 8;
/** More than can be answered in the time that anybody waits. */
const MOST_WAITING = 1_000;

interface Lane {
  inFlight: number;
  /** Each told whether it is its turn. */
  waiting: ((turn: boolean) => void)[];
}

/** A queue a workflow. */
export function makeLanes(): TakeTurn {
  const lanes = new Map<string, Lane>();
  return async (workflowId, giveUpAt) => {
    const lane = lanes.get(workflowId) ?? { inFlight: 0, waiting: [] };
    lanes.set(workflowId, lane);
    if (lane.inFlight < AT_ONCE) lane.inFlight += 1;
    else if (!(await turnIn(lane, giveUpAt))) return null;
    return () => {
      const next = lane.waiting.shift();
      // The turn is handed on, so nobody who comes now goes before those who wait.
      if (next !== undefined) next(true);
      else lane.inFlight -= 1;
      if (lane.inFlight === 0) lanes.delete(workflowId);
    };
  };
}

async function turnIn(lane: Lane, giveUpAt: number): Promise<boolean> {
  if (lane.waiting.length >= MOST_WAITING) return false;
  return new Promise((resolve) => {
    const settle = (turn: boolean): void => {
      clearTimeout(timer);
      resolve(turn);
    };
    const timer = setTimeout(
      () => {
        lane.waiting.splice(lane.waiting.indexOf(settle), 1);
        settle(false);
      },
      Math.max(0, giveUpAt - Date.now()),
    );
    lane.waiting.push(settle);
  });
}
