import { type AgreementModel, agreementModel } from '#core/agreement/model.ts';
import type { Kind, Model } from '#core/act/model.ts';
import { type FrameworkModel, frameworkModel } from '#core/framework/model.ts';
import { type ReferralModel, referralModel } from '#core/referral/model.ts';

/** What every process's state has, whatever its kind. */
export interface AnyState {
  version: number;
}
export interface AnyCommand {
  type: string;
}
export interface AnyBody {
  type: string;
}
export interface AnyRefusal {
  code: string;
}
export type AnyModel = Model<AnyState, AnyCommand, AnyBody, AnyRefusal>;

/** The kinds' own models. */
export interface Models extends Record<Kind, unknown> {
  agreement: AgreementModel;
  framework: FrameworkModel;
  referral: ReferralModel;
}

export type StateOf<K extends keyof Models> = Models[K] extends Model<infer S, infer _C, infer _B, infer _R> ? S : never;
/** A process's state with its kind, which says what the state is. */
export type ProcessState = { [K in keyof Models]: { kind: K; state: StateOf<K> } }[keyof Models];

const models: Models = { agreement: agreementModel, framework: frameworkModel, referral: referralModel };

/**
 * The rules of a kind, for what runs, records and reads processes of every kind. Each model is told states, commands and events of its
 * own kind only, since a chain id says the kind; the compiler cannot know that.
 */
export const modelOf = (kind: Kind): AnyModel => models[kind] as unknown as AnyModel;

/** A state as stored, in today's form, with its kind. */
export const readProcess = (kind: Kind, stored: unknown): ProcessState =>
  ({ kind, state: modelOf(kind).readState(stored) }) as ProcessState;
