const MOST = 12;

/** The fields where two JSON values differ, as paths such as `body.acts.2.doneOn`; '' for the values as a whole. Never what is in them. */
export function differingFields(one: unknown, other: unknown, path = ''): string[] {
  if (one === other) return [];
  if (!isBranch(one) || !isBranch(other) || Array.isArray(one) !== Array.isArray(other)) return [path];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
  return names.flatMap((name) => differingFields(one[name], other[name], path === '' ? name : `${path}.${name}`));
}

const isBranch = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** One line of them; `…` where there are more than one wants to read. */
export const fieldList = (fields: readonly string[]): string =>
  [...fields.slice(0, MOST), ...(fields.length > MOST ? ['…'] : [])].join(', ');
