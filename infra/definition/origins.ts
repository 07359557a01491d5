import type { Path } from './mistake.ts';

/** Where in the file each part of a definition comes from, so that a finding about the definition can point into the file. */
export interface Origins {
  /** `measures.5` comes from `areas.regionalt-stod.measures.samordnare-ehalsa`. */
  set(definitionPath: string, filePath: Path): void;
  /** The place in the file that a path into the definition stands for. */
  fileOf(definitionPath: string): Path;
}

/** Fields that the file calls otherwise, or holds as a key. */
const renamed: Record<string, Path> = {
  frameOre: ['frame'],
  budgetOre: ['budget'],
  amountOre: ['amount'],
  dueOn: ['due', 'on'],
  source: ['due', 'source'],
  signingBy: ['signingBy', 'on'],
  validUntil: ['validUntil', 'on'],
  id: [],
  area: [],
};

export function createOrigins(): Origins {
  const known = new Map<string, Path>();
  return {
    set: (definitionPath, filePath) => known.set(definitionPath, filePath),
    fileOf: (definitionPath) => {
      const parts = definitionPath.split('.').filter((part, index) => index > 0 || part !== 'rules');
      for (let length = parts.length; length > 0; length -= 1) {
        const from = known.get(parts.slice(0, length).join('.'));
        if (from !== undefined) return [...from, ...parts.slice(length).flatMap(inFile)];
      }
      return parts.flatMap(inFile);
    },
  };
}

function inFile(part: string): Path {
  return (Object.hasOwn(renamed, part) ? renamed[part] : undefined) ?? [/^\d+$/.test(part) ? Number(part) : part];
}
