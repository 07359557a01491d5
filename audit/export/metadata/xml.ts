/** An element with its attributes; those that are null are left out. Children are elements, or one text. */
export interface Xml {
  name: string;
  attributes?: Readonly<Record<string, string | number | null>>;
  children?: readonly Xml[] | string;
}

export const xmlOf = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;

function written({ name, attributes = {}, children = [] }: Xml, indent: string): string {
  const told = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  const open = `${indent}<${name}${told.join('')}`;
  if (children.length === 0) return `${open}/>\n`;
  if (typeof children === 'string') return `${open}>${escaped(children)}</${name}>\n`;
  return `${open}>\n${children.map((child) => written(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

// oxlint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no way to write most control characters at all. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark).replace(UNWRITABLE, '');
