import { z } from 'zod';
import { isDeadlineId, isId } from '#core/agreement/faults.ts';
import { type CivilDate, isCivilDate } from '#core/calendar/civilDate.ts';
import { hasLocalTime } from '#core/calendar/instant.ts';
import { parseMoney } from '#core/money.ts';
import { isReservedCommandId } from '../ids.ts';

interface Told {
  description: string;
  examples: string[];
  pattern?: string;
}

interface Wrong {
  message: string;
  remedy: string;
}

/** A text with a rule of its own: the issue's message says what is wrong, its `params.remedy` what would be right. */
export function written(told: Told, examine: (text: string) => Wrong | null) {
  return z
    .string()
    .superRefine((text, context) => {
      const wrong = examine(text);
      if (wrong !== null) context.addIssue({ code: 'custom', message: wrong.message, params: { remedy: wrong.remedy } });
    })
    .meta({ ...told });
}

const ID = '[A-Za-z][A-Za-z0-9-]{0,79}';
const idRemedy =
  'an id starts with a letter a–z and goes on with letters a–z, digits and hyphens, 80 at most, such as praktikens-exempel';

/** Id of a framework, organisation, body, person, area or measure. */
export const id = written(
  { description: 'an id: letters a–z, digits and hyphens', examples: ['praktikens-exempel'], pattern: `^${ID}$` },
  (text) => (isId(text) ? null : { message: `${JSON.stringify(text)} cannot be an id`, remedy: idRemedy }),
);

/** Id of a deadline, which may have a measure's id behind a colon. */
export const deadlineId = written(
  {
    description: 'the id of a deadline',
    examples: ['finalReport', 'measureReport-2013:praktikens-exempel'],
    pattern: `^${ID}(:${ID})?$`,
  },
  (text) => (isDeadlineId(text) ? null : { message: `${JSON.stringify(text)} cannot be the id of a deadline`, remedy: idRemedy }),
);

/** A real day of the years that local time is known for. */
export const civilDate = written(
  { description: 'a day', examples: ['2012-01-31'], pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  wrongDate,
);

function wrongDate(text: string): Wrong | null {
  if (hasLocalTime(text)) return null;
  const message = `${JSON.stringify(text)} is not a day`;
  if (isCivilDate(text)) return { message: `${text} is outside the years 1996–2099`, remedy: 'write a day within them' };
  const last = lastDayOfThatMonth(text);
  if (last !== null)
    return { message: `${message}: that month ends ${last}`, remedy: `write ${last}, or the day that was meant` };
  return { message, remedy: 'write year-month-day, such as 2012-01-31' };
}

function lastDayOfThatMonth(text: string): CivilDate | null {
  const month = /^(\d{4}-(?:0[1-9]|1[0-2]))-(?:29|3\d)$/.exec(text)?.[1];
  if (month === undefined) return null;
  return [30, 29, 28].map((day) => `${month}-${day}`).find(isCivilDate) ?? null;
}

/** A minute by the clock in Sweden. */
export const localMinute = written(
  {
    description: 'a day and a time of day in Sweden',
    examples: ['2012-01-31T14:00'],
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$',
  },
  (text) => {
    const [date = '', time = ''] = text.split('T');
    if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) {
      return { message: `${JSON.stringify(text)} is not a day and a time of day`, remedy: 'write it as 2012-01-31T14:00' };
    }
    return wrongDate(date);
  },
);

/** An amount with its unit, which `parseMoney` reads as öre. */
export const money = written(
  { description: 'an amount with its unit, mnkr or kr', examples: ['84.5 mnkr', '500 000 kr'] },
  (text) =>
    parseMoney(text) === null
      ? { message: `${JSON.stringify(text)} is not an amount`, remedy: 'write it as 84.5 mnkr or 500 000 kr' }
      : null,
);

export const email = written({ description: 'an e-mail address', examples: ['registrator@example.org'] }, (text) =>
  z.regexes.email.test(text)
    ? null
    : { message: `${JSON.stringify(text)} is not an e-mail address`, remedy: 'write it as registrator@example.org' },
);

const TITLE_LENGTH = 300;
const TEXT_LENGTH = 20_000;
// Control characters, but for tab and line breaks, and halves of characters: Postgres and JSON would not keep them.
const UNKEEPABLE = /(?![\t\n\r])\p{Cc}/u;

/** A text on one line or a few words: a title, a name, a number. */
export const title = written({ description: 'a text', examples: ['Praktikens exempel'] }, (text) =>
  wrongText(text, TITLE_LENGTH),
).normalize('NFC');

/** What a person writes while acting. */
/** Chosen by the sender of a command; it goes into the record and into addresses, so it is of plain characters. */
export const commandId = written(
  {
    description: 'the command id, chosen by the sender: the same command sent again under it is done once',
    examples: ['0d3c6b3e-4c1f-4f5e-9d52-1f6a5f6f3c11'],
  },
  (given) => {
    if (isReservedCommandId(given)) {
      return { message: 'ids that begin with due: or run: are the system’s own', remedy: 'choose another one, such as a UUID' };
    }
    if (/^[A-Za-z0-9][A-Za-z0-9._:-]{0,199}$/.test(given)) return null;
    return {
      message: 'this cannot be a command id',
      remedy: 'give letters a–z, digits, . _ : or -, 200 at most, such as a UUID',
    };
  },
);

export const text = written({ description: 'a text', examples: ['Enligt protokoll den 20 juni 2011.'] }, (given) =>
  wrongText(given, TEXT_LENGTH),
).normalize('NFC');

function wrongText(given: string, most: number): Wrong | null {
  if (given.trim() === '')
    return { message: 'the text is empty', remedy: 'write something, or leave the field out where it may be' };
  if (UNKEEPABLE.test(given) || !given.isWellFormed()) {
    return { message: 'the text has characters that cannot be kept', remedy: 'remove control characters and broken characters' };
  }
  if (given.length > most) return { message: `the text has ${given.length} characters`, remedy: `at most ${most} fit` };
  return null;
}

/** SHA-256 as hexadecimal: a version's hash or a document's. */
export const sha256 = written(
  {
    description: 'a SHA-256 in hexadecimal, 64 characters',
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    pattern: '^[0-9a-f]{64}$',
  },
  (given) =>
    /^[0-9a-f]{64}$/.test(given)
      ? null
      : { message: `${JSON.stringify(given)} is not a SHA-256`, remedy: 'give its 64 hexadecimal characters, 0–9 and a–f' },
);

const VERSION_NUMBER = /^v[1-9]\d{0,5}$/;

/** A version of the text, by the hash that is recorded, or by the number that people call it. */
export const versionRef = written(
  {
    description: 'a version of the text: its number as v2, or its SHA-256 in hexadecimal, 64 characters',
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', 'v2'],
    pattern: '^([0-9a-f]{64}|v[1-9][0-9]{0,5})$',
  },
  (given) =>
    VERSION_NUMBER.test(given) || /^[0-9a-f]{64}$/.test(given)
      ? null
      : {
          message: `${JSON.stringify(given)} is no version`,
          remedy: 'give its number as v2, or its SHA-256 as 64 hexadecimal characters',
        },
);

/** Days relative to the due date. */
export const reminderPlan = z
  .array(
    z.int().meta({ description: 'whole days: -30 is thirty days before, 0 the day itself, 7 a week after', examples: [-30] }),
  )
  .meta({ description: 'moments relative to the due date', examples: [[-14, -3, 0, 7]] });

/** What an entry rests on: a reference in words, or a document by the SHA-256 of its file. */
export const evidence = z
  .union([text, z.strictObject({ document: sha256 })])
  .meta({ description: 'a reference, or {document: <SHA-256>}', examples: ['Protokoll 2012-02-17 § 4'] });
