import type { Finding as AnyFinding } from '../finding.ts';

/** What can be wrong about checkpoints, the keys they are signed with, and what they say of chains. */
export type CheckpointCode =
  /** The file is of another database, or not of a world that is here. */
  | 'otherDatabase'
  | 'otherWorld'
  /** The signature is not this key's over this text. */
  | 'signatureWrong'
  /** The database knows no such key. */
  | 'keyUnknown'
  /** A key is not the one it is called by, or its endorsement is not that of the key that is said to have given it. */
  | 'keyForged'
  | 'endorsementForged'
  /** No entry tells of a key that is there as it is, or the key that an entry tells of is not there. */
  | 'keyNotIntroduced'
  | 'keyMissing'
  /** Nothing leads from a key that the auditor kept to the one that signed. */
  | 'keyNotTrusted'
  /** The record lacks the checkpoint, or has another one under its number. */
  | 'checkpointMissing'
  | 'checkpointOther'
  /** What lies beside its signed text is not what that says. */
  | 'checkpointRowChanged'
  /** An entry says that it was written before a checkpoint that does not have it. */
  | 'putInAfterwards'
  /** It does not name the one before it, or tells an earlier time. */
  | 'previousUnlike'
  | 'timeUnlike'
  /** The heads that are kept beside it do not give its root, or its counts. */
  | 'rootUnlike'
  | 'countsUnlike'
  /** Chains: gone, ended before what was attested, or with something else there. */
  | 'chainMissing'
  | 'chainShorter'
  | 'chainForked'
  /** An event's row is gone, is not what its hash says, or does not follow on the one before. */
  | 'eventMissing'
  | 'eventChanged'
  | 'linkBroken'
  /** The place outside the database lacks a checkpoint, or holds another one. */
  | 'outsideMissing'
  | 'outsideOther';

export type Finding = AnyFinding<CheckpointCode>;

export const found = (code: CheckpointCode, place: Finding['place'], facts: Finding['facts'] = {}): Finding => ({
  code,
  place,
  facts,
});
