/** A file that an act went out with, by its SHA-256, and the organisations that may read it by that. */
export interface Sent {
  sha256: string;
  to: string[];
}

/** The files among what an act says: each once to each organisation. What is no SHA-256 in hex is no file. */
export function sentTo(to: readonly string[], files: readonly unknown[]): Sent[] {
  return files.filter(isHash).map((sha256) => ({ sha256, to: [...new Set(to)] }));
}

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
