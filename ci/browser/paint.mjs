// SPDX-License-Identifier: MIT
//
// Size and first paint of a page of each kind, as a table: the middle of three visits each. Figures, never judged.
import { chromium } from 'playwright-core';
import { REPORT, address, fileUrl, files, onePerKind, size } from './site.mjs';

const VISITS = 3;
const args = ['--no-sandbox', '--disable-gpu'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args });
const paint = () => new Promise((resolve) => {
    const seen = (list) => {
        const first = list.getEntries().find((entry) => entry.name === 'first-contentful-paint');
        if (first) resolve(first.startTime);
    };
    new PerformanceObserver(seen).observe({ type: 'paint', buffered: true });
});

console.log('page                                        KiB   first paint   complete');
for (const path of onePerKind(REPORT)) {
    const times = [];
    for (let i = 0; i < VISITS; i += 1) {
        const page = await browser.newPage();
        await page.goto(fileUrl(REPORT) + address(path));
        const complete = await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventStart);
        times.push([await page.evaluate(paint), complete]);
        await page.close();
    }
    const [first, complete] = times.sort((a, b) => a[0] - b[0])[1];
    const row = [(size(REPORT, path) / 1024).toFixed(0).padStart(6), `${first.toFixed(0)} ms`.padStart(13)];
    console.log(path.padEnd(40), ...row, `${complete.toFixed(0)} ms`.padStart(10));
}
await browser.close();
const all = files(REPORT);
const bytes = all.reduce((sum, path) => sum + size(REPORT, path), 0);
console.log(`${all.length} files, ${(bytes / 1048576).toFixed(1)} MiB`);
