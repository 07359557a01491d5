const HASH = /^[0-9a-f]{64}$/;

/** Under these names a value is a file, by its SHA-256; other hashes are of versions, events and texts. */
const fileNames: ReadonlySet<string> = new Set(['documents', 'document', 'extract']);

/** Every file that a value refers to, wherever in it, in order of their hashes. */
export function documentsIn(value: unknown): string[] {
  const found = new Set<string>();
  const walk = (part: unknown, isFile: boolean): void => {
    if (typeof part === 'string') {
      if (isFile && HASH.test(part)) found.add(part);
    } else if (Array.isArray(part)) for (const one of part) walk(one, isFile);
    else if (typeof part === 'object' && part !== null) {
      const isEvidence = 'kind' in part && part.kind === 'document';
      for (const [name, one] of Object.entries(part)) walk(one, fileNames.has(name) || (isEvidence && name === 'sha256'));
    }
  };
  walk(value, false);
  return [...found].toSorted();
}

/** Every text value, however deep. */
export function stringsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value);
  else if (Array.isArray(value)) for (const one of value) stringsIn(one, found);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) stringsIn(one, found);
  return found;
}
