// SPDX-License-Identifier: MIT
//
// Size and first paint of a page of each kind, as a table: the middle of three visits each. Figures, never judged.
import { chromium } from 'playwright-core';
import { REPORT, address, fileUrl, files, onePerKind, size } from './site.mjs';

const VISITS = 3;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
const paint = () => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().find((entry) => entry.name === 'first-contentful-paint')?.startTime))
        .observe({ type: 'paint', buffered: true });
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
    const row = [path.padEnd(40), (size(REPORT, path) / 1024).toFixed(0).padStart(6), `${first.toFixed(0)} ms`.padStart(13), `${complete.toFixed(0)} ms`.padStart(10)];
    console.log(row.join(' '));
}
await browser.close();
const all = files(REPORT);
console.log(`${all.length} files, ${(all.reduce((sum, path) => sum + size(REPORT, path), 0) / 1048576).toFixed(1)} MiB`);
