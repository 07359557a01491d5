export * from '../../../workflows/core/agreement/definition.ts';

/** What new agreements are opened under in the next version. */
export const CURRENT_ENGINE = 3;
