import type { Lang } from '#core/texts/lang.ts';

const sv = {
  summary: 'ta ut hela akten för ett ärende som en ZIP som går att kontrollera utan oss',
  id: 'överenskommelse, ram eller remiss',
  file: 'fil att skriva; finns den redan skrivs den inte över',
  as: 'den som tar ut akten, med sin beteckning; antecknas',
  checkpoint: 'en kontrollpunkt som du har sparat, för att få med bevis om just den; kan upprepas',
  withMarked: 'ta med handlingar som är sekretessmarkerade',
  exists: (file: string) => `${file} finns redan.`,
  existsRemedy: 'Välj ett annat namn med -o.',
  tooLarge: 'Akten är större än en ZIP-fil rymmer (65 534 filer eller 4 GiB).',
  tooLargeRemedy: 'Ta ut den utan --with-marked, eller lämna ut handlingarna för sig med "arscykel disclose".',
  notCheckpoint: (file: string, why: string) => `${file} är ingen kontrollpunkt: ${why}`,
  notCheckpointRemedy: 'Ge filen som du fick eller sparade, oförändrad.',
  otherDatabase: (file: string) => `${file} gäller en annan databas eller värld än ärendet.`,
  written: (file: string, files: number, kilobytes: number) => `${file}: ${files} filer, ${kilobytes} kB`,
  fields: {
    head: 'Akten når till',
    checkpoint: 'Kontrollpunkt',
    key: 'Nyckel',
    sha256: 'SHA-256 av filen',
    manifest: 'SHA-256 av förteckningen',
  },
  upTo: (version: number, hash: string) => `händelse ${version}, ${hash}`,
  at: (number: number, at: string) => `${number}, ${at}`,
  notAtHand: (count: number) =>
    count === 1
      ? 'En del av den andra uppteckningen var inte åtkomlig och är inte med; intyget säger det.'
      : `${count} delar av den andra uppteckningen var inte åtkomliga och är inte med; intyget säger det.`,
  missing: (count: number) =>
    count === 1
      ? 'En handling som akten nämner bevaras inte längre; den är nämnd med sin SHA-256.'
      : `${count} handlingar som akten nämner bevaras inte längre; de är nämnda med sin SHA-256.`,
  marked: (count: number) =>
    `${count} sekretessmarkerade handlingar är inte med; de är nämnda med sin SHA-256 och grund (--with-marked tar med dem).`,
  erased: (count: number) =>
    count === 1
      ? 'En text är raderad eller en granskares egen; dess förbindelse är med.'
      : `${count} texter är raderade eller en granskares egna; deras förbindelser är med.`,
  check: (file: string) => `Kontrollera:  unzip -p ${file} verify.mjs > verify.mjs && node verify.mjs ${file}`,
  keep: 'Anteckna nyckeln och filens SHA-256 på annan väg: det är mot dem som filen går att lita på.',
};

const en: typeof sv = {
  summary: 'export the whole record of a matter as a ZIP that can be verified without us',
  id: 'agreement, framework or referral',
  file: 'file to write; one that is there is not written over',
  as: 'who takes the record out, by id; it is recorded',
  checkpoint: 'a checkpoint that you have kept, to have it proven too; can be repeated',
  withMarked: 'with the documents that are marked as secret',
  exists: (file) => `${file} is there already.`,
  existsRemedy: 'Choose another name with -o.',
  tooLarge: 'The record is larger than a ZIP file holds (65,534 files or 4 GiB).',
  tooLargeRemedy: 'Export it without --with-marked, or disclose the documents by themselves with "arscykel disclose".',
  notCheckpoint: (file, why) => `${file} is no checkpoint: ${why}`,
  notCheckpointRemedy: 'Give the file that you got or kept, unchanged.',
  otherDatabase: (file) => `${file} is of another database or world than the matter.`,
  written: (file, files, kilobytes) => `${file}: ${files} files, ${kilobytes} kB`,
  fields: {
    head: 'The record reaches',
    checkpoint: 'Checkpoint',
    key: 'Key',
    sha256: 'SHA-256 of the file',
    manifest: 'SHA-256 of the manifest',
  },
  upTo: (version, hash) => `event ${version}, ${hash}`,
  at: (number, at) => `${number}, ${at}`,
  notAtHand: (count) =>
    count === 1
      ? 'One part of the second record was not at hand and is not in it; the certificate says so.'
      : `${count} parts of the second record were not at hand and are not in it; the certificate says so.`,
  missing: (count) =>
    count === 1
      ? 'One document that the record names is no longer kept; it is named by its SHA-256.'
      : `${count} documents that the record names are no longer kept; they are named by their SHA-256.`,
  marked: (count) =>
    `${count} documents marked as secret are not in it; they are named by their SHA-256 and ground (--with-marked takes them in).`,
  erased: (count) =>
    count === 1
      ? "One text has been erased or is an auditor's own; its commitment is in it."
      : `${count} texts have been erased or are an auditor's own; their commitments are in it.`,
  check: (file) => `Verify:  unzip -p ${file} verify.mjs > verify.mjs && node verify.mjs ${file} --lang en`,
  keep: 'Note the key and the SHA-256 of the file another way: it is against them that the file can be relied on.',
};

export const exportWords: Readonly<Record<Lang, typeof sv>> = { sv, en };
