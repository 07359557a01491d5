// A deliverer of its own, to be killed: node delivererProcess.ts DATABASE_URL SMTP_URL AT
import { connect } from '../../infra/db/connect.ts';
import { outboxPort } from '../../infra/db/outbox/outboxPort.ts';
import { mailComposer, smtpPort } from '../../infra/mail/index.ts';
import { deliverRound } from '../../activities/deliver/round.ts';

const [databaseUrl = '', smtpUrl = '', at = ''] = process.argv.slice(2);
const db = connect(databaseUrl, { schema: 'live', max: 6 });
const mail = smtpPort({ url: smtpUrl, from: 'Årscykel <arscykel@example.org>', connections: 4 });
const ports = {
  outbox: outboxPort(db),
  mail,
  composer: mailComposer({ lang: 'sv', domain: 'arscykel.example.org' }),
  publicUrl: 'https://arscykel.example.org',
  clock: () => new Date().toISOString(),
  warn: () => undefined,
};
for (let more = true; more; ) ({ more } = await deliverRound(ports, { rehearsal: null, at, clockShiftMs: 0 }, () => false));
mail.close();
await db.destroy();
