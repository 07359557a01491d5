import { readFileSync } from 'node:fs';

/**
 * Prints "N passed, N failed" from vitest's JSON report (first argument) and exits 1 where a test failed or none ran.
 * A file that fell before its tests counts as one failure. Where another step failed (second argument "1") but no test did,
 * that is said on a line before.
 */
const [reportPath, failedSteps] = process.argv.slice(2);

function readReport() {
  try {
    return JSON.parse(readFileSync(reportPath, 'utf8'));
  } catch (error) {
    console.error(`\n.ci/run: vitest left no report, so nothing can be counted: ${error.message}`);
    return process.exit(1);
  }
}

const report = readReport();
const fellBeforeTests = report.testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
);
const passed = report.numPassedTests;
const failed = report.numFailedTests + fellBeforeTests.length;
for (const file of fellBeforeTests) console.error(`${file.name}: ${file.message}`);
if (failedSteps === '1' && failed === 0) console.error('\n.ci/run: a step failed though no test did; see above.');
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
