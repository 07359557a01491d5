import { asItStands } from '#core/agreement/asItStands.ts';
import type { Reading } from '#core/agreement/reading.ts';
import type { State } from '#core/agreement/state.ts';
import { namesOf } from '#core/texts/names.ts';
import type { AgreementSummary } from '../../infra/db/read/agreements.ts';
import { readTexts } from '../../infra/db/read/texts.ts';
import { type Context, directoryOf, existingState } from '../context.ts';

/** An agreement, and what a part of it is read with. @throws Refuse 404 where there is none. */
export async function readPart(
  context: Context,
  id: string,
  part: (state: State) => unknown,
): Promise<{ summary: AgreementSummary; state: State; reading: Reading }> {
  const { summary, state } = await existingState(context, id);
  const { db, scope } = directoryOf(context, summary.rehearsal);
  return { summary, state, reading: { names: namesOf(asItStands(state)), text: await readTexts(db, scope, part(state)) } };
}
