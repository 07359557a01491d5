import type { Definition } from '#core/agreement/definition.ts';
import type { Refusal, YearRefusal } from '#core/agreement/refusals.ts';
import type { Lang, Text } from './lang.ts';
import { type Names, namesOf } from './names.ts';
import type { RefusalTexts } from './parts/parts.ts';
import { consultationRefusals } from './parts/consultation.ts';
import { negotiationRefusals } from './parts/negotiation.ts';
import { decisionsRefusals } from './parts/decisions.ts';
import { fundsRefusals } from './parts/funds.ts';
import { recipientsRefusals } from './parts/recipients.ts';
import { followUpRefusals } from './parts/followUp.ts';
import { datesRefusals } from './parts/dates.ts';
import { tasksRefusals } from './parts/tasks.ts';
import { refusalInEnglish } from './refusalEn.ts';
import { refusalInSwedish } from './refusalSv.ts';

/**
 * What is wrong, in which field, and what would be right. With the agreement's definition ids are given their names; without it they
 * stand for themselves. Faults of a definition keep the English of the file's own words.
 */
export function explainRefusal(refusal: Refusal, lang: Lang, definition: Definition | null = null): string {
  const names = namesOf(definition);
  const explain = (because: Refusal): string => explainRefusal(because, lang, definition);
  if (isYearRefusal(refusal))
    return lang === 'sv' ? refusalInSwedish(refusal, names, explain) : refusalInEnglish(refusal, names, explain);
  // Each text is told a refusal of its own code, which a look-up by code cannot tell the compiler.
  return (partRefusals[refusal.code] as (refusal: PartRefusal, names: Names) => Text)(refusal, names)[lang];
}

type PartRefusal = Exclude<Refusal, YearRefusal>;

const partRefusals: RefusalTexts<PartRefusal> = {
  ...consultationRefusals,
  ...negotiationRefusals,
  ...decisionsRefusals,
  ...fundsRefusals,
  ...recipientsRefusals,
  ...followUpRefusals,
  ...datesRefusals,
  ...tasksRefusals,
};

export const partRefusalCodes = Object.keys(partRefusals) as PartRefusal['code'][];

const isYearRefusal = (refusal: Refusal): refusal is YearRefusal => !Object.hasOwn(partRefusals, refusal.code);
