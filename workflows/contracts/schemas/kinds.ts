import type { z } from 'zod';
import type { Kind } from '#core/act/model.ts';
import { commandRules } from '#core/agreement/tables.ts';
import { frameworkRefusalCodes } from '#core/texts/framework/refusals.ts';
import { referralRefusalCodes } from '#core/texts/referral/refusals.ts';
import { commandInputs } from './commandInputs.ts';
import { frameworkInputs } from './framework/commandInputs.ts';
import { referralInputs } from './referral/commandInputs.ts';
import { agreementRefusalCodes } from './refusalCodes.ts';

/** What the commands of one kind of process say, by type. */
export type Inputs = Readonly<Record<string, z.ZodObject>>;

/** What one process tells another is nobody's to say. */
const ofPeople = (inputs: Inputs): Inputs =>
  Object.fromEntries(
    Object.entries(inputs).filter(
      ([type]) => (commandRules as Partial<Record<string, { actOf: string }>>)[type]?.actOf !== 'process',
    ),
  );

/** What people can say to each kind of process: for scripts, the command line and the API alike. */
export const inputsOf: Readonly<Record<Kind, Inputs>> = {
  agreement: ofPeople(commandInputs),
  framework: frameworkInputs,
  referral: referralInputs,
};

/** What each kind refuses by. */
export const refusalCodesOf: Readonly<Record<Kind, readonly string[]>> = {
  agreement: agreementRefusalCodes,
  framework: frameworkRefusalCodes,
  referral: referralRefusalCodes,
};
