import { type AgreementSummary, agreementState, findAgreement, listAgreements } from '../../infra/db/read/agreements.ts';
import { resolvePeople } from '../../infra/db/read/log.ts';
import { rehearsals } from '../../infra/db/read/rehearsals.ts';
import { nearest } from '../../infra/definition/mistake.ts';
import type { State } from '#core/agreement/state.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import { exit, Failure } from '../failure.ts';
import type { Context, Reads } from '../session.ts';
import { worldOf } from '../worldOf.ts';

/** The agreement that an id means; says on standard error when it is a rehearsal's. @throws Failure where there is none. */
export async function agreementOf({ terminal, words }: Context, { worlds }: Reads, id: string): Promise<AgreementSummary> {
  const found = await findAgreement(worlds, id);
  if (found !== null) {
    const isShort = found.rehearsal !== null && id === found.shortId;
    if (isShort && found.rehearsal !== null)
      terminal.note(terminal.paintNote('quiet', words.agreement.fromRehearsal(found.rehearsal)));
    return found;
  }
  const known = [
    ...new Set(
      [...(await listAgreements(worlds)), ...(await listAgreements(worlds, { rehearsals: 'all' }))].map(({ shortId }) => shortId),
    ),
  ];
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

/** Its state. @throws Error where the read model lacks it, which is a fault of ours. */
export async function stateOf({ worlds }: Reads, { chain }: AgreementSummary): Promise<State> {
  const state = await agreementState(worlds, chain);
  if (state === null) throw new Error(`${chain} is listed and has no state`);
  return state;
}

/** Names by person id; an id that the directory does not know stands for itself. */
export async function namesOfPeople(
  { worlds }: Reads,
  { rehearsal }: Pick<AgreementSummary, 'rehearsal'>,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const names = await resolvePeople(worldOf({ worlds }, rehearsal), rehearsal ?? '', ids);
  return (id) => names[id] ?? id;
}

/** Today for an agreement: in a rehearsal that has ended, the day that it ran to. */
export async function todayOf({ worlds, today }: Reads, { rehearsal }: Pick<AgreementSummary, 'rehearsal'>): Promise<CivilDate> {
  if (rehearsal === null) return today;
  const all = await rehearsals(worlds.rehearsal, instantOfMs(Date.now()));
  return all.find(({ id }) => id === rehearsal)?.virtualTo ?? today;
}
