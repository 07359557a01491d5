/** zod schemas: one each for the API, the command line, files and forms. Not for workflows, whose bundle zod would double. */
export { type AgreementFile, agreementFile, type DeadlineEntry, lenientAgreementFile } from './schemas/agreementFile.ts';
export {
  type CommandInput,
  type CommandRequest,
  commandInputs,
  type EvidenceInput,
} from './schemas/commandInputs.ts';
export { type FrameworkFile, frameworkFile, lenientFrameworkFile } from './schemas/framework/frameworkFile.ts';
export { type FrameworkInput, frameworkInputs, type FrameworkRequest } from './schemas/framework/commandInputs.ts';
export { lenientReferralFile, type ReferralFile, referralFile } from './schemas/referral/referralFile.ts';
export { type ReferralInput, referralInputs, type ReferralRequest } from './schemas/referral/commandInputs.ts';
export { inputsOf, refusalCodesOf } from './schemas/kinds.ts';
export {
  type Expectation,
  editorScriptFile,
  editorTakeOverFile,
  namesItsYear,
  type ScriptFile,
  type Selector,
  type StepEntry,
  scriptFile,
  stepInput,
  takeOverFile,
} from './schemas/scriptFile.ts';
export type { DecisionInput } from './schemas/parts/decisions.ts';
export { draftedText, type TextChangesInput } from './schemas/parts/negotiation.ts';
export { civilDate, commandId, evidence, id, sha256, text, title } from './schemas/pieces.ts';
