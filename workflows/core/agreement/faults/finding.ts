/** Something that cannot be right in a definition. */
export interface Finding {
  /** Into the definition: `areas.2.budgetOre`. */
  path: string;
  /** What is wrong. */
  message: string;
  /** What would be right. */
  remedy: string;
  /** Paths of the other values that the finding is drawn from: where one of them is wrong itself, this need not be. */
  concerns: string[];
}

export function finding(path: string, message: string, remedy: string, concerns: readonly string[] = []): Finding {
  return { path, message, remedy, concerns: [...concerns] };
}

export function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
