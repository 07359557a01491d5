import type { Lang } from '#core/texts/lang.ts';
import { type List, listOf } from '../../audit/lists/list.ts';
import type { Mandate } from '../../audit/mandates/mandate.ts';
import type { Note } from '../../audit/notes/notes.ts';
import { countOf, dayOf, instantOf, matter, words } from './columns.ts';

interface ToldMandate extends Mandate {
  state: string;
  what: string;
  auditorName: string | null;
  decision: string | null;
}

export const mandateList = (mandates: readonly ToldMandate[], lang: Lang): List =>
  listOf(
    { sv: 'Mandat', en: 'Mandates' },
    [
      words('id', 'Mandat', 'Mandate', 28),
      words('auditor', 'Granskare', 'Auditor'),
      words('auditorName', 'Namn', 'Name'),
      words('state', 'Nu', 'Now', 14),
      words('what', 'Får läsa', 'May read', 60),
      dayOf('from', 'Från', 'From'),
      dayOf('until', 'Till', 'Until'),
      dayOf('expiresOn', 'Gäller till', 'Expires'),
      dayOf('grantedOn', 'Beslutat', 'Decided'),
      words('by', 'Organ', 'Body'),
      words('decision', 'Beslut', 'Decision', 40),
      dayOf('revokedOn', 'Återkallat', 'Revoked'),
      instantOf('recordedAt', 'Registrerat', 'Recorded'),
    ],
    mandates.map((one) => ({
      id: one.id,
      auditor: one.auditor,
      auditorName: one.auditorName,
      state: one.state,
      what: one.what,
      from: one.from,
      until: one.until,
      expiresOn: one.expiresOn,
      grantedOn: one.grantedOn,
      by: one.by,
      decision: one.decision,
      revokedOn: one.revokedOn,
      recordedAt: one.recordedAt,
    })),
    { lang },
  );

export const noteList = (notes: readonly Note[], lang: Lang): List =>
  listOf(
    { sv: 'Anteckningar', en: 'Notes' },
    [
      matter,
      countOf('number', 'Nummer', 'Number'),
      countOf('about', 'Om händelse', 'About event'),
      instantOf('writtenAt', 'Skriven', 'Written'),
      words('writer', 'Av', 'By'),
      words('shared', 'Delad', 'Shared', 10),
      words('text', 'Anteckning', 'Note', 80),
      words('hash', 'Hash', 'Hash', 68),
    ],
    notes.map(({ process, number, about, writtenAt, writer, shared, text, hash }) => ({
      matter: process,
      number,
      about,
      writtenAt,
      writer,
      shared,
      text,
      hash,
    })),
    { lang },
  );

interface ListedQuestion {
  name: string;
  title: string;
  about: string;
  savedAt: string | null;
}

export const questionList = (questions: readonly ListedQuestion[], lang: Lang): List =>
  listOf(
    { sv: 'Frågor', en: 'Questions' },
    [
      words('name', 'Fråga', 'Question'),
      words('title', 'Rubrik', 'Title', 40),
      words('about', 'Gäller', 'About', 80),
      instantOf('savedAt', 'Sparad', 'Saved'),
    ],
    questions.map(({ name, title, about, savedAt }) => ({ name, title, about, savedAt })),
    { lang },
  );
