import type { Gone } from '#core/around/keeping.ts';
import type { Lang } from '#core/texts/lang.ts';
import { countedGone, goneKinds, whatWent } from '#core/texts/around/keeping.ts';
import { groundText } from '#core/texts/keeping.ts';
import { processOfAccess, shortId } from '#contracts/ids.ts';
import { goneIn } from '../../../infra/db/read/gone.ts';
import { resolveTexts } from '../../../infra/db/read/texts.ts';
import { exit, type ExitCode } from '../../failure.ts';
import { goneList } from '../../lists/kept.ts';
import type { Context } from '../../session.ts';
import { goneWords } from '../../words/audit/gone.ts';
import { keepingWords } from '../../words/audit/keeping.ts';
import { handedOver, type HandingOptions } from '../auditing/handing.ts';
import { type InRehearsal, placeOf } from './acting.ts';

/** Named of each kind in an entry; `--json` and the lists have all. */
const SHOWN = 10;

type Entry = Awaited<ReturnType<typeof goneIn>>['entries'][number];

interface Told extends Omit<Entry, 'type'> {
  /** The process that it was of; null of what is in no matter. */
  matter: string | null;
  /** The reason in words; null where there is none. */
  words: string | null;
}

/** Everything that went, by id: of what matter, when, by whom and on what ground; and how much of each kind. */
export async function listGone(context: Context, options: InRehearsal & HandingOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const { lang } = terminal;
  return sessions.withReads(async (reads) => {
    const { db, scope } = await placeOf(context, reads, options);
    const { entries } = await goneIn(db, scope);
    const reasons = await resolveTexts(
      db,
      scope,
      entries.flatMap(({ reason }) => reason ?? []),
    );
    const gone = entries.map((entry) => ({
      ...entry,
      matter: processOfAccess(entry.chain),
      words: entry.reason === null ? null : (reasons[entry.reason.textId] ?? null),
    }));
    const totals = { disposed: together(gone, 'disposed'), erased: together(gone, 'erased') };
    if (terminal.json) terminal.printJson({ gone, totals });
    else if (
      await handedOver(
        context,
        goneList(
          gone.map((one) => listed(one, lang)),
          lang,
        ),
        options,
      )
    )
      return exit.done;
    else if (gone.length === 0) terminal.print(keepingWords[lang].none);
    else {
      for (const one of gone) printGone(context, one);
      printTotals(context, totals);
    }
    return exit.done;
  });
}

const listed = (one: Told, lang: Lang) => ({
  doneOn: one.doneOn,
  how: keepingWords[lang].hows[one.body.type],
  chain: one.matter ?? goneWords[lang].noMatter,
  version: one.version,
  by: one.body.by,
  what: goneKinds.flatMap((kind) => namedOf(one.body, kind, lang, null)).join('; '),
  ground: groundOf(one),
});

const groundOf = ({ body, words }: Told): string =>
  [...(body.type === 'disposed' ? [groundText(body.ground)] : []), ...(words === null ? [] : [words])].join(' · ');

/** What of a kind went, by id. */
function idsOf(gone: Gone, kind: keyof Gone): string[] {
  switch (kind) {
    case 'texts':
      return gone.texts.map(({ textId }) => textId);
    case 'drafts':
      return gone.drafts.map(({ organisation, name }) => `${organisation}/${name}`);
    default:
      return gone[kind];
  }
}

/** '2 texter: 01J…, 01K…'; nothing where nothing of it went. */
function namedOf(gone: Gone, kind: keyof Gone, lang: Lang, most: number | null): string[] {
  const ids = idsOf(gone, kind);
  if (ids.length === 0) return [];
  const shown = most === null ? ids : ids.slice(0, most);
  const more = ids.length > shown.length ? ` ${keepingWords[lang].more(ids.length - shown.length)}` : '';
  return [`${countedGone(kind, ids.length, lang)}: ${shown.join(', ')}${more}`];
}

function printGone({ terminal }: Context, one: Told): void {
  const { lang } = terminal;
  const say = goneWords[lang];
  const { doneOn, how, by } = listed(one, lang);
  const matter = one.matter === null ? say.noMatter : shortId(one.matter);
  terminal.print(terminal.paint('strong', `${doneOn}  ${matter}: ${say.how(how, by)}`));
  for (const kind of goneKinds) for (const line of namedOf(one.body, kind, lang, SHOWN)) terminal.print(`  ${line}`);
  const ground = groundOf(one);
  const entry = keepingWords[lang].entry(shortId(one.chain), one.version);
  terminal.print(terminal.paint('quiet', `  ${ground === '' ? entry : `${ground} · ${entry}`}`));
}

/** What belongs to several matters stands in an entry of each, and is counted once. */
function together(all: readonly Told[], how: Entry['body']['type']): Gone {
  const those = all.filter(({ body }) => body.type === how);
  const once = <T>(of: (one: Told) => readonly T[], key: (item: T, one: Told) => string): T[] => [
    ...new Map(those.flatMap((one) => of(one).map((item): [string, T] => [key(item, one), item]))).values(),
  ];
  const ids = (kind: 'documents' | 'persons' | 'mails' | 'notices' | 'stated'): string[] => [
    ...new Set(those.flatMap(({ body }) => body[kind])),
  ];
  return {
    texts: once(
      ({ body }) => body.texts,
      ({ textId }) => textId,
    ),
    documents: ids('documents'),
    persons: ids('persons'),
    mails: ids('mails'),
    notices: ids('notices'),
    stated: ids('stated'),
    // Two matters may have drafts of one name.
    drafts: once(
      ({ body }) => body.drafts,
      ({ organisation, name }, { chain }) => `${chain} ${organisation}/${name}`,
    ),
  };
}

function printTotals({ terminal }: Context, totals: Record<Entry['body']['type'], Gone>): void {
  const { lang } = terminal;
  terminal.print();
  for (const how of ['disposed', 'erased'] as const) {
    const count = goneKinds.reduce((sum, kind) => sum + totals[how][kind].length, 0);
    if (count > 0) terminal.print(goneWords[lang].total(keepingWords[lang].hows[how], count, whatWent(totals[how], lang)));
  }
}
