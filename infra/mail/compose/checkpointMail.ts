import { createHash } from 'node:crypto';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { type Instant, localTimeOf } from '#core/calendar/instant.ts';
import { formatDate, formatDateShort } from '#core/texts/dates.ts';
import { type Lang, sentence } from '#core/texts/lang.ts';
import { template } from './composer.ts';
import type { MailModel } from './model.ts';

/** What a mail with a checkpoint says of it. */
export interface ToldCheckpoint {
  number: number;
  at: Instant;
  chains: number;
  events: number;
  /** Hex. */
  root: string;
  key: string;
}

export interface CheckpointMail {
  subject: string;
  text: string;
  html: string;
  messageId: string;
}

export interface CheckpointMailer {
  /** For one person and morning, always the same Message-ID. */
  compose: (to: { person: string; name: string | null; lang: Lang; morning: CivilDate }, told: ToldCheckpoint) => CheckpointMail;
}

const HASH_SHOWN = 24;

/** Mails with the newest checkpoint, in the looks of all others. @throws Error for a template that is faulty. */
export function checkpointMailer({ domain }: { domain: string }): CheckpointMailer {
  const html = template('mail.html.liquid', { outputEscape: 'escape' });
  const text = template('mail.text.liquid', {});
  return {
    compose: (to, told) => {
      const model = modelOf(to, told);
      const hash = createHash('sha256')
        .update(JSON.stringify(['checkpoint', to.person, to.morning]))
        .digest('hex');
      const messageId = `<${hash.slice(0, HASH_SHOWN)}.${to.morning}.checkpoint@${domain}>`;
      return { subject: model.subject, text: text(model), html: html(model), messageId };
    },
  };
}

function modelOf({ name, lang, morning }: Parameters<CheckpointMailer['compose']>[0], told: ToldCheckpoint): MailModel {
  const say = words[lang];
  const { date, hour, minute } = localTimeOf(told.at);
  const at = `${formatDateShort(date, lang)} ${two(hour)}:${two(minute)}`;
  const file = `kontrollpunkt-${morning}.json`;
  const subject = say.subject(told.number, formatDateShort(morning, lang));
  return {
    lang,
    subject,
    preview: say.title(told.number, at),
    product: 'Årscykel',
    day: sentence(formatDate(morning, lang)),
    greeting: say.hello(name),
    lead: say.lead(file),
    sections: [
      {
        urgency: 'formal',
        heading: say.heading,
        items: [
          {
            title: say.title(told.number, at),
            count: null,
            lines: [
              say.covers(told.chains, told.events),
              `${say.root}: ${told.root}`,
              `${say.key}: ${told.key}`,
              `${say.verify}:`,
              // On a line of its own, so that it can be copied whole.
              `npx arscykel audit verify --checkpoint ${file}`,
            ],
            why: '',
            button: null,
          },
        ],
      },
    ],
    footerHeading: say.why,
    footers: [{ title: say.heading, reason: say.reason, numbers: '' }],
    closing: say.closing,
    calendar: '',
    opening: '',
  };
}

const two = (number: number): string => String(number).padStart(2, '0');

const sv = {
  subject: (number: number, day: string) => `Kontrollpunkt ${number}, ${day}`,
  title: (number: number, at: string) => `Kontrollpunkt ${number}, signerad ${at}`,
  hello: (name: string | null) => (name === null ? 'Hej!' : `Hej ${name}!`),
  lead: (file: string) =>
    `Här är den senaste kontrollpunkten för registret. Spara den bifogade filen ${file} på ett ställe som vi inte når. Med den kan du när som helst kontrollera att inget som var registrerat då har ändrats, tagits bort eller skjutits in.`,
  heading: 'Kontrollpunkt',
  covers: (chains: number, events: number) =>
    `Omfattar ${chains} ${chains === 1 ? 'kedja' : 'kedjor'} med sammanlagt ${events} ${events === 1 ? 'händelse' : 'händelser'}`,
  root: 'Rot (SHA-256)',
  key: 'Nyckel',
  verify: 'Så kontrollerar du',
  why: 'Varför du får det här mejlet',
  reason: 'du har bett att få den senaste varje arbetsdag',
  closing: 'Vill du inte ha fler? Säg till den som driver Årscykel.',
};

const en: typeof sv = {
  subject: (number, day) => `Checkpoint ${number}, ${day}`,
  title: (number, at) => `Checkpoint ${number}, signed ${at}`,
  hello: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
  lead: (file) =>
    `Here is the newest checkpoint of the record. Keep the attached file ${file} in a place that we do not reach. With it you can verify at any time that nothing that was recorded then has been changed, removed or slipped in.`,
  heading: 'Checkpoint',
  covers: (chains, events) =>
    `Covers ${chains} ${chains === 1 ? 'chain' : 'chains'} with ${events} ${events === 1 ? 'event' : 'events'} in all`,
  root: 'Root (SHA-256)',
  key: 'Key',
  verify: 'How to verify',
  why: 'Why you get this mail',
  reason: 'you asked to get the newest each business day',
  closing: 'Want no more of them? Tell whoever runs Årscykel.',
};

const words: Readonly<Record<Lang, typeof sv>> = { sv, en };
