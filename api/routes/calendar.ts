import type { FastifyInstance } from 'fastify';
import type { Instant } from '#core/calendar/instant.ts';
import type { Db } from '../../infra/db/connect.ts';
import { feedEntries, feedOf } from '../../infra/db/read/links.ts';
import { calendarFile } from '../../infra/calendar/ics.ts';

export interface CalendarParts {
  live: Db;
  now: () => Instant;
  /** What UIDs end in: the same as in mails. */
  mailDomain: string;
}

/** Calendars that somebody subscribes to, by an address that is a secret of theirs. */
export function calendarRoutes(app: FastifyInstance, { live, now, mailDomain }: CalendarParts): void {
  const options = { config: { isPage: true }, schema: { hide: true } };
  app.get('/calendar/:file', options, async (request, reply) => {
    const { file } = request.params as { file: string };
    const recipient = await feedOf(live, file.replace(/\.ics$/, ''));
    if (recipient === null)
      return reply.code(404).type('text/plain; charset=utf-8').send('Kalendern finns inte, eller är återkallad.\n');
    const dates = (await feedEntries(live, recipient)).map(({ processTitle, ...entry }) => ({
      ...entry,
      description: processTitle,
    }));
    const calendar = calendarFile({ name: 'Årscykel', method: 'PUBLISH', dates, at: now(), domain: mailDomain });
    return reply.type('text/calendar; charset=utf-8').send(calendar);
  });
}
