// SPDX-License-Identifier: MIT
//
// What holds for every kind of page, whatever is on it. Leaves a picture of each.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { useBrowser, visit } from './browser.mjs';
import { lowContrast, paper, sidewards, unreadable } from './inside.mjs';
import { HOSTILE, REPORT, SCREENSHOTS, address, fileUrl, kindOf, onePerKind, pages, size } from './site.mjs';

useBrowser();
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const SCHEMES = ['light', 'dark'];

// Of a page from its top, as long as a few screens.
async function picture(page, name) {
    const { width } = page.viewportSize();
    const height = Math.min(2400, await page.evaluate(() => document.documentElement.scrollHeight));
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height } });
}

// In the light and in the dark: a picture, and whether it can be read.
async function look(page, path, device) {
    const name = `${kindOf(path).replace('.html', '')}${path.includes('/') ? '-one' : ''}-${device}`;
    for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await picture(page, `${name}-${colorScheme}`);
        assert.deepEqual(await page.evaluate(lowContrast), [], `too little contrast, ${colorScheme}`);
    }
    assert.deepEqual(await page.evaluate(sidewards), [], 'scrolls sideways');
}

for (const path of onePerKind(REPORT)) {
    test(`${path}, on a desktop and on paper`, () => visit(fileUrl(REPORT), address(path), async (page) => {
        await look(page, path, 'desktop');
        const paint = await page.evaluate(() =>
            performance.getEntriesByType('paint').map((entry) => `${entry.name} ${entry.startTime.toFixed(0)} ms`));
        console.log(`${path}: ${(size(REPORT, path) / 1024).toFixed(0)} KiB, ${paint.join(', ')}`);
        assert.deepEqual(await page.evaluate(unreadable), []);
        for (const image of await page.locator('img').all()) {
            await image.scrollIntoViewIfNeeded();
            await image.evaluate((element) => element.decode());
            assert.ok(await image.evaluate((element) => element.naturalWidth > 100), 'a picture is empty');
        }
        await page.emulateMedia({ media: 'print', colorScheme: 'light' });
        assert.deepEqual(await page.evaluate(paper), []);
    }));

    test(`${path}, on a phone`, () => visit(fileUrl(REPORT), address(path), (page) => look(page, path, 'phone'), PHONE));

    test(`${path}, without a script`, () => visit(fileUrl(REPORT), address(path), async (page) => {
        assert.ok((await page.locator('main').innerText()).length > 300, 'there is nothing to read');
        if (path === 'cells.html') assert.ok(await page.locator('main a[href^="cell/"]').count() > 10);
        else assert.ok(await page.locator('tbody tr:visible, main img:visible').count() > 0);
    }, { javaScriptEnabled: false }));
}

// Everything that only a hostile record has, and one of what it has a part in.
const usual = new Set(pages(REPORT));
for (const path of new Set([...onePerKind(HOSTILE), ...pages(HOSTILE).filter((page) => !usual.has(page))])) {
    test(`hostile ${path}`, () => visit(fileUrl(HOSTILE), address(path), async (page) => {
        await page.waitForLoadState('load');
        await picture(page, `hostile-${path.replaceAll(/[^a-z]+/g, '-').slice(0, 40)}`);
        const markup = page.locator('[onerror], [onload], [onfocus], [autofocus], main script');
        assert.equal(await markup.count(), 0, 'markup of a record');
        const schemes = await page.evaluate(() => [...document.links].map((link) => link.protocol));
        assert.deepEqual(schemes.filter((scheme) => !/^(https?|file):$/.test(scheme)), []);
        assert.deepEqual(await page.evaluate(sidewards), [], 'scrolls sideways');
        assert.deepEqual(await page.evaluate(unreadable), []);
    }, PHONE));
}
