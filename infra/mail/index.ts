export { capturePort } from './capture.ts';
export { mailComposer } from './compose/composer.ts';
export { domainOf } from './compose/messageId.ts';
export { checkpointMailer } from './compose/checkpointMail.ts';
export { smtpPort, type SmtpPort } from './smtp.ts';
export { sampleKinds, sampleMail } from './samples.ts';
