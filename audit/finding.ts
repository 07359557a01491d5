/** Where in the record something is wrong: as far as it can be said. */
export interface Place {
  chain?: string;
  version?: number;
  checkpoint?: number;
  /** SHA-256 of a document, id of a run, name of a file or a table's row. */
  item?: string;
}

/** Something in the record that is not as it must be. Words for people are made of `code` and `facts`. */
export interface Finding<Code extends string = string> {
  code: Code;
  place: Place;
  /** What was expected and what was found, and other short facts; never a person's name or a written text. */
  facts: Record<string, string | number>;
}
