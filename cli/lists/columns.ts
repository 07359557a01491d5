import type { ColumnText } from '../../audit/lists/list.ts';

/** A column of text. */
export const words = (key: string, sv: string, en: string, width?: number): ColumnText => ({
  key,
  title: { sv, en },
  kind: 'text',
  ...(width === undefined ? {} : { width }),
});

export const dayOf = (key: string, sv: string, en: string): ColumnText => ({ key, title: { sv, en }, kind: 'day' });
export const instantOf = (key: string, sv: string, en: string): ColumnText => ({ key, title: { sv, en }, kind: 'instant' });
export const countOf = (key: string, sv: string, en: string): ColumnText => ({ key, title: { sv, en }, kind: 'number' });

export const matter: ColumnText = words('matter', 'Ärende', 'Matter', 36);
