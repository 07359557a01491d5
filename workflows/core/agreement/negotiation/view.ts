import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { State } from '../state.ts';
import { openedVersion } from './versions.ts';

/** A version as people list it. */
export interface VersionView {
  number: number;
  hash: string;
  /** Who tabled it; null of the text as opened. */
  party: string | null;
  on: CivilDate;
  base: string | null;
  amendment: number | null;
  documents: string[];
  /** Parties whose acceptance is of it. */
  accepted: string[];
  declined: string[];
  /** Whether it is the agreement's text now. */
  isText: boolean;
}

/** Every version, by number: the text as opened, what was tabled, and the texts of amendments. */
export function versionViews(state: State): VersionView[] {
  const first = openedVersion(state);
  const opened: VersionView = {
    number: first.number,
    hash: first.hash,
    party: null,
    on: state.phases[0]?.from ?? '',
    base: null,
    amendment: null,
    documents: [],
    accepted: acceptedBy(state, first.hash, null),
    declined: [],
    isText: state.versionHash === first.hash,
  };
  const tabled = state.negotiation.versions.map(
    ({ number, hash, party, doneOn: on, base, amendment, documents, declined }): VersionView => ({
      number,
      hash,
      party,
      on,
      base,
      amendment,
      documents: [...documents],
      accepted: acceptedBy(state, hash, amendment),
      declined: Object.keys(declined),
      isText: state.versionHash === hash,
    }),
  );
  return [opened, ...tabled];
}

function acceptedBy(state: State, hash: string, amendment: number | null): string[] {
  const of = state.decisions.amendments.find(({ number }) => number === amendment);
  const { acceptances, accepted } = of ?? { acceptances: state.acceptances, accepted: state.negotiation.accepted };
  return Object.keys(acceptances).filter((party) => (accepted[party] ?? state.versionHash) === hash);
}
