import { instantOfMs } from '#core/calendar/instant.ts';
import { dueForNudge } from '../infra/db/read/clock.ts';
import { mails } from '../infra/db/read/mails.ts';
import { recordRights } from '../infra/db/read/rights.ts';
import { rehearsals } from '../infra/db/read/rehearsals.ts';
import { requireFit, UnfitDatabase } from '../infra/db/migrate.ts';
import { openWorlds, type Worlds } from '../infra/db/worlds.ts';
import { type Check, type CheckContext, type CheckFunction, checkLocal } from '../infra/local/doctor.ts';
import { checkpointChecks } from './doctor/checkpoints.ts';
import { keptCopies } from './doctor/copies.ts';
import { exit, type ExitCode } from './failure.ts';
import type { Context } from './session.ts';
import { displayWidth, padded, wrapped } from './terminal/width.ts';
import { operator } from './words/operator.ts';

/** So many nudges without effect are an alarm. */
const ALARM_NUDGES = 3;
const name = 'Database';

/** Looks at every part and explains; changes nothing. */
export async function doctor({ config, terminal }: Context): Promise<ExitCode> {
  const checks = await checkLocal(config, [database, keptCopies]);
  const failed = checks.filter(({ ok }) => ok === false).length;
  if (terminal.json) terminal.printJson({ healthy: failed === 0, checks });
  else {
    const widest = Math.max(...checks.map((check) => displayWidth(check.name)));
    const signs = {
      true: terminal.paint('good', '✓'),
      warning: terminal.paint('warning', '!'),
      false: terminal.paint('bad', '✗'),
    };
    for (const { name: of, ok, detail, remedy } of checks) {
      const [first = '', ...more] = wrapped(detail, terminal.width - widest - 4);
      terminal.print(`${signs[`${ok}`]} ${padded(of, widest)}  ${first}`);
      for (const line of more) terminal.print(`${' '.repeat(widest + 4)}${line}`);
      if (remedy === undefined || ok === true) continue;
      for (const line of wrapped(`→ ${remedy}`, terminal.width - widest - 4))
        terminal.print(`${' '.repeat(widest + 4)}${terminal.paint('warning', line)}`);
    }
    terminal.print();
    terminal.print(failed === 0 ? operator.doctor.healthy : operator.doctor.ill(failed));
  }
  return failed === 0 ? exit.done : exit.refused;
}

/** What only the database knows. Where none is up, there is nothing to ask. */
const database: CheckFunction = async ({ config, running }: CheckContext) => {
  const url = config.databaseUrl ?? running?.endpoints.databaseUrl;
  if (url === undefined) return [];
  try {
    await requireFit(url, 'standard');
  } catch (error) {
    if (!(error instanceof UnfitDatabase)) throw error;
    return [
      {
        name,
        ok: false,
        detail: error.message,
        remedy:
          'Run "npx arscykel up" once with this version, which brings it up to date; a newer database needs the newer program.',
      },
    ];
  }
  const worlds = await openWorlds(url, 'standard', { max: 2 });
  try {
    const found = [
      ...(await rights(worlds)),
      ...(await sleepers(worlds)),
      ...(await undelivered(worlds)),
      ...(await abandoned(worlds)),
      ...(await checkpointChecks({ config, running }, worlds)),
    ];
    return [{ name, ok: true, detail: 'Every migration has run' }, ...found];
  } finally {
    await worlds.close();
  }
};

async function rights({ live }: Worlds): Promise<Check[]> {
  const { programMayChange, unguarded, loginOwnsRecord } = await recordRights(live);
  const checks: Check[] = [];
  const told = 'Rights';
  if (programMayChange.length > 0)
    checks.push({
      name: told,
      ok: false,
      detail: `The program may change or delete what is only added to: ${programMayChange.join(', ')}`,
      remedy: 'Revoke update, delete and truncate on these from arscykel_program, as the database owner.',
    });
  if (unguarded.length > 0)
    checks.push({
      name: told,
      ok: false,
      detail: `The guard against changes is off or gone: ${unguarded.join(', ')}`,
      remedy:
        'Find out who did that and why, verify the record ("npx arscykel audit verify --all"), then enable the triggers again.',
    });
  if (loginOwnsRecord)
    checks.push({
      name: told,
      ok: 'warning',
      detail: 'The login in DATABASE_URL owns the record, and so could lift its guards',
      remedy:
        'Give DATABASE_URL a login that is only a member of arscykel_program, and the owner in DATABASE_OWNER_URL for upgrades.',
    });
  return checks.length > 0 ? checks : [{ name: told, ok: true, detail: 'What is recorded can be added to, not changed' }];
}

async function sleepers({ live }: Worlds): Promise<Check[]> {
  const asleep = (await dueForNudge(live, instantOfMs(Date.now()), 0)).filter(({ nudges }) => nudges >= ALARM_NUDGES);
  return asleep.map(({ chain, nextWakeAt, nudges }) => ({
    name: 'Agreement',
    ok: false,
    detail: `${chain} should have woken ${nextWakeAt} and ${nudges} nudges had no effect`,
    remedy:
      'See logs/worker.log in the data directory: the agreement says there why it stands still. Stop the stack and start it again once that is mended.',
  }));
}

async function undelivered(worlds: Worlds): Promise<Check[]> {
  const entries = await mails(worlds);
  const failed = entries.filter(({ status }) => status === 'failed');
  const unknown = entries.filter(({ status }) => status === 'unknown');
  const list = (some: typeof entries) =>
    some
      .slice(0, 3)
      .map(({ notice, to, reason }) => `${notice} to ${to ?? 'nobody'}${reason === null ? '' : ` (${reason})`}`)
      .join('; ');
  const checks: Check[] = [];
  if (failed.length > 0)
    checks.push({
      name: 'Notices',
      ok: false,
      detail: `${failed.length} could not be sent: ${list(failed)}`,
      remedy:
        'Correct the addresses in the agreement file and tell these people in another way; "npx arscykel mails" lists them all.',
    });
  if (unknown.length > 0)
    checks.push({
      name: 'Notices',
      ok: false,
      detail: `${unknown.length} may or may not have been received: ${list(unknown)}`,
      remedy:
        'Ask the receivers, and tell them in another way where nothing came; "npx arscykel mails show NUMBER" shows what was written.',
    });
  return checks.length > 0 ? checks : [{ name: 'Notices', ok: true, detail: `${entries.length} in all, none failed` }];
}

async function abandoned({ rehearsal }: Worlds): Promise<Check[]> {
  const left = (await rehearsals(rehearsal, instantOfMs(Date.now()))).filter(({ status }) => status === 'abandoned');
  if (left.length === 0) return [];
  return [
    {
      name: 'Rehearsals',
      ok: 'warning',
      detail: `${left.length} abandoned: the process that conducted them is gone`,
      remedy: 'Run "npx arscykel rehearsals prune" to drop what is not among the newest.',
    },
  ];
}
