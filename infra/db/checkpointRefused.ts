import { genesisHash } from './hash.ts';

/** A chain's head as it stands, the event there, and what the newest checkpoint knew; null for what is not there. */
export interface HeadRow {
  chain: string;
  version: number | null;
  hash: string | null;
  found: string | null;
  knownVersion: number | null;
  knownHash: string | null;
  knownFound: string | null;
}

/** Why a chain cannot be signed for. */
export interface HeadTrouble {
  /**
   * `chainMissing`: an earlier checkpoint covers a chain that is gone · `chainShorter`: it ends before what was signed · `chainForked`: it has
   * another event, or none, where it was signed · `headUnlike`: its head does not name its newest event.
   */
  code: 'chainMissing' | 'chainShorter' | 'chainForked' | 'headUnlike';
  chain: string;
  /** The version that it is about, the hash that must be there, and what is; null for nothing. */
  version: number;
  expected: string;
  found: string | null;
}

/** The chains are not what they were: signing them would attest what somebody has changed. */
export class CheckpointRefused extends Error {
  override name = 'CheckpointRefused';
  /** `live` or a rehearsal's ULID. */
  readonly world: string;
  readonly trouble: readonly HeadTrouble[];
  readonly remedy = 'Keep the database as it is, and run "arscykel audit verify --all", which names what was changed.';
  constructor(world: string, trouble: readonly HeadTrouble[]) {
    const told = trouble.map(({ code, chain, version }) => `${inWords[code]}: ${chain}, entry ${version}`);
    super(
      `No checkpoint of ${world} is signed, since the record contradicts itself or what was signed before. ${told.join('; ')}.`,
    );
    this.world = world;
    this.trouble = trouble;
  }
}

const inWords: Readonly<Record<HeadTrouble['code'], string>> = {
  chainMissing: 'a chain is gone',
  chainShorter: 'a chain has become shorter',
  chainForked: 'a chain holds something else where it was signed',
  headUnlike: "a chain's end is not its newest entry",
};

export function troubleWith(row: HeadRow): HeadTrouble[] {
  const { chain, version, hash, found } = row;
  const known = { version: row.knownVersion ?? 0, expected: row.knownHash ?? '' };
  if (version === null || hash === null) return [{ code: 'chainMissing', chain, ...known, found: null }];
  if (row.knownVersion !== null && version < row.knownVersion) {
    return [{ code: 'chainShorter', chain, ...known, found: null }];
  }
  const isSame = row.knownVersion === null || eventOr(chain, row.knownVersion, row.knownFound) === row.knownHash;
  if (!isSame) return [{ code: 'chainForked', chain, ...known, found: row.knownFound }];
  if (eventOr(chain, version, found) !== hash) return [{ code: 'headUnlike', chain, version, expected: hash, found }];
  return [];
}

/** A chain that has begun and holds nothing ends in its genesis. */
const eventOr = (chain: string, version: number, found: string | null): string | null =>
  version === 0 ? genesisHash(chain) : found;
