import type { Reads } from './session.ts';

/** The tables of the world that something belongs to; `rehearsal`: its ULID, null or '' outside rehearsals. */
export const worldOf = ({ worlds }: Pick<Reads, 'worlds'>, rehearsal: string | null): Reads['worlds']['live'] =>
  rehearsal === null || rehearsal === '' ? worlds.live : worlds.rehearsal;
