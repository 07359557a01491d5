import { z } from 'zod';
import { phases } from '#core/agreement/phases.ts';
import { formatEn, formatSv } from '#core/money.ts';
import type { Lang } from '#core/texts/lang.ts';

export const day = z.iso.date();
export const instant = z.iso.datetime();
export const phaseCode = z.enum(phases);
export const world = {
  world: z.enum(['live', 'rehearsal']),
  rehearsal: z.string().nullable().meta({ description: 'the ULID of the rehearsal; null in the live world' }),
};
export const named = z.object({ id: z.string(), name: z.string().meta({ description: 'the id where no name is known' }) });
export const titled = z.object({ id: z.string(), title: z.string() });
export const money = z
  .object({
    ore: z.int().meta({ description: 'whole öre', examples: [13_500_000_000] }),
    text: z.string().meta({ examples: ['135 mnkr'] }),
  })
  .meta({ id: 'Money' });

export const moneyOf = (ore: number, lang: Lang): z.output<typeof money> => ({
  ore,
  text: lang === 'sv' ? formatSv(ore) : formatEn(ore),
});

export type People = Readonly<Record<string, string>>;

export const namedPerson = (id: string, people: People): z.output<typeof named> => ({ id, name: people[id] ?? id });
