export { capturePort } from './capture.ts';
export { type ComposerOptions, mailComposer } from './compose/composer.ts';
export { domainOf } from './compose/messageId.ts';
export { smtpPort, type SmtpOptions, type SmtpPort } from './smtp.ts';
