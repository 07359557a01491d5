import type { EnvelopeOf, TextRef } from '#core/act/envelope.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { DatesCommand } from '#core/agreement/dates/types.ts';
import type { Definition } from '#core/agreement/definition.ts';
import type { FrameworkDefinition } from './definition.ts';

/** What a correction of an earlier entry says instead. */
export type FrameworkCorrection =
  | { kind: 'doneOn'; doneOn: CivilDate }
  /** The reason says what should be read instead; the state is as it was. */
  | { kind: 'note' };

export type FrameworkCommand =
  | { type: 'open'; definition: FrameworkDefinition; versionHash: string }
  /** `meeting` is the body's own number for the decision, as somebody wrote it. */
  | {
      type: 'authorise';
      party: string;
      body: string;
      signatory: string;
      orSubstitute: boolean;
      inAllEssentials: boolean;
      meeting: TextRef | null;
    }
  /** Another version than the framework's own is signed only where it is in all essentials the same; `differences` lists what is not. */
  | { type: 'sign'; party: string; signatory: string; versionHash: string; differences: TextRef | null }
  | { type: 'refuseToSign'; party: string }
  | { type: 'approve'; body: string; versionHash: string }
  | { type: 'reject'; body: string }
  /** A new text after a refusal or a rejection: it is authorised, signed and approved from the beginning. */
  | { type: 'revise'; definition: FrameworkDefinition; versionHash: string }
  | { type: 'lapse' }
  | { type: 'withdraw'; party: string }
  /** `opensOn` null: the first day of the year's consultation. */
  | { type: 'planYear'; year: number; definition: Definition; versionHash: string; opensOn: CivilDate | null }
  | { type: 'replanYear'; year: number; definition: Definition; versionHash: string; opensOn: CivilDate | null }
  | { type: 'unplanYear'; year: number }
  /** Opens a planned year now: before its day, or although the framework is not valid. */
  | { type: 'openYear'; year: number }
  /** A year's agreement that was opened without the framework: it is one of its years all the same. */
  | { type: 'noteYear'; year: number }
  | { type: 'moveCommissionDate'; commission: string; item: string; dueOn: CivilDate }
  | { type: 'meetCommission'; commission: string; item: string }
  | { type: 'letGoCommission'; commission: string; item: string }
  | { type: 'correct'; version: number; correction: FrameworkCorrection };

export type FrameworkCommandType = FrameworkCommand['type'];

export type FrameworkEnvelope<C extends FrameworkCommand = FrameworkCommand> = EnvelopeOf<C>;

/** What a framework tells its running years about a commission: commands of theirs. */
export type CommissionMessage = Extract<DatesCommand, { type: 'commissionDateMoved' | 'commissionReported' }>;
