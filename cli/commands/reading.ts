import { asItStands } from '#core/agreement/asItStands.ts';
import type { Reading } from '#core/agreement/reading.ts';
import type { State } from '#core/agreement/state.ts';
import { namesOf } from '#core/texts/names.ts';
import type { AgreementSummary } from '../../infra/db/read/agreements.ts';
import { readTexts } from '../../infra/db/read/texts.ts';
import type { Reads } from '../session.ts';
import { worldOf } from '../worldOf.ts';

/** What a part of an agreement is read with: its names, and the texts that the part refers to. */
export async function readingOf(
  { worlds }: Reads,
  { rehearsal }: Pick<AgreementSummary, 'rehearsal'>,
  state: State,
  part: unknown,
): Promise<Reading> {
  const db = worldOf({ worlds }, rehearsal);
  return { names: namesOf(asItStands(state)), text: await readTexts(db, rehearsal ?? '', part) };
}
