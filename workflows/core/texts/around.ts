import type { AroundBody } from '#core/around/events.ts';
import { accessTexts } from './around/access.ts';
import type { AroundNames, AroundTexts } from './around/around.ts';
import { auditingTexts } from './around/auditing.ts';
import { keepingTexts } from './around/keeping.ts';
import { systemTexts } from './around/system.ts';
import type { Lang, Text } from './lang.ts';

/** Every entry there is has its words: one without them does not compile. */
const texts: AroundTexts<AroundBody> = { ...accessTexts, ...keepingTexts, ...auditingTexts, ...systemTexts };

/** An entry of an access or system chain as one readable line, without its dates and without who recorded it. */
export function describeAround(body: AroundBody, names: AroundNames, lang: Lang): string {
  // Each text is told a body of its own type, which a look-up by type cannot tell the compiler.
  return (texts[body.type] as (body: AroundBody, names: AroundNames) => Text)(body, names)[lang];
}
