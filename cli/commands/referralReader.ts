import type { ProcessState } from '#core/models.ts';
import type { ReferralDefinition } from '#core/referral/definition.ts';
import { type Sees, seesOf } from '#core/referral/seen.ts';
import { exit, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { referralWords } from '../words/referral.ts';

/** What `as` sees of a referral, else its coordinator; null of another kind of process, of which everybody sees all. */
export function seesIn(context: Context, { kind, state }: ProcessState, as: string | undefined): Sees | null {
  return kind === 'referral' ? seesOfReferral(context, state.definition, as) : null;
}

/** Whose own handling is shown: of who looks, else of whoever runs the referral here. @throws Failure where it knows no such person. */
export function seesOfReferral({ terminal }: Context, definition: ReferralDefinition, as: string | undefined): Sees {
  const found = seesOf(definition, as ?? definition.coordinator);
  if (found !== null) return found;
  const own = referralWords[terminal.lang];
  const known = definition.people.map(({ id }) => id);
  throw new Failure(exit.usage, 'unknownPerson', own.unknownReader(as ?? ''), own.unknownReaderRemedy(known), { known });
}
