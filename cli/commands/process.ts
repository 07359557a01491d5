import type { ProcessState } from '#core/models.ts';
import { findProcess, listProcesses, type ProcessSummary, processState } from '../../infra/db/read/processes.ts';
import { nearest } from '../../infra/definition/mistake.ts';
import { exit, Failure } from '../failure.ts';
import type { Context, Reads } from '../session.ts';

/** The process of any kind that an id means; says on standard error when it is a rehearsal's. @throws Failure where there is none. */
export async function processOf({ terminal, words }: Context, { worlds }: Reads, id: string): Promise<ProcessSummary> {
  const found = await findProcess(worlds, id);
  if (found !== null) {
    if (found.rehearsal !== null && id === found.shortId)
      terminal.note(terminal.paintNote('quiet', words.agreement.fromRehearsal(found.rehearsal)));
    return found;
  }
  const all = [...(await listProcesses(worlds)), ...(await listProcesses(worlds, { rehearsals: 'all' }))];
  const known = [...new Set(all.map(({ shortId }) => shortId))];
  const meant = nearest(id, known) ?? known.find((one) => one.includes(id)) ?? null;
  throw new Failure(
    exit.usage,
    'unknownAgreement',
    words.agreement.unknown(id),
    words.agreement.unknownRemedy(meant, known.length),
    {
      id,
      known,
    },
  );
}

/** Its state with its kind. @throws Error where the read model lacks it, which is a fault of ours. */
export async function stateOfProcess({ worlds }: Reads, { chain }: Pick<ProcessSummary, 'chain'>): Promise<ProcessState> {
  const state = await processState(worlds, chain);
  if (state === null) throw new Error(`${chain} is listed and has no state`);
  return state;
}
