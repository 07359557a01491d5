/** `out`: the question is put and answers come in. `closed`: compiled. `withdrawn`: the asker asks no more. */
export const referralPhases = ['out', 'closed', 'withdrawn'] as const;
export type ReferralPhase = (typeof referralPhases)[number];
