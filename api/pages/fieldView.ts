import type { Lang } from '#core/texts/lang.ts';
import type { Field } from './form.ts';
import { pageWords } from './words.ts';

/** A field as its template sees it. */
export interface FieldView {
  kind: Field['kind'];
  type: 'text' | 'email' | 'date' | 'number';
  name: string;
  label: string;
  hint: string;
  required: boolean;
  options: Field['options'];
  value: string;
  error: string;
  /** Ids of what describes it, for those who hear the page. */
  described: string;
  autocomplete: string;
  fields: FieldView[];
}

export type Errors = ReadonlyMap<string, string>;
type Values = ReadonlyMap<string, string>;

export function fieldView(field: Field, values: Values, errors: Errors): FieldView {
  const { kind, name, label, hint, required, options } = field;
  const type = kind === 'date' || kind === 'number' ? kind : 'text';
  return {
    kind,
    type,
    name,
    label,
    hint,
    required,
    options,
    autocomplete: 'off',
    ...stateOf(name, hint, values, errors),
    fields: field.fields.map((one) => fieldView(one, values, errors)),
  };
}

const stateOf = (name: string, hint: string, values: Values, errors: Errors) => {
  const error = errors.get(name) ?? '';
  const described = [...(hint === '' ? [] : [`${name}-hint`]), ...(error === '' ? [] : [`${name}-error`])].join(' ');
  return { value: values.get(name) ?? '', error, described };
};

interface Own {
  name: string;
  label: string;
  hint?: string;
  type?: FieldView['type'];
  required: boolean;
  autocomplete: string;
}

const ownField = ({ hint = '', type = 'text', ...own }: Own, values: Values, errors: Errors): FieldView => ({
  ...own,
  kind: 'text',
  type,
  hint,
  options: [],
  fields: [],
  ...stateOf(own.name, hint, values, errors),
});

/** What whoever opened a link states. `prefix` keeps two forms of one page apart. */
export function whoFields(lang: Lang, values: Values, errors: Errors, prefix = '_'): FieldView[] {
  const say = pageWords[lang];
  const own: Own[] = [
    { name: `${prefix}name`, label: say.name, required: true, autocomplete: 'name' },
    { name: `${prefix}role`, label: say.role, hint: say.roleHint, required: true, autocomplete: 'organization-title' },
    { name: `${prefix}number`, label: say.number, hint: say.numberHint, required: false, autocomplete: 'off' },
  ];
  if (prefix === '_')
    own.push({ name: '_email', label: say.email, hint: say.emailHint, type: 'email', required: false, autocomplete: 'email' });
  return own.map((one) => ownField(one, values, errors));
}

export function passFields(lang: Lang, values: Values, errors: Errors): FieldView[] {
  const say = pageWords[lang];
  return [
    ...whoFields(lang, values, errors, '_by-').filter(({ name }) => name !== '_by-number'),
    ownField({ name: '_to-name', label: say.toName, required: true, autocomplete: 'off' }, values, errors),
    ownField({ name: '_to-email', label: say.toEmail, type: 'email', required: true, autocomplete: 'off' }, values, errors),
  ];
}
