import type { Attachment, Email } from 'postal-mime';
import { addressText, type MailSummary } from './inbox.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? character);

export const pageSize = 50;

export const style = `
:root{color-scheme:light dark;--ink:#1d2129;--soft:#565e6c;--paper:#fbfaf7;--card:#fff;--line:#dcd9d0;--accent:#1c5a7d;--mark:#e4eff5}
@media(prefers-color-scheme:dark){:root{--ink:#ece9e2;--soft:#a9b0bc;--paper:#16181c;--card:#1e2126;--line:#363a42;--accent:#8cc5e6;--mark:#22323d}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
header,main{max-width:60rem;margin:0 auto;padding:1.25rem}main{padding-top:0}header p{margin:.25rem 0 0;color:var(--soft)}
h1{font-size:1.5rem;margin:0;text-wrap:balance}h2{font-size:1.1rem;margin:2rem 0 .5rem}a{color:var(--accent)}
a:focus-visible,summary:focus-visible,iframe:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.25rem}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
ol.mails{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:.5rem;background:var(--card)}
ol.mails li+li{border-top:1px solid var(--line)}ol.mails a{display:block;padding:.7rem 1rem;text-decoration:none;color:inherit}
ol.mails a:hover{background:var(--mark)}ol.mails strong{display:block;color:var(--accent);overflow-wrap:anywhere}
ol.mails span{color:var(--soft);font-size:.92rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:1rem 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
iframe{width:100%;height:32rem;border:1px solid var(--line);border-radius:.5rem;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:0}
nav.pages{display:flex;gap:1.5rem;margin-top:1rem}[role=status]{min-height:1.55em;color:var(--soft)}
`;

/** Fetches the list again now and then. While the reader's focus is in the list it is left alone, and only told about. */
export const script = `(()=>{
const list=document.getElementById('list'),status=document.querySelector('[role=status]');
let known=list.dataset.count;
setInterval(async()=>{ if(document.hidden)return;
 try{const page=new DOMParser().parseFromString(await (await fetch(location.href)).text(),'text/html').getElementById('list');
  const added=page.dataset.count-known; if(added===0)return;
  const told=added===1?'Ett nytt brev.':added>1?added+' nya brev.':'Listan har ändrats.';
  if(list.contains(document.activeElement)){status.textContent=told+' Ladda om sidan för att se.';return}
  list.replaceChildren(...page.childNodes); known=page.dataset.count; status.textContent=told;
 }catch{status.textContent='Brevlådan svarar inte just nu.'}},5000)})();
`;

const noMails =
  '<p>Inga brev ännu. De första kommer klockan 08.00 nästa arbetsdag och dyker upp här av sig själva. ' +
  'Breven i en repetition skickas aldrig: läs dem med <code>npx arscykel mails</code>.</p>';

export interface ListPage {
  mails: readonly MailSummary[];
  total: number;
  /** From 1. */
  page: number;
}

export function listPage({ mails, total, page }: ListPage): string {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const items = mails.map(listItem).join('');
  const links = [
    page > 1 ? `<a href="/?sida=${page - 1}">Nyare brev</a>` : '',
    page < pages ? `<a href="/?sida=${page + 1}">Äldre brev</a>` : '',
  ].join('');
  const body = total === 0 ? noMails : `<ol class="mails">${items}</ol>`;
  const counted = total === 1 ? 'Ett brev' : `${total} brev`;
  const heading = `<h1>Brevlådan</h1><p>Här fastnar breven som Årscykel skickar på den här datorn. Inget lämnar den.</p>`;
  const count = `<p>${counted}${pages > 1 ? `, sida ${page} av ${pages}` : ''}</p>`;
  const navigation = links === '' ? '' : `<nav class="pages" aria-label="Sidor">${links}</nav>`;
  const main = `<p role="status"></p><div id="list" data-count="${total}">${count}${body}${navigation}</div><script>${script}</script>`;
  return document('Brevlådan – Årscykel', heading, main);
}

function listItem(mail: MailSummary): string {
  const subject = escapeHtml(mail.subject || '(utan ämne)');
  const details = `till ${escapeHtml(mail.to)} · ${moment(mail.receivedAt)}`;
  return `<li><a href="/brev/${mail.id}"><strong>${subject}</strong><span>${details}</span></a></li>`;
}

export function mailPage(summary: MailSummary, mail: Email): string {
  const heading = `<p><a href="/">Till brevlådan</a></p><h1>${escapeHtml(summary.subject || '(utan ämne)')}</h1>`;
  const facts: [string, string][] = [
    ['Från', escapeHtml(summary.from)],
    ['Till', escapeHtml(summary.to)],
    ['Kopia', escapeHtml((mail.cc ?? []).map(addressText).join(', '))],
    ['Fångat', moment(summary.receivedAt)],
  ];
  const shown = facts.filter(([, value]) => value !== '').map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`);
  const html = mail.html === undefined ? '' : htmlPart(summary.id);
  const text = mail.text === undefined ? '' : `<h2>Som ren text</h2><pre>${escapeHtml(mail.text)}</pre>`;
  const attached =
    mail.attachments.length === 0 ? '' : `<h2>Bilagor</h2><ul>${mail.attachments.map(attachmentItem).join('')}</ul>`;
  const headers = mail.headers.map((header) => `${header.originalKey}: ${header.value}`).join('\n');
  const source = `<p><a href="/brev/${summary.id}/original.eml">Hela brevet som fil</a></p>`;
  const details = `<details><summary>Brevhuvud</summary><pre>${escapeHtml(headers)}</pre>${source}</details>`;
  return document(
    `${summary.subject || '(utan ämne)'} – Brevlådan`,
    heading,
    `<dl>${shown.join('')}</dl>${html}${text}${attached}<h2>Mer</h2>${details}`,
  );
}

// Sandboxed twice, here and by the part's own policy: a mail runs no script, and its links open in a tab of their own.
const htmlPart = (id: string) =>
  `<h2>Som det ser ut</h2><iframe src="/brev/${id}/html" title="Brevets innehåll" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;

function attachmentItem(attachment: Attachment): string {
  const size = typeof attachment.content === 'string' ? attachment.content.length : attachment.content.byteLength;
  return `<li>${escapeHtml(attachment.filename ?? '(utan namn)')} (${escapeHtml(attachment.mimeType)}, ${size} byte)</li>`;
}

const swedishTime = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Stockholm' });
const moment = (at: Date) => `<time datetime="${at.toISOString()}">${swedishTime.format(at)}</time>`;

function document(title: string, heading: string, main: string): string {
  return `<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head><body><a class="skip" href="#innehall">Till innehållet</a>
<header>${heading}</header><main id="innehall">${main}</main></body></html>`;
}

export const errorPage = (what: string) =>
  document(what, `<p><a href="/">Till brevlådan</a></p><h1>${escapeHtml(what)}</h1>`, '');
