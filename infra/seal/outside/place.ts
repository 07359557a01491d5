import { directoryPlace } from './directory.ts';
import { type ObjectStore, objectStorePlace } from './objectStore.ts';

/** Where checkpoints are kept outside the database, by configuration. */
export type PlaceSettings = { kind: 'directory'; path: string } | ({ kind: 'objectStore' } & ObjectStore);

/** What became of a file: written now, there already with the same text, or there already with another, which stays. */
export type Put = 'written' | 'same' | 'other';

/** A place where files are written once and never changed. */
export interface OutsidePlace {
  /** An address that tells it from every other place. */
  address: string;
  /** Writes a whole file unless there is one. @throws what the place throws while it cannot be reached or refuses. */
  put(path: string, text: string): Promise<Put>;
  /** Null where there is no such file. */
  get(path: string): Promise<string | null>;
}

export const placeOf = (settings: PlaceSettings): OutsidePlace =>
  settings.kind === 'directory' ? directoryPlace(settings.path) : objectStorePlace(settings);
