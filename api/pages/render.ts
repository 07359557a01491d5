import { fileURLToPath } from 'node:url';
import { Liquid } from 'liquidjs';
import type { Lang } from '#core/texts/lang.ts';
import type { FieldView } from './fieldView.ts';
import type { SubmittedView, TaskView } from './view.ts';
import { type PageWords, pageWords } from './words.ts';

export interface FormView {
  action: string;
  passAction: string;
  feedAction: string;
  command: string;
  title: string;
  others: { href: string; label: string; current: boolean }[];
  fields: FieldView[];
  who: FieldView[];
  pass: FieldView[];
  passOpen: boolean;
  takesFiles: boolean;
  accept: string;
  filesHint: string;
}

/** A page as its template sees it: only finished texts. */
export interface PageView {
  lang: Lang;
  title: string;
  /** Why nothing can be submitted; '' where something can. */
  state: string;
  remedy: string;
  notice: string;
  errorHeading: string;
  errors: { at: string; label: string; message: string }[];
  /** Whether attachments have to be chosen again. */
  again: boolean;
  /** Where the same page is in the other language; '' where there is no such page. */
  switch: string;
  task: TaskView | null;
  submitted: SubmittedView | null;
  passedOn: string[];
  form: FormView | null;
  feedUrl: string;
}

export const emptyPage = (lang: Lang): PageView => ({
  lang,
  title: pageWords[lang].product,
  state: '',
  remedy: '',
  notice: '',
  errorHeading: pageWords[lang].wrong,
  errors: [],
  again: false,
  switch: '',
  task: null,
  submitted: null,
  passedOn: [],
  form: null,
  feedUrl: '',
});

/** Templates are read and parsed here, so that a faulty one stops the start. @throws Error naming it. */
export function pageRenderer(): (view: PageView) => string {
  const engine = new Liquid({
    root: fileURLToPath(new URL('templates', import.meta.url)),
    extname: '.liquid',
    cache: true,
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    outputEscape: 'escape',
  });
  const parsed = engine.parseFileSync('page');
  const render = (view: PageView): string => {
    const say: PageWords = pageWords[view.lang];
    return String(engine.renderSync(parsed, { ...view, say, otherLang: view.lang === 'sv' ? 'en' : 'sv' }));
  };
  render(emptyPage('sv'));
  return render;
}
