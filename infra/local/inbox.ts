import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { decodeTime } from 'ulid';
import { codeOf } from './problem.ts';

/** A line of the inbox. */
export interface MailSummary {
  id: string;
  receivedAt: Date;
  from: string;
  to: string;
  subject: string;
}

/** The captured mails of one directory, newest first. */
export interface Inbox {
  ids(): Promise<string[]>;
  summary(id: string): Promise<MailSummary | null>;
  mail(id: string): Promise<Email | null>;
  raw(id: string): Promise<Buffer | null>;
}

const idPattern = /^[0-9A-HJKMNP-TV-Z]{26}$/;
// Mails never change; this many summaries are kept so that turning a page does not parse again.
const keptSummaries = 2000;

export function openInbox(directory: string): Inbox {
  const summaries = new Map<string, MailSummary>();

  const raw = async (id: string): Promise<Buffer | null> => {
    if (!idPattern.test(id)) return null; // an id is a file's name here
    try {
      return await readFile(join(directory, `${id}.eml`));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  };
  const mail = async (id: string): Promise<Email | null> => {
    const source = await raw(id);
    return source === null ? null : parse(source);
  };

  return {
    raw,
    mail,
    async ids() {
      const names = await readdir(directory);
      const ids = names.filter((name) => name.endsWith('.eml')).map((name) => name.slice(0, -'.eml'.length));
      return ids
        .filter((id) => idPattern.test(id))
        .toSorted()
        .toReversed();
    },
    async summary(id) {
      const known = summaries.get(id);
      if (known !== undefined) return known;
      const found = await mail(id);
      if (found === null) return null;
      const summary = summarise(id, found);
      if (summaries.size >= keptSummaries) summaries.clear();
      summaries.set(id, summary);
      return summary;
    },
  };
}

/** A mail that cannot be parsed is still shown: as its own source. */
async function parse(source: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(source);
  } catch (error) {
    const text = `Brevet går inte att tolka (${error instanceof Error ? error.message : String(error)}). Så här kom det:\n\n${source.toString('utf8')}`;
    return { headers: [], headerLines: [], subject: '(går inte att tolka)', text, attachments: [] };
  }
}

function summarise(id: string, mail: Email): MailSummary {
  return {
    id,
    receivedAt: new Date(decodeTime(id)),
    from: addressText(mail.from),
    to: (mail.to ?? []).map(addressText).join(', '),
    subject: mail.subject ?? '',
  };
}

export function addressText(address: Address | undefined): string {
  if (address === undefined) return '';
  if (address.group !== undefined) return `${address.name}: ${address.group.map((member) => member.address).join(', ')}`;
  return address.name === '' ? address.address : `${address.name} <${address.address}>`;
}
