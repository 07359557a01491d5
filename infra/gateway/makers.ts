import type { Kind } from '#core/act/model.ts';
import type { LoadedFramework } from '../definition/framework/loadFramework.ts';
import {
  directoryIn,
  type FrameworkActRequest,
  frameworkToCommand,
  frameworkToOpening,
} from '../definition/framework/toCommand.ts';
import type { AnyRequest, CommandMaker, Directory } from '../definition/commandMaker.ts';
import type { LoadedReferral } from '../definition/referral/loadReferral.ts';
import { type ReferralActRequest, referralToCommand, referralToOpening } from '../definition/referral/toCommand.ts';
import { personIn } from '../definition/parts/tasks.ts';
import { type ActRequest, toCommand } from '../definition/toCommand.ts';
import type { OpeningAsk } from './ask.ts';
import { openingCommand } from './opening.ts';

const agreement: CommandMaker<ActRequest, OpeningAsk> = { toCommand, toOpening: openingCommand, directoryIn: personIn };

const framework: CommandMaker<FrameworkActRequest, { loaded: LoadedFramework }> = {
  toCommand: frameworkToCommand,
  toOpening: frameworkToOpening,
  directoryIn,
};

const referral: CommandMaker<ReferralActRequest, { loaded: LoadedReferral }> = {
  toCommand: referralToCommand,
  toOpening: referralToOpening,
};

const makers: Record<Kind, unknown> = { agreement, framework, referral };

/** How a kind of process makes commands. Each is told requests and openings of its own kind only, which the compiler cannot know. */
export const makerOf = (kind: Kind): CommandMaker<AnyRequest, { loaded: Directory }> =>
  makers[kind] as CommandMaker<AnyRequest, { loaded: Directory }>;
