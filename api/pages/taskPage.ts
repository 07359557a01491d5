import type { Lang } from '#core/texts/lang.ts';
import { sentence } from '#core/texts/lang.ts';
import type { Opened, OpenTask } from '../../infra/gateway/links.ts';
import { choicesOf, commandTitle, offered } from './choices.ts';
import { type Errors, fieldView, passFields, whoFields } from './fieldView.ts';
import { accept, LARGEST_FILE_BYTES, MOST_FILES, takenNames } from './files.ts';
import { type Field, fieldsOf, presetOf, schemaOf } from './form.ts';
import { emptyPage, type FormView, type PageView } from './render.ts';
import { passedOnView, type Seen, submittedView, taskView } from './view.ts';
import { pageWords } from './words.ts';

/** What somebody has filled in so far, and what is wrong with it. */
export interface Filled {
  command: string | null;
  values: ReadonlyMap<string, string>;
  errors: Errors;
  /** What is said of no field: a refusal, a file. */
  general: string[];
  notice: string;
  passing: boolean;
}

export const nothingFilled: Filled = {
  command: null,
  values: new Map(),
  errors: new Map(),
  general: [],
  notice: '',
  passing: false,
};

/** The form's fields for one command of a task. */
export function formFields(task: OpenTask, command: string, lang: Lang): { fields: Field[]; preset: Record<string, string> } {
  const schema = schemaOf(task, command);
  const preset = presetOf(schema, task);
  return { fields: fieldsOf(schema, preset, choicesOf(task), lang), preset };
}

/** The command that a page is about: the one asked for where the link may give it, else the most usual. */
export function commandOf(task: OpenTask, asked: string | null): string {
  const commands = offered(task);
  return commands.find((one) => one === asked) ?? commands[0] ?? '';
}

export function openPage(task: OpenTask, path: string, filled: Filled, seen: Seen): PageView {
  const { lang } = seen;
  const say = pageWords[lang];
  const command = commandOf(task, filled.command);
  const { fields } = formFields(task, command, lang);
  const view = taskView(task, seen);
  return {
    ...emptyPage(lang),
    title: view.title,
    notice: filled.notice,
    errors: errorsOf(fields, filled, lang),
    again: !filled.passing && (filled.errors.size > 0 || filled.general.length > 0),
    errorHeading: filled.errors.size > 0 ? say.wrong : say.refused,
    switch: `${path}?lang=${lang === 'sv' ? 'en' : 'sv'}&gor=${command}`,
    task: view,
    passedOn: passedOnView(task, seen),
    form: formView(task, path, command, fields, filled, lang),
  };
}

function formView(task: OpenTask, path: string, command: string, fields: Field[], filled: Filled, lang: Lang): FormView {
  const { values, errors, passing } = filled;
  const title = (one: string): string => sentence(commandTitle(task.process.kind, one, lang));
  return {
    action: `${path}?lang=${lang}`,
    passAction: `${path}/vidare?lang=${lang}`,
    feedAction: `${path}/kalender?lang=${lang}`,
    command,
    title: title(command),
    others: offered(task).map((one) => ({
      href: `${path}?lang=${lang}&gor=${one}`,
      label: title(one),
      current: one === command,
    })),
    fields: fields.map((one) => fieldView(one, values, errors)),
    who: whoFields(lang, values, errors),
    pass: passFields(lang, values, errors),
    passOpen: passing,
    takesFiles: true,
    accept,
    filesHint: pageWords[lang].attachmentsHint(MOST_FILES, LARGEST_FILE_BYTES / 1_000_000, takenNames.join(', ')),
  };
}

function errorsOf(fields: readonly Field[], { errors, general, values }: Filled, lang: Lang): PageView['errors'] {
  const own = [...whoFields(lang, values, errors), ...passFields(lang, values, errors)];
  const flat = (list: readonly Field[]): Pick<Field, 'name' | 'label'>[] => list.flatMap((one) => [one, ...flat(one.fields)]);
  const labels = new Map([...flat(fields), ...own].map(({ name, label }) => [name, label]));
  return [
    ...general.map((message) => ({ at: '', label: '', message })),
    ...[...errors].map(([at, message]) => ({ at, label: labels.get(at) ?? at, message })),
  ];
}

/** A link that opens nothing, or nothing any more: why, and what to do. */
export function closedPage(opened: Exclude<Opened, { kind: 'open' }>, seen: Seen, notice = ''): PageView {
  const { lang } = seen;
  const say = pageWords[lang];
  const page = {
    ...emptyPage(lang),
    notice,
    title: say.titles[opened.kind],
    state: opened.kind,
    remedy: say.remedies[opened.kind],
  };
  if (opened.kind === 'unknown') return page;
  return { ...page, task: taskView(opened.task, seen), submitted: submittedView(opened, seen) };
}
