import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { z } from 'zod';
import { email, text, title } from '#contracts/schemas/pieces.ts';
import type { Lang } from '#core/texts/lang.ts';
import type { OpenTask, Who } from '../../infra/gateway/links.ts';
import { inputFrom } from './decode.ts';
import { type Attachment, checksumOf, LARGEST_FILE_BYTES, mediaTypeOf, MOST_FILES, plainName, takenNames } from './files.ts';
import { type Field, schemaOf } from './form.ts';
import { formFields } from './taskPage.ts';
import { pageWords } from './words.ts';

/** A form as it came, its files examined. `general` says what is wrong with them. */
export interface Sent {
  values: Map<string, string>;
  attachments: Attachment[];
  general: string[];
}

/** Reads a form to its end, also where something in it is wrong: then everything that is wrong is said at once. */
export async function readForm(parts: AsyncIterable<Multipart>, lang: Lang): Promise<Sent> {
  const sent: Sent = { values: new Map(), attachments: [], general: [] };
  for await (const part of parts) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') sent.values.set(part.fieldname, part.value.replaceAll('\r\n', '\n'));
    } else await readFile(part, sent, lang);
  }
  return sent;
}

async function readFile(part: MultipartFile, sent: Sent, lang: Lang): Promise<void> {
  const say = pageWords[lang];
  const chunks: Buffer[] = [];
  for await (const chunk of part.file) chunks.push(chunk as Buffer);
  const content = Buffer.concat(chunks);
  const name = plainName(part.filename);
  // A field for files that nobody chose any in comes as one without a name.
  if (part.filename === '' && content.length === 0) return;
  if (part.file.truncated) sent.general.push(say.largeFile(name, LARGEST_FILE_BYTES / 1_000_000));
  else if (content.length === 0) sent.general.push(say.emptyFile(name));
  else if (sent.attachments.length >= MOST_FILES) sent.general.push(say.manyFiles(MOST_FILES));
  else {
    const mediaType = await mediaTypeOf(name, content);
    if (mediaType === null) sent.general.push(say.badFile(name, takenNames.join(', ')));
    else sent.attachments.push({ name, mediaType, content, sha256: checksumOf(content) });
  }
}

type Errors = Map<string, string>;

/** Who acts, as the form says; what is wrong goes to `errors` under the field's name. */
export function whoOf({ values }: Sent, prefix: '_' | '_by-', errors: Errors, lang: Lang): Who {
  const say = pageWords[lang];
  const line = (name: string): string => {
    const given = (values.get(name) ?? '').trim();
    if (given === '') errors.set(name, say.missing);
    else if (!title.safeParse(given).success) errors.set(name, say.invalid);
    return given.normalize('NFC');
  };
  const who = { name: line(`${prefix}name`), role: line(`${prefix}role`) };
  const number = (values.get(`${prefix}number`) ?? '').trim();
  if (number !== '' && !title.safeParse(number).success) errors.set(`${prefix}number`, say.invalid);
  return {
    ...who,
    registrationNumber: number === '' ? null : number.normalize('NFC'),
    email: emailOf(values, '_email', errors, lang),
  };
}

export function emailOf(values: ReadonlyMap<string, string>, name: string, errors: Errors, lang: Lang): string | null {
  const given = (values.get(name) ?? '').trim();
  if (given === '') return null;
  if (!email.safeParse(given).success) errors.set(name, pageWords[lang].badEmail);
  return given;
}

/** The command's input as the form says it, checked by the schema that every other way in has too. */
export function requestOf(
  task: OpenTask,
  command: string,
  sent: Sent,
  errors: Errors,
  lang: Lang,
): { type: string; input: object } {
  const schema = schemaOf(task, command);
  const { fields, preset } = formFields(task, command, lang);
  const [first] = sent.attachments;
  const document = 'document' in schema.shape && first !== undefined ? { document: first.sha256 } : {};
  const input = { ...inputFrom(fields, sent.values), ...document, ...preset };
  const parsed = schema.safeParse(input);
  if (parsed.success) return { type: command, input: parsed.data };
  for (const { path, code, message } of parsed.error.issues.flatMap((issue) => deepest(issue, []))) {
    const name = fieldAt(fields, path.join('.'));
    if (!errors.has(name)) errors.set(name, wrongText(sent, name, code, message, lang));
  }
  return { type: command, input };
}

interface Mistake {
  path: PropertyKey[];
  code: string;
  message: string;
}

/** What fits none of several forms is told of as what is wrong with the one that it comes nearest to: the one with parts. */
function deepest(issue: z.core.$ZodIssue, at: PropertyKey[]): Mistake[] {
  const path = [...at, ...issue.path];
  if (issue.code !== 'invalid_union') return [{ path, code: issue.code, message: issue.message }];
  const branches = issue.errors.map((branch) => branch.flatMap((one) => deepest(one, path)));
  const inParts = branches.find((branch) => branch.some((one) => one.path.length > path.length));
  return inParts ?? [{ path, code: issue.code, message: issue.message }];
}

/** The field that stands nearest to where a mistake is. */
function fieldAt(fields: readonly Field[], path: string): string {
  const flat = (list: readonly Field[]): string[] =>
    list.flatMap((one) => (one.fields.length > 0 ? flat(one.fields) : [one.name]));
  const names = flat(fields);
  const under = names.find((name) => name.startsWith(`${path}.`) || name === path);
  return under ?? names.find((name) => path.startsWith(name)) ?? path;
}

function wrongText({ values }: Sent, name: string, code: string, message: string, lang: Lang): string {
  const say = pageWords[lang];
  const given = (values.get(name) ?? '').trim();
  if (given === '') return say.missing;
  if (code !== 'custom') return say.invalid;
  return text.safeParse(given).success ? `${say.invalid} (${message})` : say.tooLong;
}
