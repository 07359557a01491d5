import type { Endpoints } from '../../infra/local/stack.ts';
import type { Context } from '../session.ts';
import { printFacts, printHeading } from '../terminal/show.ts';
import { operator } from '../words/operator.ts';

/** Where the parts answer. The database's password stays in run.json, which only its owner can read. */
function placesOf({ config }: Context, { apiUrl, inboxUrl, databaseUrl, temporalAddress }: Endpoints) {
  const database = new URL(databaseUrl);
  database.password = '';
  return {
    api: apiUrl ?? null,
    docs: apiUrl === undefined ? null : `${apiUrl}/docs`,
    inbox: inboxUrl ?? null,
    database: database.href,
    temporal: temporalAddress ?? null,
    dataDir: config.dataDir,
  };
}

export function printWhere(context: Context, endpoints: Endpoints): void {
  const { terminal } = context;
  const places = placesOf(context, endpoints);
  if (terminal.json) {
    terminal.printJson({ ready: true, ...places });
    return;
  }
  printHeading(terminal, operator.start.where);
  const named = Object.entries(places) as [keyof typeof places, string | null][];
  printFacts(
    terminal,
    named.flatMap(([place, url]) => (url === null ? [] : [[operator.start.places[place], url] as const])),
  );
}
