/** Where a framework stands. `ended`: a party has withdrawn. `lapsed`: it never became valid. */
export const frameworkPhases = ['signing', 'approval', 'valid', 'ended', 'lapsed'] as const;

export type FrameworkPhase = (typeof frameworkPhases)[number];

export const beforeValidity: readonly FrameworkPhase[] = ['signing', 'approval'];
/** While years' texts can be planned. */
export const whilePlanning: readonly FrameworkPhase[] = [...beforeValidity, 'valid'];
/** A commission goes on although the framework has ended: it is not the parties'. */
export const whileCommissioned: readonly FrameworkPhase[] = [...whilePlanning, 'ended'];
