/** The phases of the year cycle (Årscykel, the platform of 2010); `planned` is before the consultation's first day. */
export const phases = [
  'planned',
  'consultation',
  'preparation',
  'negotiation',
  'signing',
  'approval',
  'inForce',
  'evaluation',
  'finalReporting',
  'closed',
  'lapsed',
  'terminated',
] as const;

export type Phase = (typeof phases)[number];

export const beforeValidity: readonly Phase[] = ['planned', 'consultation', 'preparation', 'negotiation', 'signing', 'approval'];
export const whileValid: readonly Phase[] = ['inForce', 'evaluation', 'finalReporting'];
/** In the order that they follow on each other. */
export const openPhases: readonly Phase[] = [...beforeValidity, ...whileValid];

/** Nothing of the agreement changes any more; later entries only. */
export function isOver(phase: Phase): boolean {
  return phase === 'closed' || phase === 'lapsed';
}
