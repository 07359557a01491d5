/** Swedish is what the domain speaks; English is for those who work on the system. */
export type Lang = 'sv' | 'en';

/** A text in both languages. */
export type Text = Readonly<Record<Lang, string>>;

const JOINTS: Text = { sv: 'och', en: 'and' };
const CHOICES: Text = { sv: 'eller', en: 'or' };

/** 'a', 'a och b', 'a, b och c'. */
export function allOf(parts: readonly string[], lang: Lang): string {
  return joined(parts, JOINTS[lang]);
}

/** 'a', 'a eller b', 'a, b eller c'. */
export function anyOf(parts: readonly string[], lang: Lang): string {
  return joined(parts, CHOICES[lang]);
}

function joined(parts: readonly string[], last: string): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}

/** The text with its first letter as a capital, for the beginning of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
