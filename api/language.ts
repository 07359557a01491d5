import type { FastifyRequest } from 'fastify';
import type { Lang } from '#core/texts/lang.ts';

/** The language that an `Accept-Language` (RFC 9110) prefers of the two there are; Swedish where it names neither. */
export function languageOf(header: string | undefined): Lang {
  const wishes = (header ?? '')
    .split(',')
    .map((wish) => /^\s*(sv|en)\b[^;]*(?:;\s*q=([\d.]+))?\s*$/i.exec(wish))
    .flatMap((match) => (match === null ? [] : [{ lang: match[1]?.toLowerCase() as Lang, weight: Number(match[2] ?? '1') }]));
  const [best] = wishes.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  return best?.lang ?? 'sv';
}

export const langOf = (request: FastifyRequest): Lang => languageOf(request.headers['accept-language']);
