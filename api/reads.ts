import type { FastifyInstance, FastifyRequest } from 'fastify';
import { id } from '#contracts/schemas.ts';
import { noteReading } from '../infra/db/around/reading.ts';
import { gatherShown, newShowing, type Showing } from '../infra/db/read/shown.ts';
import type { Context } from './context.ts';

/**
 * Notes what the routes of an app show of persons, texts and files, before it leaves: where that cannot be noted, it is not shown. The answer
 * to a command leaves all the same, since what it answers has been done; the log says then what was not noted.
 */
export function noteReads(app: FastifyInstance, { live, rehearsal }: Pick<Context, 'live' | 'rehearsal'>): void {
  const showings = new WeakMap<FastifyRequest, Showing>();
  // The last hook before the handler: what follows it is done within its call.
  app.addHook('preHandler', (request, _reply, done) => {
    const showing = newShowing();
    showings.set(request, showing);
    gatherShown(showing, done);
  });
  app.addHook('onSend', async (request, _reply, payload) => {
    const showing = showings.get(request);
    // Once: the answer that tells of an error here comes this way too.
    if (showing === undefined || !showings.delete(request)) return payload;
    const reader = { what: viewOf(request), person: personOf(request) };
    try {
      await noteReading({ live, rehearsal }, reader, showing);
    } catch (error) {
      if (request.routeOptions.config.isCommand !== true) throw error;
      request.log.error({ err: error, ...reader }, 'what the answer to a command showed could not be noted');
    }
    return payload;
  });
}

/** The path without its ids, such as `agreements log`. */
const viewOf = ({ routeOptions }: FastifyRequest): string =>
  (routeOptions.url ?? '')
    .split('/')
    .filter((part) => part !== '' && !part.startsWith(':'))
    .join(' ');

/** Who says to ask; what cannot be an id names nobody, and must not be kept. */
const personOf = ({ headers }: FastifyRequest): string | null => id.safeParse(headers['x-act-as']).data ?? null;
