/** An address that a part cannot do without. Only the embedded stack starts parts without their own environment, and it sets them all. */
export function required(name: string, value: string | null): string {
  if (value === null) throw new Error(`${name} is not set; start this part through "npm start", or set ${name}`);
  return value;
}
