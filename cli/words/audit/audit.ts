/** Of the auditor's commands as a whole; each group has its own words beside these. */
export const auditWords = {
  sv: { summary: 'granska: kontrollera, jämföra, ta ut och söka i det som är registrerat' },
  en: { summary: 'audit: verify, compare, export and search what is recorded' },
} as const;
