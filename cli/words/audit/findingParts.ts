import type { Place } from '../../../audit/finding.ts';
import type { Code } from '../../../audit/verify/finding.ts';

type Facts = Readonly<Record<string, string | number>>;
export type Said = { [C in Code]: (facts: Facts, place: Place) => string };

/** Enough of a checksum to compare by eye. */
const SHOWN = 16;
export const sum = (value: string | number | undefined): string => {
  const text = String(value ?? '');
  return text.length > SHOWN && /^[0-9a-f]+$/.test(text) ? `${text.slice(0, SHOWN)}…` : text;
};

export type Names = Readonly<Record<string, string>>;

export const fieldName = (field: string | number | undefined, names: Names): string => names[String(field)] ?? String(field);

export function rowName(table: string | number | undefined, item: string | undefined, names: Names): string {
  const name = names[String(table)] ?? String(table);
  return item === undefined || item === '' ? name : `${name} ${item}`;
}

export const attested = (checkpoint: number | undefined, words: string): string =>
  checkpoint === undefined ? '' : `${words} ${checkpoint}`;

/** What was put away: checksum and number of steps. */
export function ofCopy(told: string | number | undefined, steps: string): string {
  const [sha256 = '', count = ''] = String(told).split(' ');
  return `${sum(sha256)}, ${count} ${steps}`;
}

export const counted = (told: string | number | undefined, chains: string, events: string): string =>
  String(told)
    .replace(/ chains?/, chains)
    .replace(/ events?/, events);
