import { z } from 'zod';
import { findAgreement } from '../../infra/db/read/agreements.ts';
import type { Context } from '../context.ts';
import { answer, type App, problems } from './shared.ts';

/** Whether this process can answer reads; commands need the engine too, which `arscykel doctor` looks at. */
export function healthRoutes(app: App, context: Context, version: string): void {
  app.get(
    '/health',
    {
      logLevel: 'warn',
      schema: {
        tags: ['system'],
        summary: 'Whether reads can be answered',
        response: { 200: answer('they can', z.object({ status: z.literal('ok'), version: z.string() })), ...problems(503) },
      },
    },
    async () => {
      // Any read will do: one that finds nothing asks both worlds' tables.
      await findAgreement(context, 'agreement:health:0000');
      return { status: 'ok' as const, version };
    },
  );
}
